import type { Compilable } from 'kysely';
import { AppError } from '../../errors.ts';
import type { StorageContext } from '../context.ts';
import type { NotedIdentifier } from '../lookups/note-identifiers.ts';
import { noteIdentifiers } from '../lookups/note-identifiers.ts';
import { notAside, setAside } from '../set-aside.ts';
import type { StopAnswerGiven } from '../stop-loss/stop-answers.ts';
import type { Partner } from './partner-accounts.ts';
import type { LeadTier } from './partners-tables.ts';

/** What came from a partner, whichever way. */
export interface Arrival {
  /** The partner's own id of it: the same one again is answered the same. */
  readonly externalId: string;
  /** Who typed it into the form; null: by API. */
  readonly officerId: string | null;
  /** As it came: tells a retry from another text under the same id. */
  readonly raw: string;
}

/** Somebody who may be being cheated now, as a partner sees it. */
export interface PartnerLead {
  readonly kind: 'two-card-risk' | 'suspicious-withdrawal' | 'suspicious-transfer' | 'other';
  readonly tier: LeadTier;
  readonly phone: string;
  readonly name: string;
  /** A type of the library, where it is known. */
  readonly type: string | null;
  readonly facts: string;
  /** The scam's, never the person's. */
  readonly identifiers: readonly NotedIdentifier[];
}

/** What the police say to one transfer of a stop lead. Fen; milliseconds since 1970 UTC. */
export type StopAnswer = Omit<StopAnswerGiven, 'externalId' | 'leadNumber' | 'officerId'>;

export interface WaitingLead {
  readonly id: string;
  readonly partnerId: string;
  readonly externalId: string;
  readonly lead: PartnerLead;
  readonly attempts: number;
}
/** Milliseconds after which whoever passes something on counts as gone. */
export const LEAD_LEASE = 60_000;

