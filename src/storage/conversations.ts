import type { Selectable } from 'kysely';
import { AppError } from '../errors.ts';
import type { StorageContext } from './context.ts';
import { runningCaseOf } from './running-case.ts';
import type { Tables } from './schema.ts';

export interface Conversation extends Pick<Selectable<Tables['conversations']>, 'id' | 'status' | 'turn'> {
  readonly state: string | null;
  /** The case that is not closed yet. */
  readonly runningCase: Pick<Selectable<Tables['cases']>, 'number' | 'urgency'> | null;
}

export function conversations({ database, sealer, sources, keyOf, openIfSealed }: StorageContext) {
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
      const person = query.insertInto('persons').values({ id: personId, key_wrapped: wrapped, created_at: now });
      const addressSealed = address === null ? null : await sealer.seal(key, address);
      if (known) {
        const renewed = {
          person_id: personId,
          state_sealed: null,
          address_sealed: addressSealed,
          status: 'pending' as const,
          updated_at: now,
        };
        await database.batch([
          person,
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
        address_sealed: addressSealed,
        created_at: now,
        updated_at: now,
      };
      try {
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
        throw new AppError(
          'storage.master-key',
          'the master key does not open this database: restore master.key, or MASTER_KEY, that belongs to it',
          500,
          { cause },
        );
      }
    },

    /** @throws AppError 404 `conversation.unknown`, `conversation.erased` */
    async loadConversation(id: string): Promise<Conversation> {
      const key = await keyOf(id);
      const row = await query
        .selectFrom('conversations')
        .select(['id', 'status', 'turn', 'state_sealed'])
        .where('id', '=', id)
        .executeTakeFirstOrThrow();
      const running = await runningCaseOf(query, id);
      return {
        id: row.id,
        status: row.status,
        turn: row.turn,
        state: await openIfSealed(key, row.state_sealed),
        runningCase: running ? { number: running.number, urgency: running.urgency } : null,
      };
    },

    /** He left the channel: what we know of him is destroyed, at once or when his case is closed. Returns whether at once. */
    async leave(conversationId: string): Promise<boolean> {
      if (!(await hasConversation(conversationId))) return true;
      const running = await runningCaseOf(query, conversationId);
      const personOf = query.selectFrom('conversations').select('person_id').where('id', '=', conversationId);
      await query
        .updateTable('persons')
        .set(running ? { leaving: 1 } : { key_wrapped: null })
        .where('id', 'in', personOf)
        .execute();
      return !running;
    },

    /** Those who left while a case was running, and whose case is closed now. */
    async eraseLeavers(): Promise<void> {
      await query
        .updateTable('persons')
        .set({ key_wrapped: null, leaving: 0 })
        .where('leaving', '=', 1)
        .where('id', 'not in', (inner) =>
          inner
            .selectFrom('conversations')
            .innerJoin('cases', 'cases.conversation_id', 'conversations.id')
            .select('person_id')
            .where('cases.status', '<>', 'closed'),
        )
        .execute();
    },

    /**
     * Destroys the person's key: nothing that was sealed with it can be read again.
     * @throws AppError 409 `case.running` while an officer's case needs the facts
     */
    async erasePerson(conversationId: string): Promise<void> {
      const running = await runningCaseOf(query, conversationId);
      if (running) throw new AppError('case.running', 'the case is not closed yet; what it needs is erased when it is', 409);
      await query
        .updateTable('persons')
        .set({ key_wrapped: null })
        .where('id', 'in', (inner) => inner.selectFrom('conversations').select('person_id').where('id', '=', conversationId))
        .execute();
    },
  };
}
