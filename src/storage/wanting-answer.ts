import type { Expression, ExpressionBuilder, SqlBool } from 'kysely';
import type { MessageKind, Tables } from './schema.ts';
import { TELEPHONE } from './telephone-channel.ts';

/** A greeting of the platform and a rating wait for no answer. */
export const WANT_AN_ANSWER: readonly MessageKind[] = ['text', 'attachment'];

/**
 * The citizen has written something since then that waits for an answer. What is typed of a call is the officer's own.
 * @param upTo milliseconds since 1970 UTC
 */
export function wroteSince(is: ExpressionBuilder<Tables, 'cases'>, upTo: number): Expression<SqlBool> {
  return is.exists(
    is
      .selectFrom('messages as unread')
      .select('unread.id')
      .whereRef('unread.conversation_id', '=', 'cases.conversation_id')
      .where('unread.author', '=', 'citizen')
      .where('unread.channel', '<>', TELEPHONE)
      .where('unread.kind', 'in', [...WANT_AN_ANSWER])
      .where('unread.created_at', '>', upTo),
  );
}
