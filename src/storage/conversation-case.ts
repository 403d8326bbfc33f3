import type { Selectable } from 'kysely';
import type { Database } from './database.ts';
import type { Tables } from './schema.ts';

/** The case of a conversation that is not closed, as its citizen is told of it. */
export interface ConversationCase extends Pick<Selectable<Tables['cases']>, 'number' | 'urgency'> {
  /** Nobody has claimed it yet. */
  readonly waiting: boolean;
  /** Milliseconds since 1970 UTC. */
  readonly createdAt: number;
  /** Somebody answered the telephone that was rung for it, and it has not come back since. */
  readonly reached: boolean;
  /** An officer has handed it on to a role, or noted in it what the citizen paid. */
  readonly kept: boolean;
}

export async function conversationCase(query: Database['query'], conversationId: string): Promise<ConversationCase | null> {
  const row = await query
    .selectFrom('cases')
    .leftJoin('rings', 'rings.case_id', 'cases.id')
    .select(({ selectFrom }) => [
      'number',
      'urgency',
      'status',
      'created_at',
      'reached_at',
      'returned_at',
      'wanted_role',
      selectFrom('money_facts').select('money_facts.id').whereRef('money_facts.case_id', '=', 'cases.id').limit(1).as('paid'),
    ])
    .where('conversation_id', '=', conversationId)
    .where('status', '<>', 'closed')
    .executeTakeFirst();
  if (!row) return null;
  return {
    number: row.number,
    urgency: row.urgency,
    waiting: row.status === 'waiting',
    createdAt: row.created_at,
    reached: row.reached_at !== null && row.reached_at > (row.returned_at ?? 0),
    kept: row.wanted_role !== null || row.paid !== null,
  };
}