/** Leads and answers of partners: saved once, written down with their legal basis, and passed on. */
export function partnerArrivals(context: StorageContext) {
  const { database, sealer, sources } = context;
  const { query } = database;
  const { onePiece } = setAside(context);
  const exchangeId = (partner: Partner, externalId: string): string => `in:${partner.id}:${externalId}`;

  /** @returns whether this very thing came before @throws AppError 409 `partner.id-used` */
  async function cameBefore(partner: Partner, { externalId, raw }: Arrival): Promise<boolean> {
    const row = await query
      .selectFrom('partner_exchanges')
      .select('body_hash')
      .where('id', '=', exchangeId(partner, externalId))
      .executeTakeFirst();
    if (!row) return false;
    if (row.body_hash !== (await sealer.fingerprint(raw)))
      throw new AppError(
        'partner.id-used',
        '这个编号已经用过，内容不一样。请换一个新编号。 This id was used before with another content.',
        409,
      );
    return true;
  }

  async function writtenDown(partner: Partner, arrival: Arrival, kind: string, subject: string): Promise<Compilable> {
    const now = sources.now();
    return query.insertInto('partner_exchanges').values({
      id: exchangeId(partner, arrival.externalId),
      partner_id: partner.id,
      recipient: 'partner',
      direction: 'in',
      kind,
      subject,
      legal_basis: partner.legalBasis,
      body_sealed: null,
      body_hash: await sealer.fingerprint(arrival.raw),
      state: 'taken',
      attempts: 1,
      due_at: now,
      reason: null,
      receipt_sealed: null,
      created_at: now,
      updated_at: now,
    });
  }

  /** All of it, or none when the same came a moment ago. */
  async function once(partner: Partner, arrival: Arrival, statements: readonly Compilable[]): Promise<void> {
    try {
      await database.batch(statements);
    } catch (error) {
      if (!database.isUniqueViolation(error) || !(await cameBefore(partner, arrival))) throw error;
    }
  }

  return {
    /** @returns its id, the same for the same again @throws AppError 409 `partner.id-used` */
    async savePartnerLead(partner: Partner, arrival: Arrival, lead: PartnerLead): Promise<string> {
      const { externalId, officerId } = arrival;
      if (!(await cameBefore(partner, arrival))) {
        const [id, now] = [sources.id(), sources.now()];
        const row = {
          id,
          partner_id: partner.id,
          external_id: externalId,
          officer_id: officerId,
          kind: lead.kind,
          tier: lead.tier,
          body_sealed: await sealer.sealOwn(JSON.stringify(lead)),
          state: 'waiting' as const,
          warning_id: null,
          attempts: 0,
          due_at: now,
          created_at: now,
          updated_at: now,
        };
        await once(partner, arrival, [
          query.insertInto('partner_leads').values(row),
          await writtenDown(partner, arrival, 'lead', id),
          ...(await noteIdentifiers(context, lead.identifiers, { kind: 'partner', ref: `${partner.id} ${externalId}` })),
        ]);
      }
      const saved = await query
        .selectFrom('partner_leads')
        .select('id')
        .where('partner_id', '=', partner.id)
        .where('external_id', '=', externalId)
        .executeTakeFirst();
      // The id served for something else that had the same content.
      if (!saved) throw new AppError('partner.id-used', '这个编号已经用过。请换一个新编号。 This id was used before.', 409);
      return saved.id;
    },

    /**
     * The number of a stop lead that was sent to this partner.
     * @throws AppError 404 `partner.post-unknown`
     */
    async stopLeadSentTo(partnerId: string, postId: string): Promise<string> {
      const post = await query
        .selectFrom('partner_exchanges')
        .select('subject')
        .where('id', '=', postId)
        .where('partner_id', '=', partnerId)
        .where('direction', '=', 'out')
        .where('kind', '=', 'stop-lead')
        .where('recipient', 'in', (is) => is.selectFrom('partners').select('partners.kind').where('partners.id', '=', partnerId))
        .executeTakeFirst();
      if (!post) throw new AppError('partner.post-unknown', '没有发给你们的这一条止付线索。 No such stop lead was sent to you.', 404);
      return post.subject;
    },

    /**
     * An answer that the stop leads have taken. It says that the post has arrived, too.
     * @param postId the post that is answered
     * @throws AppError 409 `partner.id-used`
     */
    async noteStopAnswer(partner: Partner, arrival: Arrival, postId: string, subject: string, answer: StopAnswer): Promise<void> {
      if (await cameBefore(partner, arrival)) return;
      const now = sources.now();
      const row = {
        id: sources.id(),
        partner_id: partner.id,
        external_id: arrival.externalId,
        exchange_id: postId,
        officer_id: arrival.officerId,
        body_sealed: await sealer.sealOwn(JSON.stringify(answer)),
        created_at: now,
      };
      await once(partner, arrival, [
        query.insertInto('partner_answers').values(row),
        await writtenDown(partner, arrival, 'stop-answer', subject),
        query
          .updateTable('partner_exchanges')
          .set({ state: 'acknowledged', updated_at: now, reason: null })
          .where('id', '=', postId)
          .where('state', 'in', ['queued', 'sending', 'offered', 'dead']),
      ]);
    },

    /** The lead that waits longest for the module of warnings; claimed. */
    async claimPartnerLead(): Promise<WaitingLead | null> {
      const now = sources.now();
      const row = await database.claiming
        .updateTable('partner_leads')
        .set((is) => ({ attempts: is('attempts', '+', 1), due_at: now + LEAD_LEASE, updated_at: now }))
        .where('id', '=', (is) =>
          database.skipLocked(
            is
              .selectFrom('partner_leads as next')
              .select('next.id')
              .where('next.state', '=', 'waiting')
              .where('next.due_at', '<=', now)
              .where('next.body_sealed', 'is not', null)
              .where(notAside('partner-lead', 'next.id', now))
              .orderBy('next.due_at')
              .limit(1),
            'next',
          ),
        )
        .where('state', '=', 'waiting')
        .where('due_at', '<=', now)
        .returning(['id', 'partner_id', 'external_id', 'body_sealed', 'attempts'])
        .executeTakeFirst();
      if (!row?.body_sealed) return null;
      const sealed = row.body_sealed;
      const lead = await onePiece('partner-lead', row.id, async () => JSON.parse(await sealer.openOwn(sealed)) as PartnerLead);
      return { id: row.id, partnerId: row.partner_id, externalId: row.external_id, lead, attempts: row.attempts };
    },

    /** Whom it is about stands in the warning from now on, and goes with it. */
    async passedPartnerLead(id: string, warningId: string | null): Promise<void> {
      await query
        .updateTable('partner_leads')
        .set({ state: 'passed', warning_id: warningId, body_sealed: null, updated_at: sources.now() })
        .where('id', '=', id)
        .execute();
    },
  };
}
