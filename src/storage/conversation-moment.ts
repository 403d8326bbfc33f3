import { type Compilable, type RawBuilder, sql } from 'kysely';
import type { StorageContext } from './context.ts';

/**
 * Something is said in the conversation now; and where the clock was set back, right after what was said last. Stands in front
 * of `momentIn` in the same batch.
 * @param now milliseconds since 1970 UTC
 */
export function timePasses({ database: { query } }: StorageContext, conversationId: string, now: number): Compilable {
  return query
    .updateTable('conversations')
    .set(({ eb }) => ({
      updated_at: eb
        .case()
        .when('updated_at', '>', now)
        .then(eb('updated_at', '+', 1))
        // As a value: a number in the text would make it a new statement every millisecond.
        .else(eb.val(now))
        .end(),
    }))
    .where('id', '=', conversationId);
}

/**
 * The moment that `timePasses` has made. By such times lines are put in order, and known to be of whom the conversation is
 * with: an older one would be taken for somebody's who was erased.
 */
export function momentIn(conversationId: string): RawBuilder<number> {
  return sql<number>`(SELECT here.updated_at FROM conversations AS here WHERE here.id = ${conversationId})`;
}
