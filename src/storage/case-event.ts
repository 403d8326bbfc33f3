import { sql } from 'kysely';
import type { Database } from './database.ts';
import type { Tables } from './schema.ts';

/** Tells live pages of a case that something has changed; of no case where there is none. */
export function caseEvent(
  query: Database['query'],
  kind: Extract<Tables['events']['kind'], 'status' | 'desk'>,
  of: { readonly caseId: string } | { readonly runningIn: string },
  now: number,
) {
  return query
    .insertInto('events')
    .columns(['conversation_id', 'kind', 'message_id', 'created_at'])
    .expression((is) => {
      const found = is
        .selectFrom('cases')
        .select(({ val }) => [
          'conversation_id',
          sql.lit(kind).as('kind'),
          sql<string | null>`NULL`.as('message_id'),
          val(now).as('created_at'),
        ]);
      return 'caseId' in of
        ? found.where('id', '=', of.caseId)
        : found.where('conversation_id', '=', of.runningIn).where('status', '<>', 'closed');
    });
}
