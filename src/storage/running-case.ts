import { sql } from 'kysely';
import type { Database } from './database.ts';

/** Whether `conversations`, of the statement around it, has a case that is not closed yet. */
export function runningCase(query: Database['query']) {
  return query
    .selectFrom('cases')
    .select('cases.id')
    .where('cases.conversation_id', '=', sql.ref<string>('conversations.id'))
    .where('cases.status', '<>', 'closed');
}

/** The conversation's case that is not closed yet: there is one at most. */
export function runningCaseOf(query: Database['query'], conversationId: string) {
  return query
    .selectFrom('cases')
    .select(['id', 'number', 'urgency'])
    .where('conversation_id', '=', conversationId)
    .where('status', '<>', 'closed')
    .executeTakeFirst();
}
