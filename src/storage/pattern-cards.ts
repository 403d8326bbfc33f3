import { DAY } from '../durations.ts';
import type { StorageContext } from './context.ts';

/** What the closings of the desk say of a pattern. */
export interface PatternTally {
  readonly pattern: string;
  /** Conversations that met it, ever. */
  readonly conversations: number;
  /** The same within `days` until now, and within as many before that. */
  readonly recent: number;
  readonly before: number;
  /** Milliseconds since 1970 UTC. */
  readonly lastHit: number;
  /** Cases that met it and were closed as this. */
  readonly scam: number;
  readonly falseAlarm: number;
  readonly unclear: number;
}

/** How the patterns have done, from what officers said when they closed. Nothing that is sealed is opened. */
export function patternCards({ database, sources }: StorageContext) {
  const { query } = database;

  /** Each hit counts for the first closing after it: of what came later it says nothing. */
  const closings = () =>
    query
      .selectFrom('pattern_hits')
      .innerJoin('cases', (join) =>
        join.onRef('cases.conversation_id', '=', 'pattern_hits.conversation_id').onRef('cases.closed_at', '>=', 'pattern_hits.created_at'),
      )
      .select(({ fn }) => ['pattern', 'truth', fn.count<number | string>('cases.id').distinct().as('count')])
      .where('cases.status', '=', 'closed')
      .where('truth', 'is not', null)
      .where(({ not, exists, selectFrom }) =>
        not(
          exists(
            selectFrom('cases as earlier')
              .select('earlier.id')
              .whereRef('earlier.conversation_id', '=', 'cases.conversation_id')
              .where('earlier.status', '=', 'closed')
              .where('earlier.truth', 'is not', null)
              .whereRef('earlier.closed_at', '>=', 'pattern_hits.created_at')
              .whereRef('earlier.closed_at', '<', 'cases.closed_at'),
          ),
        ),
      )
      .groupBy(['pattern', 'truth']);

  const metWithin = async (from: number, to: number): Promise<ReadonlyMap<string, number>> => {
    const rows = await query
      .selectFrom('pattern_hits')
      .select(({ fn }) => ['pattern', fn.count<number | string>('conversation_id').distinct().as('count')])
      .where('created_at', '>=', from)
      .where('created_at', '<', to)
      .groupBy('pattern')
      .execute();
    return new Map(rows.map(({ pattern, count }) => [pattern, Number(count)]));
  };

  return {
    /** Every pattern that was ever met, by name. @param days length of the two stretches that are compared */
    async patternTallies(days: number): Promise<readonly PatternTally[]> {
      const end = sources.now() + 1;
      const [met, recent, before, closed] = await Promise.all([
        query
          .selectFrom('pattern_hits')
          .select(({ fn }) => [
            'pattern',
            fn.count<number | string>('conversation_id').distinct().as('conversations'),
            fn.max('created_at').as('last'),
          ])
          .groupBy('pattern')
          .orderBy('pattern')
          .execute(),
        metWithin(end - days * DAY, end),
        metWithin(end - 2 * days * DAY, end - days * DAY),
        closings().execute(),
      ]);
      return met.map(({ pattern, conversations, last }) => {
        const closedAs = (truth: string): number =>
          Number(closed.find((row) => row.pattern === pattern && row.truth === truth)?.count ?? 0);
        return {
          pattern,
          conversations: Number(conversations),
          recent: recent.get(pattern) ?? 0,
          before: before.get(pattern) ?? 0,
          lastHit: Number(last),
          scam: closedAs('scam'),
          falseAlarm: closedAs('false-alarm'),
          unclear: closedAs('unclear'),
        };
      });
    },

    /** When the first message was judged, milliseconds since 1970 UTC; null: none yet. */
    async judgingSince(): Promise<number | null> {
      const row = await query.selectFrom('outcomes').select('created_at').orderBy('created_at').limit(1).executeTakeFirst();
      return row?.created_at ?? null;
    },
  };
}
