import { type Selectable, sql } from 'kysely';
import { AppError } from '../errors.ts';
import type { StorageContext } from './context.ts';
import { type ConversationCase, conversationCase } from './conversation-case.ts';
import { momentIn, timePasses } from './conversation-moment.ts';
import { UNSENT } from './outbox-states.ts';
import { leftBehind, withdrawn } from './privacy/erased-consults.ts';
import { forgetQuotes, forgetReadings } from './privacy/forget-elsewhere.ts';
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

/** Milliseconds: who waits longer for his last answer has a platform that does not take it. */
const LONGEST_FAREWELL = 10 * 60_000;
/** Parameters of a statement are few in some databases. */
const AT_ONCE = 80;

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

  /** Who has left and of whom nothing is under way. */
  const mayGo = (now: number) =>
    query
      .selectFrom('persons as leaving')
      .innerJoin('conversations', 'conversations.person_id', 'leaving.id')
      .select('leaving.id')
      .distinct()
      .where('leaving.leaving_since', 'is not', null)
      .where((is) =>
        is.not(
          is.exists(
            is
              .selectFrom('cases')
              .select('cases.id')
              .whereRef('cases.conversation_id', '=', 'conversations.id')
              .where('cases.status', '<>', 'closed'),
          ),
        ),
      )
      .where((is) =>
        is.or([
          is('leaving.leaving_since', '<', now - LONGEST_FAREWELL),
          is.not(
            is.or([
              is.exists(
                is
                  .selectFrom('outbox')
                  .select('outbox.id')
                  .whereRef('outbox.conversation_id', '=', 'conversations.id')
                  .where('outbox.state', 'in', UNSENT)
                  .where('outbox.channel', '<>', 'web'),
              ),
              is.exists(
                is
                  .selectFrom('messages')
                  .select('messages.id')
                  .whereRef('messages.conversation_id', '=', 'conversations.id')
                  .where('concluded', '=', sql.lit(0)),
              ),
            ]),
          ),
        ]),
      );

  async function eraseSome(): Promise<number> {
    const now = sources.now();
    const found = await mayGo(now).limit(AT_ONCE).execute();
    if (found.length === 0) return 0;
    const ids = found.map(({ id }) => id);
    await forgetReadings(context, ids);
    // One statement: a case or a message that has come in between is seen.
    const erased = await query
      .updateTable('persons')
      .set({ key_wrapped: null, leaving_since: null })
      .where('id', 'in', ids)
      .where('id', 'in', mayGo(now))
      .returning('id')
      .execute();
    if (erased.length === 0) return 0;
    const gone = () =>
      query
        .selectFrom('conversations')
        .select('id')
        .where(
          'person_id',
          'in',
          erased.map(({ id }) => id),
        );
    await database.batch(leftBehind(query, gone, now));
    for (const { id } of await gone().execute()) await forgetQuotes(context, [id]);
    return erased.length;
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
     */
    async leave(conversationId: string): Promise<void> {
      const running = await runningCaseOf(query, conversationId);
      const now = sources.now();
      await database.batch([
        query
          .updateTable('persons')
          .set({ leaving_since: now })
          .where('id', 'in', (inner) => inner.selectFrom('conversations').select('person_id').where('id', '=', conversationId)),
        ...(running ? [] : withdrawn(query, () => query.selectFrom('conversations').select('id').where('id', '=', conversationId), now)),
      ]);
    },

    /**
     * Destroys the keys of those who left or asked to be forgotten, unless a case of theirs is running, a message of theirs
     * is being answered, or an answer is on its way to them: these are waited for, some minutes at most.
     * @returns how many were erased
     */
    async eraseLeavers(): Promise<number> {
      for (let erased = 0; ; ) {
        const some = await eraseSome();
        erased += some;
        if (some < AT_ONCE) return erased;
      }
    },
  };
}
