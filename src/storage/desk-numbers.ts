import { sql } from 'kysely';
import type { StorageContext } from './context.ts';
import type { Colour, Truth, Urgency } from './desk-schema.ts';
import { notDrill } from './drills.ts';
import { keptByCost } from './kept-by-cost.ts';

/**
 * What the supervisor's page counts. Nothing here opens what is sealed. Milliseconds since 1970 UTC.
 *
 * What is kept by its cost is asked for since a midnight: the same all day, so that it is the name of what is kept, and another
 * midnight is another question.
 */

export interface WaitingNow {
  readonly urgency: Urgency;
  readonly count: number;
  /** Since when the longest of them waits. */
  readonly since: number;
}

export interface AnsweredCase {
  readonly createdAt: number;
  readonly answeredAt: number | null;
  /** Who answered first. */
  readonly officer: string | null;
}

export interface VerdictCount {
  /** Days since 1 January 1970 in Shanghai. */
  readonly day: number;
  readonly colour: Colour | null;
  readonly type: string | null;
  readonly channel: string;
  readonly count: number;
  /** How many of them called a human. */
  readonly escalated: number;
}

export interface TopPattern {
  readonly pattern: string;
  readonly conversations: number;
}

export interface ClosedCase {
  readonly closedAt: number;
  readonly truth: Truth;
  /** The bot's last colour before it was closed. */
  readonly colour: Colour | null;
  /** Fen. */
  readonly lost: number;
  readonly saved: number;
}

export interface UnreachedCallBacks {
  /** Tried in vain, and still to be tried. */
  readonly unreached: number;
  /** Promised for a time that is over, and not done. */
  readonly overdue: number;
  /** When each was given up. */
  readonly givenUpAt: readonly number[];
}

