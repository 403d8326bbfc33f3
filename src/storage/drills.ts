import { type SqlBool, sql } from 'kysely';

/** The channel of drills: a P0 that the operator has put into the queue himself, to see whether it is claimed. */
export const DRILL = 'drill';

/**
 * Nothing that is counted, taught or trained from may hold a drill. Every statement that counts asks this.
 * @param column of the conversation's id, such as `cases.conversation_id`
 */
export const notDrill = (column: string) => sql<SqlBool>`${sql.ref(column)} NOT LIKE 'drill:%'`;

export function isDrill(conversationId: string): boolean {
  return conversationId.startsWith(`${DRILL}:`);
}
