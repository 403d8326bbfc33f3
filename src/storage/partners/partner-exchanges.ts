import { sql } from 'kysely';
import type { StorageContext } from '../context.ts';
import type { PartnerLead, StopAnswer } from './partner-arrivals.ts';
import type { ExchangeState, LeadTier, PartnerKind } from './partners-tables.ts';

/** One line of the list for audit: what, whom, on which basis, and how it ended. Never what stood in it. */
export interface ListedExchange {
  readonly id: string;
  /** null: nobody of that kind was there. */
  readonly partner: string | null;
  readonly recipient: PartnerKind | 'partner';
  readonly direction: 'in' | 'out';
  readonly kind: string;
  readonly subject: string;
  readonly legalBasis: string;
  readonly state: ExchangeState;
  readonly attempts: number;
  readonly reason: string | null;
  /** Milliseconds since 1970 UTC. */
  readonly createdAt: number;
  readonly updatedAt: number;
}

export interface ExchangeFilter {
  readonly partnerId?: string;
  readonly direction?: 'in' | 'out';
  readonly state?: ExchangeState;
  readonly kind?: string;
  /** Milliseconds since 1970 UTC. */
  readonly from?: number;
  readonly before?: number;
}

/** Something sent to a partner, as its own people and programs see it. */
export interface SentPost {
  readonly id: string;
  readonly kind: string;
  readonly subject: string;
  readonly legalBasis: string;
  readonly state: ExchangeState;
  /** null once its time is over. */
  readonly body: unknown;
  readonly createdAt: number;
  /** The partner's answers to a stop lead, the oldest first. */
  readonly answers: readonly StopAnswer[];
}

export interface OwnLead {
  readonly id: string;
  readonly kind: PartnerLead['kind'];
  readonly tier: LeadTier;
  readonly state: 'waiting' | 'passed';
  readonly createdAt: number;
}

/** Their answers are read by one statement, which takes a hundred values. */
const MOST_POSTS = 90;

