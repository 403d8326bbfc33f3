import { setPriority } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import { parentPort, workerData } from 'node:worker_threads';
import { createSurroundings } from './conversation/surroundings.ts';
import { answerOrders } from './librarian/workshop-answers.ts';
import { readSourceFiles } from './library/source-files.ts';
import { createLog } from './log.ts';
import { createIds } from './new-ids.ts';
import { believedKeys } from './node/believed-keys.ts';
import { openDatabase } from './node/open-database.ts';
import type { ThreadSettings } from './node/start-workshop.ts';
import { NODE_SUITE } from './storage/node-cipher.ts';
import { openNodeSqlite } from './storage/node-sqlite.ts';
import { openSealer } from './storage/privacy/keyring.ts';
import { createStorage } from './storage/storage.ts';

/** The thread in which drafts are tried, trained and measured: constructs everything, with a connection of its own. */

/** As `nice` has it: citizens are answered first. */
const PRIORITY = 10;
/** Between two pieces that are written: others write too. */
const PAUSE_MS = 10;

async function main({ config, masters, root }: ThreadSettings): Promise<void> {
  const port = parentPort;
  if (!port) throw new Error('this program is a thread of the server');
  // There a priority is the thread's own; elsewhere it would be the whole program's.
  if (process.platform === 'linux') setPriority(PRIORITY);
  const newId = createIds();
  const log = createLog(config.LOG_LEVEL, (line) => void process.stdout.write(line));
  // One thing after the other is done here.
  const database = await openDatabase(config, { log, connections: 2 });
  const storage = createStorage(database, await openSealer(database, masters, Date.now, [NODE_SUITE]), { now: Date.now, id: newId });
  const take = answerOrders(
    {
      storage,
      log,
      now: Date.now,
      keys: believedKeys(config),
      signing: { key: config.LIBRARY_SIGNING_KEY, id: config.LIBRARY_SIGNING_KEY_ID },
      folder: () => readSourceFiles(root),
      pause: () => sleep(PAUSE_MS),
      rehearsal: {
        openDatabase: () => openNodeSqlite(':memory:'),
        surroundings: createSurroundings(config, Date.now, newId),
        log: createLog('silent', () => undefined),
        newId,
      },
    },
    (message) => port.postMessage(message),
  );
  port.on('message', take);
}

await main(workerData);
