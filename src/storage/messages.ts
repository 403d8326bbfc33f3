import { sql } from 'kysely';
import type { StorageContext } from './context.ts';
import { momentIn, timePasses } from './conversation-moment.ts';
import type { MessageKind } from './schema.ts';
import { hasFailed, notAside } from './set-aside.ts';

export interface NewMessage {
  readonly channel: string;
  readonly conversationId: string;
  /** Unique in the channel. */
  readonly externalId: string;
  readonly text: string;
  readonly kind?: MessageKind;
  /** Who had sent what he passes on. */
  readonly sender?: string | undefined;
  /** The language of the page that he writes on, where that is not Chinese. */
  readonly speaks?: 'en' | undefined;
  /** By a menu key. */
  readonly tapped?: boolean | undefined;
  readonly attachments?: readonly NewAttachment[];
}
interface NewAttachment {
  readonly kind: 'image' | 'voice' | 'video' | 'file';
  /** How the platform names it. */
  readonly reference: string;
}
export type Saved =
  | { readonly kind: 'new'; readonly messageId: string }
  | { readonly kind: 'duplicate'; readonly messageId: string; readonly same: boolean; readonly answer: string | null }
  /** It was here before its person was erased. */
  | { readonly kind: 'forgotten' };

/** A citizen's message as it was saved. */
export interface Incoming {
  readonly kind: MessageKind;
  readonly text: string;
  readonly sender?: string | undefined;
  readonly speaks?: 'en' | undefined;
  /** By a menu key. */
  readonly tapped?: boolean | undefined;
}

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
/** So much younger than now nothing is, unless the clock was set back. Milliseconds. */
const SET_BACK = 5 * 60_000;

