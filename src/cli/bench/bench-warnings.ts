import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { checkImport } from '../../dissuasion/check-import.ts';
import { receiveUpload } from '../../dissuasion/receive-upload.ts';
import { DISSUASION_PLAN } from '../../dissuasion/tiers.ts';
import { DAY } from '../../durations.ts';
import { loadLibrary } from '../../node/load-library.ts';
import { migrate } from '../../storage/migrate.ts';
import { openNodeSqlite } from '../../storage/node-sqlite.ts';
import { createSealer } from '../../storage/seal.ts';
import { createStorage, type Storage } from '../../storage/storage.ts';
import { keysOfSettings } from '../read-settings.ts';
import { FORM_TYPE, ONE_BAD_IN, uploaded, warningsFile } from './warnings-file.ts';

/** `npm run bench -- warnings`: a file of warnings from upload to going live, and tasks that nobody did, in a database of its own. */

const ROWS = 100_000;
const OVERDUE = 1000;
/** What each may take. Milliseconds. */
const MOST_MS = 60_000;
const OFFICER = 'o1';

/** @param print a line of the result @throws Error when something is lost, comes twice, or takes more than a minute */
export async function benchWarnings(print: (line: string) => void): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'bench-warnings-'));
  const database = openNodeSqlite(join(folder, 'bench.db'));
  try {
    let [now, ids] = [Date.UTC(2026, 10, 20), 0];
    await migrate(database, () => now);
    const storage = createStorage(database, await createSealer('0f'.repeat(32)), { now: () => now, id: () => `id-${++ids}` });
    const officer = { id: OFFICER, name: OFFICER, display: OFFICER, role: 'officer' as const, password: '', totp_sealed: '' };
    await database.query
      .insertInto('officers')
      .values({ ...officer, last_step: 0, failures: 0, locked_until: 0, disabled: 0, created_at: now })
      .execute();

    const [imported, took] = await timed(() => importFile(storage));
    print(`${ROWS} rows, ${imported.bad} of them wrong: ${imported.good} warnings live in ${(took / 1000).toFixed(1)} s`);
    if (imported.bad !== ROWS / ONE_BAD_IN || imported.good !== ROWS - imported.bad) throw new Error('rows were lost or taken twice');

    now += 30 * DAY;
    const [, escalating] = await timed(async () => {
      for (let done = 0; done < OVERDUE; done++) if (!(await storage.escalateOverdue())) throw new Error('too few tasks are overdue');
    });
    const raised = await database.query
      .selectFrom('warning_tasks')
      .select((count) => count.fn.countAll<number>().as('count'))
      .where('escalated_at', 'is not', null)
      .executeTakeFirstOrThrow();
    print(`${OVERDUE} overdue tasks: ${raised.count} raised in ${(escalating / 1000).toFixed(1)} s`);
    if (Number(raised.count) !== OVERDUE) throw new Error('a task was raised twice, or not at all');
    if (took > MOST_MS || escalating > MOST_MS) throw new Error(`each may take ${MOST_MS / 1000} s`);
  } finally {
    await database.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** As the console does it: uploaded, checked by the chores, confirmed. */
async function importFile(storage: Storage): Promise<{ readonly good: number; readonly bad: number }> {
  const detector = { library: await loadLibrary(keysOfSettings()) };
  await receiveUpload(storage, { id: 'import', officerId: OFFICER, contentType: FORM_TYPE, body: uploaded('bench', warningsFile(ROWS)) });
  while (await checkImport({ storage, detector }));
  if (!(await storage.confirmImport('import', OFFICER, DISSUASION_PLAN))) throw new Error('the file could not be confirmed');
  const { good = 0, bad = 0 } = (await storage.readImport('import')) ?? {};
  return { good, bad };
}

async function timed<Result>(work: () => Promise<Result>): Promise<[Result, number]> {
  const start = performance.now();
  return [await work(), performance.now() - start];
}
