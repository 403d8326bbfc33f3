import { sql } from 'kysely';
import { DAY } from '../../durations.ts';
import type { StorageContext } from '../context.ts';
import { notAside, setAside } from '../set-aside.ts';
import type { ExchangeState } from './partners-tables.ts';

/** A post whose turn it is, claimed by whoever got it. */
export interface DuePost {
  /** The idempotency key at the partner. */
  readonly id: string;
  readonly partnerId: string;
  /** null: it has no address any more, or is switched off. */
  readonly webhook: string | null;
  /** In use, newest first. */
  readonly secrets: readonly string[];
  readonly kind: string;
  readonly subject: string;
  readonly legalBasis: string;
  /** JSON. */
  readonly body: string;
  /** From 1. */
  readonly attempt: number;
  readonly createdAt: number;
  /** When its tries began: when it was made, or wanted again. Milliseconds since 1970 UTC. */
  readonly tryingSince: number;
}

export type PostResult =
  | { readonly kind: 'acknowledged'; readonly receipt: string }
  | { readonly kind: 'later'; readonly reason: string; readonly dueAt: number }
  | { readonly kind: 'dead'; readonly reason: string };

/** Milliseconds after which an attempt counts as lost; longer than any attempt is waited for. */
const POST_LEASE = 30_000;
/** Milliseconds: so long their people may still read on their page what they have received. */
const POLICE_BODIES_KEPT = 30 * DAY;
/** What live pages of the desk hear of: a post that is not of any conversation. */
const OF_NO_CONVERSATION = 'partners';