export function messages(context: StorageContext) {
  const { database, sealer, sources, keyOf, openIfSealed } = context;
  const { query } = database;

  /** Whoever left the channel while a case of his is running, and writes again, has come back. What he has asked for stays promised. */
  const stays = (conversationId: string) =>
    query
      .updateTable('persons')
      .set({ leaving_since: null })
      .where('leaving_since', 'is not', null)
      .where('forget_asked_at', 'is', null)
      .where('id', 'in', (of) =>
        of
          .selectFrom('conversations')
          .innerJoin('cases', 'cases.conversation_id', 'conversations.id')
          .select('person_id')
          .where('conversations.id', '=', conversationId)
          .where('cases.status', '<>', 'closed'),
      );

  return {
    /** Before anything else is done with it. The channel's own id decides whether it has been here before. */
    async saveIncoming(message: NewMessage): Promise<Saved> {
      const { channel, conversationId, externalId, text, kind = 'text', sender, speaks, tapped, attachments = [] } = message;
      const key = await keyOf(conversationId);
      const id = sources.id();
      const hash = await sealer.fingerprint(text);
      const now = sources.now();
      const wanted = attachments.map(async (attachment) => ({
        id: sources.id(),
        message_id: id,
        kind: attachment.kind,
        reference_sealed: await sealer.seal(key, attachment.reference),
        state: 'wanted' as const,
        attempts: 0,
        due_at: now,
        created_at: now,
      }));
      const row = query.insertInto('messages').values({
        id,
        conversation_id: conversationId,
        channel,
        external_id: externalId,
        author: 'citizen',
        concluded: 0,
        kind,
        officer_id: null,
        sender_sealed: sender === undefined ? null : await sealer.seal(key, sender),
        speaks: speaks ?? null,
        tapped: tapped ? 1 : null,
        body_sealed: await sealer.seal(key, text),
        body_hash: hash,
        in_reply_to: null,
        created_at: momentIn(conversationId),
      });
      try {
        await database.batch([
          timePasses(context, conversationId, now),
          row,
          stays(conversationId),
          ...(await Promise.all(wanted)).map((attachment) => query.insertInto('attachments').values(attachment)),
        ]);
        return { kind: 'new', messageId: id };
      } catch (error) {
        if (!database.isUniqueViolation(error)) throw error;
      }
      const first = await query
        .selectFrom('messages')
        .innerJoin('conversations', 'conversations.id', 'messages.conversation_id')
        .innerJoin('persons', 'persons.id', 'conversations.person_id')
        .leftJoin('outcomes', 'outcomes.message_id', 'messages.id')
        .select([
          'messages.id',
          'messages.conversation_id',
          'body_hash',
          'answer_sealed',
          'messages.created_at',
          'persons.created_at as since',
        ])
        .where('messages.channel', '=', channel)
        .where('external_id', '=', externalId)
        .executeTakeFirstOrThrow();
      if (first.created_at < first.since) return { kind: 'forgotten' };
      const same = first.body_hash === hash && first.conversation_id === conversationId;
      return { kind: 'duplicate', messageId: first.id, same, answer: same ? await openIfSealed(key, first.answer_sealed) : null };
    },

    /** Was a message of this id taken before? */
    async isSaved(channel: string, externalId: string): Promise<boolean> {
      const found = query.selectFrom('messages').select('id').where('channel', '=', channel).where('external_id', '=', externalId);
      return (await found.executeTakeFirst()) !== undefined;
    },

    async readIncoming(messageId: string): Promise<Incoming> {
      const row = await query
        .selectFrom('messages')
        .select(['conversation_id', 'kind', 'body_sealed', 'sender_sealed', 'speaks', 'tapped'])
        .where('id', '=', messageId)
        .executeTakeFirstOrThrow();
      const key = await keyOf(row.conversation_id);
      return {
        kind: row.kind,
        text: await sealer.open(key, row.body_sealed),
        sender: (await openIfSealed(key, row.sender_sealed)) ?? undefined,
        ...(row.speaks === 'en' ? { speaks: row.speaks } : {}),
        ...(row.tapped === null ? {} : { tapped: true }),
      };
    },

    /**
     * Messages without an outcome that came before `before`, milliseconds, oldest first, behind `after`: what a crash
     * left, also where the clock was set back since. Erased persons' are left alone.
     * @param tried those that could not be concluded before (queue `conclude`) and whose pause is over; else the others
     */
    unconcluded: (before: number, after: Unconcluded | null, most: number, tried = false): Promise<Unconcluded[]> =>
      query
        .selectFrom('messages')
        .innerJoin('conversations', 'conversations.id', 'messages.conversation_id')
        .innerJoin('persons', 'persons.id', 'conversations.person_id')
        .select(['messages.id', 'messages.conversation_id', 'messages.created_at'])
        // Written out, so that the index of the few such messages serves.
        .where('concluded', '=', sql.lit(0))
        .where('key_wrapped', 'is not', null)
        .whereRef('messages.created_at', '>=', 'persons.created_at')
        .where((is) => (tried ? hasFailed('conclude', 'messages.id') : is.not(hasFailed('conclude', 'messages.id'))))
        .$if(tried, (found) => found.where(notAside('conclude', 'messages.id', sources.now())))
        .where((is) => is.or([is('messages.created_at', '<', before), is('messages.created_at', '>', before + SET_BACK)]))
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
        .innerJoin('conversations', 'conversations.id', 'messages.conversation_id')
        .innerJoin('persons', 'persons.id', 'conversations.person_id')
        .leftJoin('outcomes', 'outcomes.message_id', 'messages.in_reply_to')
        .leftJoin('outbox', 'outbox.message_id', 'messages.id')
        .select(['messages.id', 'author', 'body_sealed', 'messages.created_at', 'answer_sealed'])
        .where('messages.conversation_id', '=', conversationId)
        .whereRef('messages.created_at', '>=', 'persons.created_at')
        .orderBy('messages.created_at', 'desc')
        .orderBy('messages.in_reply_to', (order) => order.desc().nullsLast())
        // Of one moment: in the order in which we said them.
        .orderBy('outbox.position', (order) => order.desc().nullsLast())
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
