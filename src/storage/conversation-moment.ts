import { type Compilable, type RawBuilder, sql } from 'kysely';
import type { StorageContext } from './context.ts';

/**
 * When something is said in a conversation: now; and where the clock was set back, right after what was said last. By these
 * times lines are put in order, and known to be of whom the conversation is with: an older one would be taken for somebody's
 * who was erased. `timePasses` must stand in front of it in the same batch.
 * @param now milliseconds since 1970 UTC
 */
export function momentIn(conversationId: string, now: number): RawBuilder<number> {
  return sql<number>`(SELECT CASE WHEN here.updated_at > ${now} + 0 THEN here.updated_at ELSE ${now} + 0 END FROM conversations AS here WHERE here.id = ${conversationId})`;
}

/** Changes nothing unless the clock was set back. */
export function timePasses({ database: { query } }: StorageContext, conversationId: string, now: number): Compilable {
  return query
    .updateTable('conversations')
    .set((is) => ({ updated_at: is('updated_at', '+', 1) }))
    .where('id', '=', conversationId)
    .where('updated_at', '>', now);
}
