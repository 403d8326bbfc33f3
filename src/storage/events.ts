import type { Compilable } from 'kysely';
import type { StorageContext } from './context.ts';
import type { Tables } from './schema.ts';

export interface StoredEvent {
  /** Grows for ever; the cursor of live pages. */
  readonly seq: number;
  readonly kind: Tables['events']['kind'];
  readonly message: { readonly id: string; readonly author: string; readonly text: string; readonly at: number } | null;
}

const AT_ONCE = 100;

export function events({ database, sealer, sources, keyOf }: StorageContext) {
  const { query } = database;
  return {
    /** "判错了": the citizen thinks that a verdict was wrong; the librarian will look. Said twice, it counts once. */
    async saveFeedback(conversationId: string, messageId: string, release: string): Promise<void> {
      await query
        .insertInto('feedback')
        .values({
          id: sources.id(),
          conversation_id: conversationId,
          message_id: messageId,
          text_sealed: null,
          release,
          created_at: sources.now(),
        })
        .onConflict((conflict) => conflict.column('message_id').doNothing())
        .execute();
    },

    async eventsAfter(conversationId: string, cursor: number): Promise<StoredEvent[]> {
      const settled = await database.settledUpTo('events');
      const rows = await query
        .selectFrom('events')
        .leftJoin('messages', 'messages.id', 'events.message_id')
        .select(['seq', 'events.kind', 'messages.id', 'author', 'body_sealed', 'messages.created_at'])
        .where('events.conversation_id', '=', conversationId)
        .where('seq', '>', cursor)
        .where('seq', '<=', settled)
        .orderBy('seq')
        .limit(AT_ONCE)
        .execute();
      if (rows.length === 0) return [];
      const key = await keyOf(conversationId);
      return Promise.all(
        rows.map(async ({ seq, kind, id, author, body_sealed, created_at }) => ({
          seq,
          kind,
          message:
            id && author && body_sealed && created_at ? { id, author, text: await sealer.open(key, body_sealed), at: created_at } : null,
        })),
      );
    },

    /** Which of the bot's messages of a conversation were called wrong. */
    async feedbackOf(conversationId: string): Promise<ReadonlySet<string>> {
      const rows = await query.selectFrom('feedback').select('message_id').where('conversation_id', '=', conversationId).execute();
      return new Set(rows.flatMap(({ message_id }) => (message_id === null ? [] : [message_id])));
    },

    /** @throws when the database does not answer */
    async ping(): Promise<void> {
      await query.selectFrom('schema_migrations').select('id').limit(1).execute();
    },
  };
}

/**
 * The same as a statement for the caller's own batch, of a verdict of his own conversation.
 * @param messageId null: the newest
 */
export function verdictCalledWrong(
  { database: { query }, sources }: StorageContext,
  conversationId: string,
  messageId: string | null,
  release: string,
): Compilable {
  return query
    .insertInto('feedback')
    .columns(['id', 'conversation_id', 'message_id', 'release', 'created_at'])
    .expression((is) =>
      is
        .selectFrom('messages')
        .innerJoin('outcomes', 'outcomes.message_id', 'messages.in_reply_to')
        .select(({ val }) => [
          val(sources.id()).as('id'),
          'messages.conversation_id',
          'messages.id as message_id',
          val(release).as('release'),
          val(sources.now()).as('created_at'),
        ])
        .where('messages.conversation_id', '=', conversationId)
        .where('colour', 'is not', null)
        .$if(messageId !== null, (found) => found.where('messages.id', '=', messageId))
        .orderBy('turn', 'desc')
        .limit(1),
    )
    .onConflict((conflict) => conflict.column('message_id').doNothing());
}
