import type { Kysely, Selectable } from 'kysely';
import { AppError } from '../errors.ts';
import type { Database } from './database.ts';
import type { Tables, Urgency } from './schema.ts';
import type { Sealer } from './seal.ts';

/** Where time and ids come from; tests give their own. */
export interface Sources {
  /** Milliseconds since 1970 UTC. */
  readonly now: () => number;
  /** Unguessable and unique. */
  readonly id: () => string;
}

export interface ConversationRow extends Selectable<Tables['conversations']> {
  readonly state: string | null;
}
export interface NewMessage {
  readonly channel: string;
  readonly conversationId: string;
  readonly externalId: string;
  readonly text: string;
}
export type Saved =
  | { readonly kind: 'new'; readonly messageId: string }
  | { readonly kind: 'duplicate'; readonly messageId: string; readonly sameText: boolean; readonly answer: string | null };

export interface Outcome {
  readonly messageId: string;
  readonly conversationId: string;
  /** The conversation's turn on which the decision was made. */
  readonly turn: number;
  readonly state: string;
  readonly release: string;
  readonly engine: string;
  readonly colour: string | null;
  readonly score: number | null;
  readonly type: string | null;
  readonly intent: string;
  readonly stage: string;
  readonly escalated: boolean;
  readonly answer: string;
  readonly replies: readonly { readonly id: string; readonly text: string }[];
  /** The channel answers in its own HTTP response; otherwise the reply goes out by the outbox and the events. */
  readonly passive: boolean;
  readonly escalation: { readonly urgency: Urgency; readonly reason: string; readonly caseNumber: string; readonly facts: string } | null;
}
/** `overtaken`: another message of the conversation was concluded meanwhile, decide again; `concluded`: this one was. */
export type SaveOutcomeResult = 'saved' | 'overtaken' | 'concluded';

export interface StoredEvent {
  readonly seq: number;
  readonly kind: Tables['events']['kind'];
  readonly message: { readonly id: string; readonly author: string; readonly text: string; readonly at: number } | null;
}

export type Storage = ReturnType<typeof createStorage>;

