import { sql } from 'kysely';
import type { StorageContext } from './context.ts';
import type { Colour, Truth, Urgency } from './desk-schema.ts';
import { DRILL, notDrill } from './drills.ts';
import { AT_THE_DESK, PRESENT_FOR } from './presence.ts';
import type { DeliveryState } from './schema.ts';
import { setAside } from './set-aside.ts';

/** How the service stands at this moment. Counts and times alone: no id, nothing that is sealed. Milliseconds since 1970 UTC. */
export interface StandingFigures {
  readonly waiting: readonly { readonly urgency: Urgency; readonly count: number; readonly since: number }[];
  /** What has not gone out for good or has failed, by channel. Of the web page nothing: it fetches what is said to it. */
  readonly outbox: readonly { readonly channel: string; readonly state: DeliveryState; readonly count: number; readonly since: number }[];
  /** Saved and not answered yet; the sweeper's work. */
  readonly unconcluded: { readonly count: number; readonly since: number | null };
  readonly attachmentsWanted: number;
  /** Whoever takes cases and has the desk open. */
  readonly onDuty: number;
  readonly partnerPosts: readonly { readonly state: 'queued' | 'sending' | 'dead'; readonly count: number; readonly since: number }[];
  /** Pieces of work that failed and wait for their next try, while the others go on. */
  readonly aside: readonly { readonly queue: string; readonly count: number; readonly since: number }[];
  /** The newest activation of a release could not be loaded. */
  readonly releaseRefused: boolean;
  /** When what is too old was last destroyed; null: nobody has written it down. */
  readonly lastPurge: number | null;
  /** Bytes; null where the engine does not say. */
  readonly databaseBytes: number | null;
}

/** Of one case: how long until somebody took it, and until a human had spoken. Milliseconds since 1970 UTC. */
export interface CaseTimes {
  readonly urgency: Urgency;
  readonly createdAt: number;
  readonly claimedAt: number | null;
  readonly answeredAt: number | null;
  /** It is over; what did not happen until then never will. */
  readonly closed: boolean;
}

export interface ClosingCount {
  readonly truth: Truth;
  /** The bot's last colour before it was closed. */
  readonly colour: Colour | null;
  readonly count: number;
}

export interface FailedSince {
  readonly deliveries: readonly { readonly channel: string; readonly state: DeliveryState; readonly count: number }[];
  readonly partnerPosts: number;
}

