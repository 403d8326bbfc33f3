import type { Config } from '../../config.ts';
import { createSurroundings } from '../../conversation/surroundings.ts';
import { raiseDrill } from '../../desk/drill.ts';
import { createDetector } from '../../detection/detector.ts';
import { AppError } from '../../errors.ts';
import type { TrainedLibrary } from '../../library/library.ts';
import { createLog } from '../../log.ts';
import { createIds, newCaseNumber } from '../../new-ids.ts';
import { believedKeys } from '../../node/believed-keys.ts';
import { existingMasterKeys } from '../../node/master-key.ts';
import { openDatabase } from '../../node/open-database.ts';
import type { Database } from '../../storage/database.ts';
import { pendingMigrations } from '../../storage/pending-migrations.ts';
import { openSealer } from '../../storage/privacy/keyring.ts';
import { createSealer } from '../../storage/seal.ts';
import { createStorage, type Storage } from '../../storage/storage.ts';
import { hasDatabase, NO_KEY } from '../in-database.ts';
import type { Finding } from './finding.ts';
import { libraryAtWork } from './library-at-work.ts';
import { operationFacts } from './operation-facts.ts';
import { operationFindings } from './operation-findings.ts';

/**
 * How the service is run: in the server's own database, in which nothing is changed.
 * @param built the library that was built here
 */
export async function examineOperations(config: Config, built: TrainedLibrary): Promise<readonly Finding[]> {
  if (!hasDatabase(config))
    return [{ channel: 'service', state: 'note', text: 'there is no database yet: nothing more to examine', todo: 'npm start makes one' }];
  const database = await openDatabase(config, { connections: 2 });
  try {
    const pending = await pendingMigrations(database);
    if (pending === null || pending.length > 0) return [schemaFinding(pending)];
    const key = await keyFinding(config, database);
    const storage = storageOf(database, await createSealer(NO_KEY));
    return [
      { channel: 'database', state: 'works', text: 'its tables are those of this program' },
      key,
      ...operationFindings(await operationFacts(config, storage, await libraryAtWork(storage, built, believedKeys(config)), Date.now())),
    ];
  } finally {
    await database.close();
  }
}

/**
 * Puts a drill into the queue of the running service.
 * @returns the case's number
 * @throws AppError `database.missing`, `config.master-key`, `storage.master-key`, `storage.pending`, `drill.no-case`
 */
export async function putDrill(config: Config, built: TrainedLibrary): Promise<string> {
  if (!hasDatabase(config))
    throw new AppError('database.missing', 'there is no database: start the server first, or set DATA_DIR as it has it');
  const masters = existingMasterKeys(config);
  const database = await openDatabase(config, { connections: 2 });
  try {
    const pending = await pendingMigrations(database);
    if (pending === null || pending.length > 0)
      throw new AppError('storage.pending', `${schemaFinding(pending).text}: restart the server first`);
    const storage = storageOf(database, await openSealer(database, masters, Date.now));
    await storage.checkMasterKey();
    return await raiseDrill({
      storage,
      detector: createDetector(await libraryAtWork(storage, built, believedKeys(config))),
      log: createLog('silent', () => undefined),
      newId,
      surroundings: createSurroundings(config, Date.now, newCaseNumber),
      mediaChannels: new Set(),
      secondReader: null,
      probes: null,
      listRules: null,
    });
  } finally {
    await database.close();
  }
}

const newId = createIds();

function storageOf(database: Database, sealer: Awaited<ReturnType<typeof createSealer>>): Storage {
  return createStorage(database, sealer, { now: Date.now, id: newId });
}

function schemaFinding(pending: readonly string[] | null): Finding {
  const [text, todo] =
    pending === null
      ? ['the database was written by a newer program', 'run the doctor of that version']
      : [`the database lacks ${pending.join(', ')}`, 'restart the server: it brings the tables up to date when it starts'];
  return { channel: 'database', state: 'missing', text, todo };
}

async function keyFinding(config: Config, database: Database): Promise<Finding> {
  try {
    const { masterKey, oldMasterKey } = existingMasterKeys(config);
    await storageOf(database, await createSealer(masterKey, { oldMasterKey })).checkMasterKey();
    return { channel: 'master key', state: 'works', text: 'opens what is sealed' };
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return {
      channel: 'master key',
      state: 'missing',
      text: error.message,
      todo: 'without it nothing sealed can be read: fetch the copy that is kept apart',
    };
  }
}