/** What goes out by webhook, as a delivery ledger: claimed by one statement, settled with the result. */
export function partnerLedger(context: StorageContext) {
  const { database, sealer, sources } = context;
  const { query } = database;
  const { onePiece } = setAside(context);

  return {
    /** The post that is due longest; several instances may ask at once, each post goes to one of them. */
    async claimPost(): Promise<DuePost | null> {
      const now = sources.now();
      const row = await database.claiming
        .updateTable('partner_exchanges')
        .set((is) => ({ state: 'sending', attempts: is('attempts', '+', 1), due_at: now + POST_LEASE, updated_at: now }))
        .where('id', '=', (is) =>
          database.skipLocked(
            is
              .selectFrom('partner_exchanges as next')
              .select('next.id')
              .where('next.state', 'in', ['queued', 'sending'])
              .where('next.due_at', '<=', now)
              .where(notAside('partner-post', 'next.id', now))
              .orderBy('next.due_at')
              .orderBy('next.id')
              .limit(1),
            'next',
          ),
        )
        .where('state', 'in', ['queued', 'sending'])
        .where('due_at', '<=', now)
        .returning(['id', 'partner_id', 'recipient', 'kind', 'subject', 'legal_basis', 'body_sealed', 'attempts', 'created_at', 'again_at'])
        .executeTakeFirst();
      if (!row) return null;
      const partner = await query
        .selectFrom('partners')
        .select(['webhook', 'closed_at', 'kind'])
        .where('id', '=', row.partner_id ?? '')
        .executeTakeFirst();
      const keys = await query
        .selectFrom('partner_keys')
        .select('secret_sealed')
        .where('partner_id', '=', row.partner_id ?? '')
        .where('ends_at', 'is', null)
        .orderBy('created_at', 'desc')
        .orderBy('id', 'desc')
        .execute();
      const { secrets, body } = await onePiece('partner-post', row.id, async () => ({
        secrets: await Promise.all(keys.map(({ secret_sealed }) => sealer.openOwn(secret_sealed))),
        body: row.body_sealed === null ? 'null' : await sealer.openOwn(row.body_sealed),
      }));
      // What was meant for the police goes to nobody who is something else by now.
      const isMeant = row.recipient === 'partner' || row.recipient === partner?.kind;
      return {
        id: row.id,
        partnerId: row.partner_id ?? '',
        webhook: partner?.closed_at === null && isMeant ? partner.webhook : null,
        secrets,
        kind: row.kind,
        subject: row.subject,
        legalBasis: row.legal_basis,
        body,
        attempt: row.attempts,
        createdAt: row.created_at,
        tryingSince: row.again_at ?? row.created_at,
      };
    },

    /** What came of an attempt; too late when the claim was lost to another one. A dead post is an event at the desk. */
    async settlePost({ id, attempt }: Pick<DuePost, 'id' | 'attempt'>, result: PostResult): Promise<void> {
      const now = sources.now();
      const mine = query
        .updateTable('partner_exchanges')
        .where('id', '=', id)
        .where('state', '=', 'sending')
        .where('attempts', '=', attempt);
      if (result.kind === 'later') {
        await mine.set({ state: 'queued', due_at: result.dueAt, reason: result.reason, updated_at: now }).execute();
        return;
      }
      if (result.kind === 'acknowledged') {
        // It has arrived, whoever else is trying meanwhile.
        await query
          .updateTable('partner_exchanges')
          .set({ state: 'acknowledged', reason: null, receipt_sealed: await sealer.sealOwn(result.receipt), updated_at: now })
          .where('id', '=', id)
          .where('state', 'in', ['queued', 'sending', 'offered', 'dead'])
          .execute();
        return;
      }
      await database.batch([
        query
          .insertInto('events')
          .columns(['conversation_id', 'kind', 'created_at'])
          .expression((is) =>
            is
              .selectFrom('partner_exchanges')
              .select(({ val }) => [
                val(OF_NO_CONVERSATION).as('conversation_id'),
                val('desk' as const).as('kind'),
                val(now).as('created_at'),
              ])
              .where('id', '=', id)
              .where('state', '=', 'sending')
              .where('attempts', '=', attempt),
          ),
        mine.set({ state: 'dead', reason: result.reason, updated_at: now }),
      ]);
    },

    /**
     * Tries a dead post again from the start, as an administrator wants it.
     * @returns false when it is not dead
     */
    async sendAgain(id: string, byId: string): Promise<boolean> {
      const now = sources.now();
      // Who has no address any more fetches it, or reads it on its page.
      const byWebhookOrPage = sql<ExchangeState>`CASE WHEN EXISTS (SELECT 1 FROM partners WHERE partners.id = partner_exchanges.partner_id
        AND partners.webhook IS NULL) THEN 'offered' ELSE 'queued' END`;
      const dead = query
        .selectFrom('partner_exchanges')
        .where('id', '=', id)
        .where('state', '=', 'dead')
        .where('body_sealed', 'is not', null);
      await database.batch([
        query
          .insertInto('audit')
          .columns(['at', 'officer_id', 'action', 'subject'])
          .expression(
            dead.select(({ val, ref }) => [
              val(now).as('at'),
              val(byId).as('officer_id'),
              val('exchange.again').as('action'),
              ref('partner_exchanges.id').as('subject'),
            ]),
          ),
        query
          .updateTable('partner_exchanges')
          .set({ state: byWebhookOrPage, due_at: now, again_at: now, attempts: 0, updated_at: now, reason: null })
          .where('id', '=', id)
          .where('state', '=', 'dead')
          .where('body_sealed', 'is not', null),
      ]);
      const row = await query.selectFrom('partner_exchanges').select(['state', 'updated_at']).where('id', '=', id).executeTakeFirst();
      return row !== undefined && row.updated_at === now && row.state !== 'dead';
    },

    /**
     * Bodies and words of partners whose time is over; what was exchanged and on which basis stays. What went to the police is
     * about persons, and goes soon after they have it.
     */
    async forgetExchanges(before: number): Promise<boolean> {
      const receivedBefore = sources.now() - POLICE_BODIES_KEPT;
      const old = await query
        .selectFrom('partner_exchanges')
        .select('id')
        .where((is) =>
          is.or([
            is.and([
              is('created_at', '<', before),
              is('state', 'not in', ['queued', 'sending']),
              is.or([is('body_sealed', 'is not', null), is('receipt_sealed', 'is not', null)]),
            ]),
            is.and([
              is('recipient', '=', 'police'),
              is('state', '=', 'acknowledged'),
              is('updated_at', '<', receivedBefore),
              is('body_sealed', 'is not', null),
            ]),
          ]),
        )
        .limit(50)
        .execute();
      const leads = await query
        .selectFrom('partner_leads')
        .select('id')
        .where('created_at', '<', before)
        .where('body_sealed', 'is not', null)
        .limit(40)
        .execute();
      if (old.length + leads.length === 0) return false;
      const ids = (rows: readonly { id: string }[]): string[] => ['', ...rows.map(({ id }) => id)];
      await database.batch([
        query.updateTable('partner_exchanges').set({ body_sealed: null, receipt_sealed: null }).where('id', 'in', ids(old)),
        query.updateTable('partner_answers').set({ body_sealed: null }).where('exchange_id', 'in', ids(old)),
        query.updateTable('partner_leads').set({ body_sealed: null }).where('id', 'in', ids(leads)),
      ]);
      return true;
    },
  };
}
