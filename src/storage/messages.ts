import type { StorageContext } from './context.ts';

export interface NewMessage {
  readonly channel: string;
  readonly conversationId: string;
  /** Unique in the channel. */
  readonly externalId: string;
  readonly text: string;
}
export type Saved =
  | { readonly kind: 'new'; readonly messageId: string }
  | { readonly kind: 'duplicate'; readonly messageId: string; readonly sameText: boolean; readonly answer: string | null };

export interface TranscriptLine {
  readonly id: string;
  readonly author: 'citizen' | 'bot' | 'officer';
  readonly text: string;
  /** Milliseconds since 1970 UTC. */
  readonly at: number;
  /** For the bot's lines: the whole stored answer, as JSON. */
  readonly answer: string | null;
}

export interface Unconcluded {
  readonly id: string;
  readonly conversation_id: string;
  readonly created_at: number;
}

const LONGEST_TRANSCRIPT = 500;

export function messages({ database, sealer, sources, keyOf, openIfSealed }: StorageContext) {
  const { query } = database;
  return {
    /** Before anything else is done with it. The channel's own id decides whether it has been here before. */
    async saveIncoming({ channel, conversationId, externalId, text }: NewMessage): Promise<Saved> {
      const key = await keyOf(conversationId);
      const id = sources.id();
      const hash = await sealer.fingerprint(text);
      const inserted = await query
        .insertInto('messages')
        .values({
          id,
          conversation_id: conversationId,
          channel,
          external_id: externalId,
          author: 'citizen',
          body_sealed: await sealer.seal(key, text),
          body_hash: hash,
          in_reply_to: null,
          created_at: sources.now(),
        })
        .onConflict((conflict) => conflict.columns(['channel', 'external_id']).doNothing())
        .returning('id')
        .executeTakeFirst();
      if (inserted) return { kind: 'new', messageId: id };
      const first = await query
        .selectFrom('messages')
        .leftJoin('outcomes', 'outcomes.message_id', 'messages.id')
        .select(['messages.id', 'body_hash', 'answer_sealed'])
        .where('messages.channel', '=', channel)
        .where('external_id', '=', externalId)
        .executeTakeFirstOrThrow();
      return {
        kind: 'duplicate',
        messageId: first.id,
        sameText: first.body_hash === hash,
        answer: await openIfSealed(key, first.answer_sealed),
      };
    },

    async textOf(messageId: string): Promise<string> {
      const row = await query
        .selectFrom('messages')
        .select(['conversation_id', 'body_sealed'])
        .where('id', '=', messageId)
        .executeTakeFirstOrThrow();
      return sealer.open(await keyOf(row.conversation_id), row.body_sealed);
    },

    /**
     * Messages without an outcome that came before `before`, milliseconds, oldest first, behind `after`: what a crash
     * left. Erased persons' are left alone.
     */
    unconcluded: (before: number, after: Unconcluded | null, most: number): Promise<Unconcluded[]> =>
      query
        .selectFrom('messages')
        .leftJoin('outcomes', 'outcomes.message_id', 'messages.id')
        .innerJoin('conversations', 'conversations.id', 'messages.conversation_id')
        .innerJoin('persons', 'persons.id', 'conversations.person_id')
        .select(['messages.id', 'messages.conversation_id', 'messages.created_at'])
        .where('author', '=', 'citizen')
        .where('outcomes.message_id', 'is', null)
        .where('key_wrapped', 'is not', null)
        .where('messages.created_at', '<', before)
        .$if(after !== null, (found) =>
          found.where((is) =>
            is.or([
              is('messages.created_at', '>', after?.created_at ?? 0),
              is.and([is('messages.created_at', '=', after?.created_at ?? 0), is('messages.id', '>', after?.id ?? '')]),
            ]),
          ),
        )
        .orderBy('messages.created_at')
        .orderBy('messages.id')
        .limit(most)
        .execute(),

    /** The newest lines of a conversation, oldest first. */
    async transcript(conversationId: string): Promise<TranscriptLine[]> {
      const key = await keyOf(conversationId);
      const rows = await query
        .selectFrom('messages')
        .leftJoin('outcomes', 'outcomes.message_id', 'messages.in_reply_to')
        .select(['messages.id', 'author', 'body_sealed', 'messages.created_at', 'answer_sealed'])
        .where('messages.conversation_id', '=', conversationId)
        .orderBy('messages.created_at', 'desc')
        .orderBy('messages.in_reply_to', (order) => order.desc().nullsLast())
        .limit(LONGEST_TRANSCRIPT)
        .execute();
      const lines = rows.map(async (row) => ({
        id: row.id,
        author: row.author,
        text: await sealer.open(key, row.body_sealed),
        at: row.created_at,
        answer: await openIfSealed(key, row.answer_sealed),
      }));
      return (await Promise.all(lines)).reverse();
    },
  };
}