export function partnerExchanges({ database: { query }, sealer, sources }: StorageContext) {
  const sentTo = (partnerId: string) =>
    query
      .selectFrom('partner_exchanges')
      .where('partner_id', '=', partnerId)
      .where('direction', '=', 'out')
      .where('state', '<>', 'nobody')
      // As it is now: what was meant for the police is shown to no bank that it became.
      .where((is) =>
        is.or([
          is('recipient', '=', 'partner'),
          is('recipient', 'in', is.selectFrom('partners').select('partners.kind').where('partners.id', '=', partnerId) as never),
        ]),
      );

  return {
    /** Newest first. @param most rows; at most 10,000 */
    async listExchanges(filter: ExchangeFilter, most: number, skip = 0): Promise<readonly ListedExchange[]> {
      const { partnerId, direction, state, kind, from, before } = filter;
      const rows = await query
        .selectFrom('partner_exchanges')
        .leftJoin('partners', 'partners.id', 'partner_exchanges.partner_id')
        .select([
          'partner_exchanges.id',
          'partners.name as partner',
          'recipient',
          'direction',
          'partner_exchanges.kind',
          'subject',
          'partner_exchanges.legal_basis',
          'state',
          'attempts',
          'reason',
          'partner_exchanges.created_at',
          'updated_at',
        ])
        .$if(partnerId !== undefined, (found) => found.where('partner_exchanges.partner_id', '=', partnerId ?? ''))
        .$if(direction !== undefined, (found) => found.where('direction', '=', direction ?? 'in'))
        .$if(state !== undefined, (found) => found.where('state', '=', state ?? 'dead'))
        .$if(kind !== undefined, (found) => found.where('partner_exchanges.kind', '=', kind ?? ''))
        .$if(from !== undefined, (found) => found.where('partner_exchanges.created_at', '>=', from ?? 0))
        .$if(before !== undefined, (found) => found.where('partner_exchanges.created_at', '<', before ?? 0))
        .orderBy('partner_exchanges.created_at', 'desc')
        .orderBy('partner_exchanges.id', 'desc')
        .limit(most)
        .offset(skip)
        .execute();
      return rows.map(({ legal_basis, created_at, updated_at, ...row }) => ({
        ...row,
        legalBasis: legal_basis,
        createdAt: created_at,
        updatedAt: updated_at,
      }));
    },

    /** What the desk has to know: posts that did not arrive, or had nobody to go to, since then. */
    async undelivered(since: number): Promise<{ readonly dead: number; readonly nobody: number }> {
      const rows = await query
        .selectFrom('partner_exchanges')
        .select(({ fn }) => ['state', fn.countAll<number | string>().as('count')])
        .where('state', 'in', ['dead', 'nobody'])
        .where('created_at', '>=', since)
        .groupBy('state')
        .execute();
      const count = (state: ExchangeState): number => Number(rows.find((row) => row.state === state)?.count ?? 0);
      return { dead: count('dead'), nobody: count('nobody') };
    },

    /** How many things were sent to it, whatever a list shows of them. */
    async countPosts(partnerId: string): Promise<number> {
      const { count } = await sentTo(partnerId)
        .select(({ fn }) => fn.countAll<number | string>().as('count'))
        .executeTakeFirstOrThrow();
      return Number(count);
    },

    /**
     * What was sent to this partner, newest first, each with its newest answer.
     * @param offeredOnly only what it has not taken yet
     */
    async postsFor(partnerId: string, offeredOnly: boolean, most = MOST_POSTS): Promise<readonly SentPost[]> {
      const rows = await sentTo(partnerId)
        .select(['id', 'kind', 'subject', 'legal_basis', 'state', 'body_sealed', 'created_at'])
        .$if(offeredOnly, (found) => found.where('state', '=', 'offered'))
        // For people: what waits for an answer must not sink below the warnings of the day.
        .$if(!offeredOnly, (found) => found.orderBy(sql`CASE WHEN kind = 'stop-lead' AND body_sealed IS NOT NULL THEN 0 ELSE 1 END`))
        .orderBy('created_at', offeredOnly ? 'asc' : 'desc')
        .orderBy('id')
        .limit(Math.min(most, MOST_POSTS))
        .execute();
      const answers = await query
        .selectFrom('partner_answers')
        .select(['exchange_id', 'body_sealed'])
        .where('exchange_id', 'in', ['', ...rows.map(({ id }) => id)])
        .orderBy('created_at')
        .orderBy('id')
        .execute();
      return Promise.all(
        rows.map(async ({ id, kind, subject, legal_basis, state, body_sealed, created_at }) => {
          const own = answers.flatMap((answer) => (answer.exchange_id === id && answer.body_sealed !== null ? [answer.body_sealed] : []));
          return {
            id,
            kind,
            subject,
            legalBasis: legal_basis,
            state,
            body: body_sealed === null ? null : (JSON.parse(await sealer.openOwn(body_sealed)) as unknown),
            createdAt: created_at,
            answers: await Promise.all(own.map(async (sealed) => JSON.parse(await sealer.openOwn(sealed)) as StopAnswer)),
          };
        }),
      );
    },

    /** The partner has it. @returns false when nothing of this id was sent to it */
    async receivedPost(partnerId: string, id: string, receipt: string): Promise<boolean> {
      await query
        .updateTable('partner_exchanges')
        .set({ state: 'acknowledged', reason: null, receipt_sealed: await sealer.sealOwn(receipt), updated_at: sources.now() })
        .where('id', '=', id)
        .where('partner_id', '=', partnerId)
        .where('direction', '=', 'out')
        .where('state', 'in', ['queued', 'sending', 'offered', 'dead'])
        .execute();
      const row = await query
        .selectFrom('partner_exchanges')
        .select('state')
        .where('id', '=', id)
        .where('partner_id', '=', partnerId)
        .where('direction', '=', 'out')
        .executeTakeFirst();
      return row?.state === 'acknowledged';
    },

    /** What this partner has reported, without the persons; newest first. */
    async leadsOf(partnerId: string): Promise<readonly OwnLead[]> {
      const rows = await query
        .selectFrom('partner_leads')
        .select(['id', 'kind', 'tier', 'state', 'created_at'])
        .where('partner_id', '=', partnerId)
        .orderBy('created_at', 'desc')
        .limit(50)
        .execute();
      return rows.map(({ created_at, kind, ...row }) => ({ ...row, kind: kind as PartnerLead['kind'], createdAt: created_at }));
    },
  };
}
