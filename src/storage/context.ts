import { AppError } from '../errors.ts';
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
  keyOf(conversationId: string): Promise<CryptoKey>;
  openIfSealed(key: CryptoKey, sealed: string | null): Promise<string | null>;
}

export function createContext(database: Database, sealer: Sealer, sources: Sources): StorageContext {
  return {
    database,
    sealer,
    sources,
    async keyOf(conversationId) {
      const row = await database.query
        .selectFrom('conversations')
        .innerJoin('persons', 'persons.id', 'conversations.person_id')
        .select('key_wrapped')
        .where('conversations.id', '=', conversationId)
        .executeTakeFirst();
      if (!row) throw new AppError('conversation.unknown', 'there is no such conversation', 404);
      if (!row.key_wrapped)
        throw new AppError('conversation.erased', 'this conversation was erased; leave the token out to begin a new one', 404);
      return sealer.unwrap(row.key_wrapped);
    },
    openIfSealed: async (key, sealed) => (sealed === null ? null : sealer.open(key, sealed)),
  };
}