/** What an operator watches. Every statement is served by an index over few rows, whatever the tables have grown to. */
export function operatingFigures(context: StorageContext) {
  const { database, sources } = context;
  const { query } = database;
  const number = (value: unknown): number => Number(value ?? 0);
  const when = (value: unknown): number | null => (value === null || value === undefined ? null : Number(value));

  /** When the case of the statement around it was first claimed. By its subject: an index over all claims would be read whole for each. */
  const firstClaim = sql<
    number | null
  >`(SELECT min(audit.at) FROM audit WHERE audit.subject = cases.id AND coalesce(audit.action, '') = 'case.claimed')`;

  return {
    async standingFigures(): Promise<StandingFigures> {
      const now = sources.now();
      const [waiting, outbox, unconcluded, attachments, duty, posts, aside, activation, purge, databaseBytes] = await Promise.all([
        query
          .selectFrom('cases')
          .select(({ fn }) => ['urgency', fn.countAll().as('count'), fn.min('created_at').as('since')])
          .where('status', '=', 'waiting')
          .where(notDrill('conversation_id'))
          .groupBy('urgency')
          .execute(),
        // The states are written out, so that the partial index serves.
        query
          .selectFrom('outbox')
          .select(({ fn }) => ['channel', 'state', fn.countAll().as('count'), fn.min('created_at').as('since')])
          .where(sql<boolean>`state IN ('queued', 'sending', 'waiting', 'refused', 'dead')`)
          .where('channel', '<>', 'web')
          .groupBy(['channel', 'state'])
          .execute(),
        query
          .selectFrom('messages')
          .select(({ fn }) => [fn.countAll().as('count'), fn.min('created_at').as('since')])
          .where(sql<boolean>`concluded = 0`)
          .executeTakeFirst(),
        query
          .selectFrom('attachments')
          .select(({ fn }) => fn.countAll().as('count'))
          .where(sql<boolean>`state = 'wanted'`)
          .executeTakeFirst(),
        query
          .selectFrom('presence')
          .innerJoin('officers', 'officers.id', 'presence.officer_id')
          .select(({ fn }) => fn.countAll().as('count'))
          .where('place', '=', AT_THE_DESK)
          .where('seen_at', '>', now - PRESENT_FOR)
          .where('seen_at', '<=', now + PRESENT_FOR)
          .where('role', '<>', 'librarian')
          .where('disabled', '=', 0)
          .executeTakeFirst(),
        query
          .selectFrom('partner_exchanges')
          .select(({ fn }) => ['state', fn.countAll().as('count'), fn.min('created_at').as('since')])
          .where(sql<boolean>`state IN ('queued', 'sending', 'dead')`)
          .groupBy('state')
          .execute(),
        setAside(context).piecesAside(),
        query.selectFrom('activations').select('refused').orderBy('seq', 'desc').limit(1).executeTakeFirst(),
        query
          .selectFrom('purges')
          .select(({ fn }) => fn.max('at').as('at'))
          .executeTakeFirst(),
        database.bytes?.() ?? null,
      ]);
      return {
        waiting: waiting.map(({ urgency, count, since }) => ({ urgency, count: number(count), since: number(since) })),
        outbox: outbox.map(({ channel, state, count, since }) => ({ channel, state, count: number(count), since: number(since) })),
        unconcluded: { count: number(unconcluded?.count), since: when(unconcluded?.since) },
        attachmentsWanted: number(attachments?.count),
        onDuty: number(duty?.count),
        partnerPosts: posts.flatMap(({ state, count, since }) =>
          state === 'queued' || state === 'sending' || state === 'dead' ? [{ state, count: number(count), since: number(since) }] : [],
        ),
        aside,
        releaseRefused: activation?.refused !== null && activation?.refused !== undefined,
        lastPurge: when(purge?.at),
        databaseBytes,
      };
    },

    /** Cases that were opened since then, drills and merged ones left out. The first claim counts, also when it came back later. */
    async caseTimes(from: number): Promise<readonly CaseTimes[]> {
      const rows = await query
        .selectFrom('cases')
        .select(['urgency', 'created_at', 'answered_at', 'status', firstClaim.as('claimed_at')])
        .where('created_at', '>=', from)
        .where('merged_into', 'is', null)
        .where(notDrill('conversation_id'))
        .execute();
      return rows.map(({ urgency, created_at, answered_at, status, claimed_at }) => ({
        urgency,
        createdAt: Number(created_at),
        claimedAt: when(claimed_at),
        answeredAt: when(answered_at),
        closed: status === 'closed',
      }));
    },

    /** What cases that were closed since then turned out to be, beside what the bot had said last. */
    async closingCounts(from: number): Promise<readonly ClosingCount[]> {
      const closed = query
        .selectFrom('cases')
        .select(({ selectFrom }) => [
          'truth',
          selectFrom('outcomes')
            .select('colour')
            .whereRef('outcomes.conversation_id', '=', 'cases.conversation_id')
            .whereRef('outcomes.created_at', '<=', 'cases.closed_at')
            .where('outcomes.colour', 'is not', null)
            .orderBy('turn', 'desc')
            .limit(1)
            .as('colour'),
        ])
        .where('closed_at', '>=', from)
        // Not by its status: most are closed, and without statistics SQLite would look at all of them.
        .where('truth', 'is not', null)
        .where('merged_into', 'is', null)
        .where(notDrill('cases.conversation_id'));
      const rows = await query
        .selectFrom(closed.as('closed'))
        .select(({ fn }) => ['truth', 'colour', fn.countAll().as('count')])
        .groupBy(['truth', 'colour'])
        .execute();
      return rows.map(({ truth, colour, count }) => ({ truth: truth as Truth, colour: colour as Colour | null, count: number(count) }));
    },

    /** What failed for good since then: messages of ours by channel and state, and posts to partners. */
    async failedSince(from: number): Promise<FailedSince> {
      const [deliveries, posts] = await Promise.all([
        query
          .selectFrom('outbox')
          .select(({ fn }) => ['channel', 'state', fn.countAll().as('count')])
          .where(sql<boolean>`state IN ('queued', 'sending', 'waiting', 'refused', 'dead')`)
          .where('state', 'in', ['refused', 'dead'])
          .where(({ fn, ref }) => sql<boolean>`${fn.coalesce(ref('updated_at'), ref('created_at'))} >= ${from}`)
          .where('channel', '<>', 'web')
          .groupBy(['channel', 'state'])
          .execute(),
        query
          .selectFrom('partner_exchanges')
          .select(({ fn }) => fn.countAll().as('count'))
          .where(sql<boolean>`state IN ('queued', 'sending', 'dead')`)
          .where('state', '=', 'dead')
          .where('updated_at', '>=', from)
          .executeTakeFirst(),
      ]);
      return { deliveries: deliveries.map((row) => ({ ...row, count: number(row.count) })), partnerPosts: number(posts?.count) };
    },

    /** When something was last written down as new; null: nothing ever was. */
    async newestEventAt(): Promise<number | null> {
      const row = await query.selectFrom('events').select('created_at').orderBy('seq', 'desc').limit(1).executeTakeFirst();
      return when(row?.created_at);
    },

    /** Partners that are switched on and have no key: nothing of theirs can be believed, nothing of ours is signed. */
    async partnersWithoutKey(): Promise<number> {
      const row = await query
        .selectFrom('partners')
        .select(({ fn }) => fn.countAll().as('count'))
        .where('closed_at', 'is', null)
        .where('webhook', 'is not', null)
        .where(({ not, exists, selectFrom }) =>
          not(
            exists(
              selectFrom('partner_keys')
                .select('partner_keys.id')
                .whereRef('partner_keys.partner_id', '=', 'partners.id')
                .where('ends_at', 'is', null),
            ),
          ),
        )
        .executeTakeFirst();
      return number(row?.count);
    },

    /** The newest drill that was made since then; null: none. */
    async newestDrill(from: number): Promise<{ readonly number: string; readonly at: number; readonly claimedAt: number | null } | null> {
      const row = await query
        .selectFrom('cases')
        .select(['number', 'created_at', firstClaim.as('claimed_at')])
        .where('created_at', '>=', from)
        .where('conversation_id', 'like', `${DRILL}:%`)
        .orderBy('created_at', 'desc')
        .limit(1)
        .executeTakeFirst();
      return row ? { number: row.number, at: Number(row.created_at), claimedAt: when(row.claimed_at) } : null;
    },
  };
}
