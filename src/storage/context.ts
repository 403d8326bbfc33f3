import { AppError } from '../errors.ts';
import type { SealingKey } from './cipher.ts';
import type { Database } from './database.ts';
import type { Sealer } from './seal.ts';

/** Where time and ids come from; tests give their own. */
export interface Sources {
  /** Milliseconds since 1970 UTC. */
  readonly now: () => number;
  /** Unguessable and unique. */
  readonly id: () => string;
}

/** What every part of the storage works with. */
export interface StorageContext {
  readonly database: Database;
  readonly sealer: Sealer;
  readonly sources: Sources;
  /** The key of the person behind a conversation. @throws AppError 404 `conversation.unknown`, `storage.erased` */
  keyOf(conversationId: string): Promise<SealingKey>;
  /** The same, or null once he was erased. */
  keyIfKept(conversationId: string): Promise<SealingKey | null>;
  /** Of whomever a case is about; null once he was erased, also when somebody else writes from the same place since. */
  keyOfCase(caseId: string): Promise<SealingKey | null>;
  openIfSealed(key: SealingKey, sealed: string | null): Promise<string | null>;
}

export function createContext(database: Database, sealer: Sealer, sources: Sources): StorageContext {
  async function keyIfKept(conversationId: string): Promise<SealingKey | null> {
    const row = await database.query
      .selectFrom('conversations')
      .innerJoin('persons', 'persons.id', 'conversations.person_id')
      .select('key_wrapped')
      .where('conversations.id', '=', conversationId)
      .executeTakeFirst();
    if (!row) throw new AppError('conversation.unknown', 'there is no such conversation', 404);
    return row.key_wrapped === null ? null : sealer.unwrap(row.key_wrapped);
  }
  return {
    database,
    sealer,
    sources,
    keyIfKept,
    async keyOfCase(caseId) {
      const row = await database.query
        .selectFrom('cases')
        .select(['conversation_id', 'facts_sealed'])
        .where('id', '=', caseId)
        .executeTakeFirst();
      const key = row ? await keyIfKept(row.conversation_id) : null;
      if (!row || !key) return null;
      try {
        await sealer.open(key, row.facts_sealed);
        return key;
      } catch (error) {
        // Another key: he was erased, and who came in his place has his own.
        if (error instanceof AppError && error.code === 'storage.sealed') return null;
        throw error;
      }
    },
    async keyOf(conversationId) {
      const key = await keyIfKept(conversationId);
      if (!key) throw new AppError('conversation.erased', 'this conversation was erased; leave the token out to begin a new one', 404);
      return key;
    },
    openIfSealed: async (key, sealed) => (sealed === null ? null : sealer.open(key, sealed)),
  };
}
