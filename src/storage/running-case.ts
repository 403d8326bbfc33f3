import type { Database } from './database.ts';

/** The conversation's case that is not closed yet: there is one at most. */
export function runningCaseOf(query: Database['query'], conversationId: string) {
  return query
    .selectFrom('cases')
    .select(['id', 'number', 'urgency'])
    .where('conversation_id', '=', conversationId)
    .where('status', '<>', 'closed')
    .executeTakeFirst();
}
