import type { StorageContext } from './context.ts';
import { daysUntil, keptByCost } from './kept-by-cost.ts';

/** How often a pattern stood among the reasons that a citizen was given. */
export interface PatternUse {
  readonly messages: number;
  readonly conversations: number;
  /** Milliseconds since 1970 UTC. */
  readonly last: number;
}

/** Which patterns of the library are met in real messages. Counts alone: nothing here is anybody's. */
export function patternUse({ database: { query }, sources }: StorageContext) {
  return {
    /**
     * By the pattern's id; one that was not met is missing. In a large city it may be half a minute old.
     * @param from milliseconds since 1970 UTC
     */
    patternUse: keptByCost(
      sources.now,
      (from: number) => daysUntil(sources.now(), from),
      async (from): Promise<ReadonlyMap<string, PatternUse>> => {
        const rows = await query
          .selectFrom('pattern_hits')
          .select(({ fn }) => [
            'pattern',
            fn.countAll<number | string>().as('messages'),
            fn.count<number | string>('conversation_id').distinct().as('conversations'),
            fn.max<number | string>('created_at').as('last'),
          ])
          .where('created_at', '>=', from)
          .groupBy('pattern')
          .execute();
        return new Map(
          rows.map(({ pattern, messages, conversations, last }) => [
            pattern,
            { messages: Number(messages), conversations: Number(conversations), last: Number(last) },
          ]),
        );
      },
    ),
  };
}