export function createStorage(database: Database, sealer: Sealer, sources: Sources) {
  const { query } = database;
  const keyOf = async (personId: string): Promise<CryptoKey> => {
    const person = await query.selectFrom('persons').select('key_wrapped').where('id', '=', personId).executeTakeFirst();
    if (!person?.key_wrapped) throw new AppError('storage.erased', 'this person was erased', 404);
    return sealer.unwrap(person.key_wrapped);
  };
  const keyOfConversation = async (id: string): Promise<CryptoKey> => {
    const row = await query
      .selectFrom('conversations')
      .innerJoin('persons', 'persons.id', 'conversations.person_id')
      .select('key_wrapped')
      .where('conversations.id', '=', id)
      .executeTakeFirst();
    if (!row) throw new AppError('conversation.unknown', 'there is no such conversation', 404);
    if (!row.key_wrapped) throw new AppError('storage.erased', 'this person was erased', 404);
    return sealer.unwrap(row.key_wrapped);
  };
  const openIfSealed = async (key: CryptoKey, sealed: string | null): Promise<string | null> =>
    sealed === null ? null : sealer.open(key, sealed);

  return {
    /** Opens the conversation and its person's key, unless they are there. Safe when two messages come first together. */
    async ensureConversation(id: string, channel: string): Promise<void> {
      if (await exists(query, id)) return;
      const now = sources.now();
      const { wrapped } = await sealer.newPersonKey();
      const personId = sources.id();
      try {
        await database.batch([
          query.insertInto('persons').values({ id: personId, key_wrapped: wrapped, created_at: now }),
          query
            .insertInto('conversations')
            .values({ id, channel, person_id: personId, status: 'pending', turn: 0, state_sealed: null, created_at: now, updated_at: now }),
        ]);
      } catch (error) {
        if (!database.isUniqueViolation(error)) throw error;
      }
    },

    hasConversation: (id: string): Promise<boolean> => exists(query, id),

    async loadConversation(id: string): Promise<ConversationRow> {
      const row = await query.selectFrom('conversations').selectAll().where('id', '=', id).executeTakeFirst();
      if (!row) throw new AppError('conversation.unknown', 'there is no such conversation', 404);
      return { ...row, state: await openIfSealed(await keyOf(row.person_id), row.state_sealed) };
    },

    /** Before anything else is done with it. The channel's own id decides whether it has been here before. */
    async saveIncoming({ channel, conversationId, externalId, text }: NewMessage): Promise<Saved> {
      const key = await keyOfConversation(conversationId);
      const id = sources.id();
      const hash = await sealer.fingerprint(text);
      const row = {
        id,
        conversation_id: conversationId,
        channel,
        external_id: externalId,
        author: 'citizen' as const,
        body_sealed: await sealer.seal(key, text),
        body_hash: hash,
        in_reply_to: null,
        created_at: sources.now(),
      };
      const inserted = await query
        .insertInto('messages')
        .values(row)
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

    /** Verdict, state, replies, case and event in one atomic step, once per message and in turn per conversation. */
    async saveOutcome(outcome: Outcome): Promise<SaveOutcomeResult> {
      const key = await keyOfConversation(outcome.conversationId);
      const now = sources.now();
      const { messageId, conversationId } = outcome;
      const channel = conversationId.slice(0, conversationId.indexOf(':'));
      const turn = outcome.turn + 1;
      const statements = [
        query.insertInto('outcomes').values({
          message_id: messageId,
          conversation_id: conversationId,
          turn,
          release: outcome.release,
          engine: outcome.engine,
          colour: outcome.colour,
          score: outcome.score,
          type: outcome.type,
          intent: outcome.intent,
          stage: outcome.stage,
          escalated: outcome.escalated ? 1 : 0,
          answer_sealed: await sealer.seal(key, outcome.answer),
          created_at: now,
        }),
        query
          .updateTable('conversations')
          .set({ turn, state_sealed: await sealer.seal(key, outcome.state), updated_at: now })
          .where('id', '=', conversationId),
        ...(await this.replyStatements(key, outcome, channel, now)),
        ...(outcome.escalation ? await this.caseStatements(key, conversationId, outcome.escalation, now) : []),
      ];
      try {
        await database.batch(statements);
        return 'saved';
      } catch (error) {
        if (!database.isUniqueViolation(error)) throw error;
        const done = await query.selectFrom('outcomes').select('message_id').where('message_id', '=', messageId).executeTakeFirst();
        return done ? 'concluded' : 'overtaken';
      }
    },

    async replyStatements(key: CryptoKey, outcome: Outcome, channel: string, now: number) {
      const { conversationId, messageId, passive } = outcome;
      const statements = [];
      for (const { id, text } of outcome.replies) {
        statements.push(
          query
            .insertInto('messages')
            .values({
              id,
              conversation_id: conversationId,
              channel,
              external_id: id,
              author: 'bot',
              body_sealed: await sealer.seal(key, text),
              body_hash: await sealer.fingerprint(text),
              in_reply_to: messageId,
              created_at: now,
            }),
          query
            .insertInto('outbox')
            .values({
              id: sources.id(),
              message_id: id,
              conversation_id: conversationId,
              channel,
              state: 'queued',
              attempts: 0,
              due_at: now,
              created_at: now,
            }),
        );
        if (!passive)
          statements.push(
            query.insertInto('events').values({ conversation_id: conversationId, kind: 'message', message_id: id, created_at: now }),
          );
      }
      return statements;
    },

    /** A running case only gets more urgent; its facts are frozen when it is opened. */
    async caseStatements(
      key: CryptoKey,
      conversationId: string,
      { urgency, reason, caseNumber, facts }: NonNullable<Outcome['escalation']>,
      now: number,
    ) {
      const values = {
        id: sources.id(),
        number: caseNumber,
        conversation_id: conversationId,
        urgency,
        reason,
        facts_sealed: await sealer.seal(key, facts),
        status: 'waiting' as const,
        created_at: now,
        updated_at: now,
      };
      const running = await query
        .selectFrom('cases')
        .select('id')
        .where('conversation_id', '=', conversationId)
        .where('status', '<>', 'closed')
        .executeTakeFirst();
      const change = running
        ? query.updateTable('cases').set({ urgency, updated_at: now }).where('id', '=', running.id).where('urgency', '>', urgency)
        : query.insertInto('cases').values(values);
      return [
        change,
        query.insertInto('events').values({ conversation_id: conversationId, kind: 'case', message_id: null, created_at: now }),
      ];
    },

    async answerOf(messageId: string): Promise<string | null> {
      const row = await query
        .selectFrom('outcomes')
        .select(['conversation_id', 'answer_sealed'])
        .where('message_id', '=', messageId)
        .executeTakeFirst();
      return row ? sealer.open(await keyOfConversation(row.conversation_id), row.answer_sealed) : null;
    },

    async textOf(messageId: string): Promise<string> {
      const row = await query
        .selectFrom('messages')
        .select(['conversation_id', 'body_sealed'])
        .where('id', '=', messageId)
        .executeTakeFirstOrThrow();
      return sealer.open(await keyOfConversation(row.conversation_id), row.body_sealed);
    },

    /** Replies that went out with the HTTP answer. */
    async markDelivered(replyIds: readonly string[]): Promise<void> {
      if (replyIds.length > 0)
        await query
          .updateTable('outbox')
          .set({ state: 'delivered' })
          .where('message_id', 'in', [...replyIds])
          .execute();
    },

    /** Messages without an outcome that came before `before`: what a crash left behind. */
    unconcluded: (before: number, most: number): Promise<{ id: string; conversation_id: string }[]> =>
      query
        .selectFrom('messages')
        .leftJoin('outcomes', 'outcomes.message_id', 'messages.id')
        .select(['messages.id', 'messages.conversation_id'])
        .where('author', '=', 'citizen')
        .where('outcomes.message_id', 'is', null)
        .where('messages.created_at', '<', before)
        .orderBy('messages.created_at')
        .limit(most)
        .execute(),

    async transcript(conversationId: string): Promise<{ id: string; author: string; text: string; at: number; answer: string | null }[]> {
      const key = await keyOfConversation(conversationId);
      const rows = await query
        .selectFrom('messages')
        .leftJoin('outcomes', 'outcomes.message_id', 'messages.in_reply_to')
        .select(['messages.id', 'author', 'body_sealed', 'messages.created_at', 'answer_sealed'])
        .where('messages.conversation_id', '=', conversationId)
        .orderBy('messages.created_at')
        .orderBy('outcomes.turn')
        .limit(500)
        .execute();
      return Promise.all(
        rows.map(async (row) => ({
          id: row.id,
          author: row.author,
          text: await sealer.open(key, row.body_sealed),
          at: row.created_at,
          answer: await openIfSealed(key, row.answer_sealed),
        })),
      );
    },

    async eventsAfter(conversationId: string, cursor: number): Promise<StoredEvent[]> {
      const key = await keyOfConversation(conversationId);
      const rows = await query
        .selectFrom('events')
        .leftJoin('messages', 'messages.id', 'events.message_id')
        .select(['seq', 'kind', 'messages.id', 'author', 'body_sealed', 'messages.created_at'])
        .where('events.conversation_id', '=', conversationId)
        .where('seq', '>', cursor)
        .orderBy('seq')
        .limit(100)
        .execute();
      return Promise.all(
        rows.map(async ({ seq, kind, id, author, body_sealed, created_at }) => ({
          seq,
          kind,
          message:
            id && author && body_sealed && created_at ? { id, author, text: await sealer.open(key, body_sealed), at: created_at } : null,
        })),
      );
    },

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
        .execute();
    },

    async isReady(): Promise<boolean> {
      await query.selectFrom('schema_migrations').select('id').limit(1).execute();
      return true;
    },
  };
}

async function exists(query: Kysely<Tables>, id: string): Promise<boolean> {
  return (await query.selectFrom('conversations').select('id').where('id', '=', id).executeTakeFirst()) !== undefined;
}
