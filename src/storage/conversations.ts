import type { Selectable } from 'kysely';
import { AppError } from '../errors.ts';
import type { StorageContext } from './context.ts';
import { type ConversationCase, conversationCase } from './conversation-case.ts';
import { momentIn, timePasses } from './conversation-moment.ts';
import { withdrawn } from './privacy/erased-consults.ts';
import { runningCaseOf } from './running-case.ts';
import type { Tables } from './schema.ts';
import { telephoneNumber } from './telephone-number.ts';

export interface Conversation extends Pick<Selectable<Tables['conversations']>, 'id' | 'status' | 'turn'> {
  readonly state: string | null;
  /** The case that is not closed yet. */
  readonly runningCase: ConversationCase | null;
  /** He has lost money lately: whoever offers to get it back is warned of in red. */
  readonly guarded: boolean;
}

/** The channel of a conversation's id. */
export function channelOf(id: string): string {
  return id.slice(0, id.indexOf(':'));
}

export function conversations(context: StorageContext) {
  const { database, sealer, sources, keyOf, openIfSealed } = context;
  const { query } = database;

  /** Is it there, and has its person not been erased? */
  async function hasConversation(id: string): Promise<boolean> {
    const row = await query
      .selectFrom('conversations')
      .innerJoin('persons', 'persons.id', 'conversations.person_id')
      .select('persons.id')
      .where('conversations.id', '=', id)
      .where('key_wrapped', 'is not', null)
      .executeTakeFirst();
    return row !== undefined;
  }

  return {
    hasConversation,

    /**
     * Opens the conversation and its person's key, unless they are there. Safe when two messages come first together. Whoever
     * was erased and comes again is a new person in the same place; nothing of the old one can be read.
     */
    async ensureConversation(id: string, channel: string, address: string | null = null): Promise<void> {
      const known = await query
        .selectFrom('conversations')
        .innerJoin('persons', 'persons.id', 'conversations.person_id')
        .select(['person_id', 'key_wrapped'])
        .where('conversations.id', '=', id)
        .executeTakeFirst();
      if (known?.key_wrapped) return;
      const now = sources.now();
      const { key, wrapped } = await sealer.newPersonKey();
      const personId = sources.id();
      const telephone = address === null ? null : telephoneNumber(address);
      const reached = {
        address_sealed: address === null ? null : await sealer.seal(key, address),
        address_hash: telephone === null ? null : await sealer.fingerprint(telephone),
      };
      if (known) {
        const renewed = {
          person_id: personId,
          state_sealed: null,
          ...reached,
          status: 'pending' as const,
        };
        await database.batch([
          timePasses(context, id, now),
          // Younger than all that was said here before, also where the clock was set back.
          query.insertInto('persons').values({ id: personId, key_wrapped: wrapped, created_at: momentIn(id) }),
          query.updateTable('conversations').set(renewed).where('id', '=', id).where('person_id', '=', known.person_id),
        ]);
        return;
      }
      const conversation = {
        id,
        channel,
        person_id: personId,
        status: 'pending' as const,
        turn: 0,
        state_sealed: null,
        ...reached,
        ...{ created_at: now, updated_at: now },
      };
      try {
        const person = query.insertInto('persons').values({ id: personId, key_wrapped: wrapped, created_at: now });
        await database.batch([person, query.insertInto('conversations').values(conversation)]);
      } catch (error) {
        if (!database.isUniqueViolation(error)) throw error;
      }
    },

    /**
     * Does the master key open what is there? A wrong one would seal the new apart from the old.
     * @throws AppError `storage.master-key`
     */
    async checkMasterKey(): Promise<void> {
      const newest = await query
        .selectFrom('persons')
        .select('key_wrapped')
        .where('key_wrapped', 'is not', null)
        .orderBy('created_at', 'desc')
        .limit(1)
        .executeTakeFirst();
      if (!newest?.key_wrapped) return;
      try {
        await sealer.unwrap(newest.key_wrapped);
      } catch (cause) {
        const message = 'the master key does not open this database: restore master.key, or MASTER_KEY, that belongs to it';
        throw new AppError('storage.master-key', message, 500, { cause });
      }
    },

    /** @throws AppError 404 `conversation.unknown`, `conversation.erased` */
    async loadConversation(id: string): Promise<Conversation> {
      const key = await keyOf(id);
      const row = await query
        .selectFrom('conversations')
        .innerJoin('persons', 'persons.id', 'conversations.person_id')
        .select(['conversations.id', 'status', 'turn', 'state_sealed', 'guarded_until'])
        .where('conversations.id', '=', id)
        .executeTakeFirstOrThrow();
      return {
        id: row.id,
        status: row.status,
        turn: row.turn,
        state: await openIfSealed(key, row.state_sealed),
        guarded: (row.guarded_until ?? 0) > sources.now(),
        runningCase: await conversationCase(query, id),
      };
    },

    /**
     * He left the channel: nothing more is sent to him, and he is erased as `eraseLeavers` says. An open case waits for him:
     * scammers tell their victims to leave.
     * @param asked he wants to be erased: writing again while his case is running does not take it back
     */
    async leave(conversationId: string, { asked = false } = {}): Promise<void> {
      const running = await runningCaseOf(query, conversationId);
      const now = sources.now();
      await database.batch([
        query
          .updateTable('persons')
          .set({ leaving_since: now, ...(asked && { forget_asked_at: now }) })
          .where('id', 'in', (inner) => inner.selectFrom('conversations').select('person_id').where('id', '=', conversationId)),
        ...(running ? [] : withdrawn(query, () => query.selectFrom('conversations').select('id').where('id', '=', conversationId), now)),
      ]);
    },
  };
}
