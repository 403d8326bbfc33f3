import type { Compilable, SelectQueryBuilder } from 'kysely';
import type { Database } from '../database.ts';
import { WITHDRAWABLE } from '../outbox-states.ts';
import type { Tables } from '../schema.ts';

type Ids = SelectQueryBuilder<Tables, 'conversations', { id: string }>;

/** What is sealed for somebody who is gone can be neither sent nor fetched. */
export function withdrawn(query: Database['query'], conversations: () => Ids, now: number): Compilable[] {
  return [
    query
      .updateTable('outbox')
      .set({ state: 'withdrawn', updated_at: now })
      .where('conversation_id', 'in', conversations())
      .where('state', 'in', WITHDRAWABLE),
    query
      .updateTable('attachments')
      .set({ state: 'lost' })
      .where('state', '=', 'wanted')
      .where('message_id', 'in', (inner) => inner.selectFrom('messages').select('id').where('conversation_id', 'in', conversations())),
  ];
}

/** What goes with the key of whoever stood behind these conversations; again does no harm. */
export function leftBehind(query: Database['query'], conversations: () => Ids, now: number): Compilable[] {
  return [
    ...withdrawn(query, conversations, now),
    query.updateTable('conversations').set({ address_sealed: null, address_hash: null }).where('id', 'in', conversations()),
    query
      .updateTable('call_backs')
      .set({ done_at: now, result: 'cancelled' })
      .where('done_at', 'is', null)
      .where('case_id', 'in', (inner) => inner.selectFrom('cases').select('id').where('conversation_id', 'in', conversations())),
  ];
}