export function deskNumbers({ database, sources }: StorageContext) {
  const { query } = database;
  return {
    async waitingNow(): Promise<readonly WaitingNow[]> {
      const rows = await query
        .selectFrom('cases')
        .select(({ fn }) => ['urgency', fn.countAll<number | string>().as('count'), fn.min('created_at').as('since')])
        .where('status', '=', 'waiting')
        .where(notDrill('conversation_id'))
        .groupBy('urgency')
        .orderBy('urgency')
        .execute();
      return rows.map(({ urgency, count, since }) => ({ urgency, count: Number(count), since: Number(since) }));
    },

    /** Cases opened since that midnight; one that was merged into another is counted there. */
    answeredCases: keptByCost(
      sources.now,
      (from: number) => String(from),
      async (from): Promise<readonly AnsweredCase[]> => {
        const rows = await query
          .selectFrom('cases')
          .leftJoin('officers', (join) =>
            join.on(({ eb, ref, fn, selectFrom }) =>
              eb(
                'officers.id',
                '=',
                fn.coalesce(
                  selectFrom('messages')
                    .select(({ fn: inner }) => inner.min('messages.officer_id').as('by'))
                    .whereRef('messages.conversation_id', '=', 'cases.conversation_id')
                    .whereRef('messages.created_at', '=', 'cases.answered_at')
                    .where('author', '=', 'officer'),
                  // Answered on the telephone.
                  ref('cases.closed_by'),
                  ref('cases.owner_id'),
                ),
              ),
            ),
          )
          .select(['cases.created_at', 'answered_at', 'display'])
          .where('cases.created_at', '>=', from)
          .where('merged_into', 'is', null)
          .where(notDrill('cases.conversation_id'))
          .orderBy('cases.created_at')
          .execute();
        return rows.map((row) => ({ createdAt: row.created_at, answeredAt: row.answered_at, officer: row.display }));
      },
    ),

    /** @param from, to the first millisecond that counts and the first that does not */
    async verdictCounts(from: number, to: number): Promise<readonly VerdictCount[]> {
      // Literals, because a bound number may arrive as a fraction, and the division must be one of whole numbers.
      const day = sql<number>`(outcomes.created_at + 28800000) / 86400000`;
      const rows = await query
        .selectFrom('outcomes')
        .innerJoin('conversations', 'conversations.id', 'outcomes.conversation_id')
        .select(({ fn }) => [
          day.as('day'),
          'colour',
          'type',
          'channel',
          fn.countAll<number | string>().as('count'),
          fn.sum<number | string>('escalated').as('escalated'),
        ])
        .where('outcomes.created_at', '>=', from)
        .where('outcomes.created_at', '<', to)
        .where(notDrill('outcomes.conversation_id'))
        .groupBy([day, 'colour', 'type', 'channel'])
        .execute();
      return rows.map((row) => ({
        day: Number(row.day),
        colour: row.colour as Colour | null,
        type: row.type,
        channel: row.channel,
        count: Number(row.count),
        escalated: Number(row.escalated),
      }));
    },

    /** The patterns that most conversations met since that midnight, the most frequent first. In a large city it may be half a minute old. */
    topPatterns: keptByCost(
      sources.now,
      (from: number, most: number) => `${from} ${most}`,
      async (from, most): Promise<readonly TopPattern[]> => {
        const rows = await query
          .selectFrom('pattern_hits')
          .select(({ fn }) => ['pattern', fn.count<number | string>('conversation_id').distinct().as('conversations')])
          .where('created_at', '>=', from)
          .groupBy('pattern')
          .orderBy('conversations', 'desc')
          .orderBy('pattern')
          .limit(most)
          .execute();
        return rows.map(({ pattern, conversations }) => ({ pattern, conversations: Number(conversations) }));
      },
    ),

    /** Since that midnight. */
    closedCases: keptByCost(
      sources.now,
      (from: number) => String(from),
      async (from): Promise<readonly ClosedCase[]> => {
        const rows = await query
          .selectFrom('cases')
          .select(({ selectFrom }) => [
            'closed_at',
            'truth',
            'lost',
            'saved',
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
          .where('status', '=', 'closed')
          .where('truth', 'is not', null)
          .where(notDrill('cases.conversation_id'))
          .execute();
        return rows.flatMap(({ closed_at, truth, lost, saved, colour }) =>
          closed_at === null || truth === null
            ? []
            : [{ closedAt: closed_at, truth, colour: colour as Colour | null, lost: Number(lost ?? 0), saved: Number(saved ?? 0) }],
        );
      },
    ),

    /** When a case came back because its owner did not answer, or was gone. */
    async returnsSince(from: number): Promise<readonly number[]> {
      const rows = await query
        .selectFrom('audit')
        .innerJoin('cases', 'cases.id', 'audit.subject')
        .select('at')
        .where('action', '=', 'case.returned')
        .where('at', '>=', from)
        .where(notDrill('conversation_id'))
        .execute();
      return rows.map(({ at }) => at);
    },

    async unreachedCallBacks(from: number): Promise<UnreachedCallBacks> {
      const calls = () =>
        query.selectFrom('call_backs').innerJoin('cases', 'cases.id', 'call_backs.case_id').where(notDrill('conversation_id'));
      const open = await calls().select(['due_at', 'attempts', 'kind']).where('done_at', 'is', null).execute();
      const givenUp = await calls().select('done_at').where('result', '=', 'given-up').where('done_at', '>=', from).execute();
      const now = sources.now();
      return {
        unreached: open.filter(({ attempts }) => attempts > 0).length,
        overdue: open.filter(({ kind, due_at }) => kind === 'promised' && due_at < now).length,
        givenUpAt: givenUp.flatMap(({ done_at }) => done_at ?? []),
      };
    },

    /** How many cases each officer has in hand. */
    async casesInHand(): Promise<ReadonlyMap<string, number>> {
      const rows = await query
        .selectFrom('cases')
        .select(({ fn }) => ['owner_id', fn.countAll<number | string>().as('count')])
        .where('status', '=', 'claimed')
        .groupBy('owner_id')
        .execute();
      return new Map(rows.flatMap(({ owner_id, count }) => (owner_id === null ? [] : [[owner_id, Number(count)] as const])));
    },
  };
}
