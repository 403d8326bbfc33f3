import { existsSync } from 'node:fs';
import type { Config } from '../config.ts';
import { AppError } from '../errors.ts';
import { existingMasterKeys } from '../node/master-key.ts';
import { databaseFile, isD1, openDatabase } from '../node/open-database.ts';
import type { Database } from '../storage/database.ts';
import { migrate } from '../storage/migrate.ts';
import { pendingMigrations } from '../storage/pending-migrations.ts';
import { openSealer } from '../storage/privacy/keyring.ts';
import { createSealer, type Sealer } from '../storage/seal.ts';
import { createStorage, type Storage } from '../storage/storage.ts';
import { readSettings } from './read-settings.ts';

type Work<Result> = (storage: Storage) => Promise<Result>;

/** Where nothing that is sealed is opened or made. */
export const NO_KEY = '0'.repeat(64);

/** Is there a database where the settings say? */
export function hasDatabase(config: Config = readSettings()): boolean {
  const file = databaseFile(config);
  return file === null || existsSync(file);
}

/** In the database of the settings, without what is sealed. @throws AppError `database.missing` */
export function inDatabase<Result>(work: Work<Result>, config: Config = readSettings()): Promise<Result> {
  return open(config, () => createSealer(NO_KEY), work);
}

/** The same with the server's own master key. @throws AppError `database.missing`, `config.master-key`, `storage.master-key` */
export function inSealedDatabase<Result>(work: Work<Result>, config: Config = readSettings()): Promise<Result> {
  return open(
    config,
    (database) => openSealer(database, existingMasterKeys(config), Date.now),
    async (storage) => {
      await storage.checkMasterKey();
      return work(storage);
    },
  );
}

function open<Result>(config: Config, sealerOf: (database: Database) => Promise<Sealer>, work: Work<Result>): Promise<Result> {
  return inTables(async (database) => work(createStorage(database, await sealerOf(database), { now: Date.now, id: () => '' })), config);
}

/** The database itself, its tables up to date. @throws AppError `database.missing`, `storage.pending` */
export async function inTables<Result>(work: (database: Database) => Promise<Result>, config: Config): Promise<Result> {
  if (!hasDatabase(config))
    throw new AppError(
      'database.missing',
      `there is no database at ${databaseFile(config)}: start the server first, or set DATA_DIR as it has it`,
    );
  const database = await openDatabase(config, { connections: 2 });
  try {
    if (isD1(config.DATABASE_URL)) await refuseOtherTables(database);
    else await migrate(database, Date.now);
    return await work(database);
  } finally {
    await database.close();
  }
}

/** A Worker that is older would not start any more on tables that were changed from here. */
async function refuseOtherTables(database: Database): Promise<void> {
  const pending = await pendingMigrations(database);
  if (pending === null || pending.length > 0)
    throw new AppError('storage.pending', 'the Worker has another version of the program than this one: deploy this one, or use that one');
}
