import type { ExpressionBuilder } from 'kysely';
import type { Tables } from '../schema.ts';

/**
 * A lead of whoever writes from there now. It outlives the erasure of whom it was about, and somebody else may come to the
 * same place after him: nothing of it is the second one's.
 */
export const ofWhoWritesFrom = (conversationId: string) => (is: ExpressionBuilder<Tables, 'stop_leads'>) =>
  is.and([
    is('stop_leads.conversation_id', '=', conversationId),
    is(
      'stop_leads.person_id',
      'in',
      is.selectFrom('conversations').select('conversations.person_id').where('conversations.id', '=', conversationId),
    ),
  ]);
