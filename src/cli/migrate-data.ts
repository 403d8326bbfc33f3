import { existsSync, readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { type Config, readConfig } from '../config.ts';
import { AppError } from '../errors.ts';
import { LEDGER_NAME } from '../node/erasure-list.ts';
import { makeFolder } from '../node/make-folder.ts';
import { databaseFile, openDatabase } from '../node/open-database.ts';
import { migrate } from '../storage/migrate.ts';
import { MIGRATIONS } from '../storage/migrations.ts';
import { createSealer } from '../storage/seal.ts';
import { createStorage } from '../storage/storage.ts';
import { masterKeyIfThere } from './backup/backup-keys.ts';
import { createProgress } from './backup/progress.ts';
import { endWith } from './end-with.ts';
import type { DataEnd } from './moving/data-end.ts';
import { compareEnds, type MovedRows, moveHouse } from './moving/move-house.ts';
import { openSqliteEnd } from './moving/sqlite-end.ts';
import { printTable } from './print-table.ts';

const HELP = `npm run -s migrate-data -- --from sqlite:PATH --to postgres://user:password@host/database
    --resume    goes on with a copy that was cut off
    --compare   changes nothing: are both sides the same, row by row?
Either way round. --from or --to may be left out: DATABASE_URL, or what DATABASE_URL_FILE holds.

Stop all servers first and leave them stopped: both sides are held alone until the end. Start this version's server once on
the old database before, so that its tables are up to date. The new database must be there and empty.
`;
const OPTIONS = {
  from: { type: 'string' },
  to: { type: 'string' },
  resume: { type: 'boolean' },
  compare: { type: 'boolean' },
  help: { type: 'boolean' },
} as const;
const BAR = 24;

async function main(): Promise<number> {
  const { values } = parseArgs({ options: OPTIONS });
  if (values.help || (values.from === undefined && values.to === undefined)) return say(HELP, values.help ? 0 : 2);
  process.umask(0o077);
  const source = settingsOf(values.from);
  const target = settingsOf(values.to);
  const started = performance.now();
  const from = await openEnd(source, true);
  let to: DataEnd | null = null;
  try {
    await upToDate(from);
    if (!values.compare) await makeTables(target);
    to = await openEnd(target, values.compare === true);
    const move = { from, to, resume: values.resume === true, progress: bar() };
    const moved = await (values.compare ? compareEnds(move) : moveHouse(move));
    const seconds = (performance.now() - started) / 1000;
    report(moved, `${from.name} and ${to.name} are the same`, seconds);
  } finally {
    await from.close();
    await to?.close();
  }
  return values.compare ? 0 : sayWhatIsNext(target);
}

function settingsOf(url: string | undefined): Config {
  const environment = url === undefined ? process.env : { ...process.env, DATABASE_URL: url, FANZHA_DATABASE_URL: url };
  return readConfig(environment, (path) => readFileSync(path, 'utf8')).config;
}

async function openEnd(config: Config, reading: boolean): Promise<DataEnd> {
  const file = databaseFile(config);
  if (file !== null) return openSqliteEnd(resolve(file));
  // 13 MB that whoever stays on SQLite need not have.
  const { openPostgresEnd } = await import('./moving/postgres-end.ts');
  return openPostgresEnd(config.DATABASE_URL, { reading });
}

/** @throws AppError `move.version` */
async function upToDate(from: DataEnd): Promise<void> {
  const tables = await from.run('SELECT count(*) FROM schema_migrations').catch(() => []);
  if (Number(tables[0]?.[0]) === MIGRATIONS.length) return;
  const advice = 'start the server of this version on it once, stop it, and come again';
  throw new AppError('move.version', `${from.name} does not have the tables of this version, or is half of a copy itself: ${advice}`);
}

/** Those of a half copy are there already. */
async function makeTables(target: Config): Promise<void> {
  const file = databaseFile(target);
  if (file !== null && !existsSync(file)) makeFolder(dirname(resolve(file)));
  else if (file !== null) {
    // Refused here when a server has it open, before anything is touched.
    await openSqliteEnd(resolve(file)).close();
  }
  const database = await openDatabase(target, { connections: 2 });
  try {
    await migrate(database, Date.now);
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'storage.moving') throw error;
  } finally {
    await database.close();
  }
}

function bar(): (what: string, rows: number, of: number) => void {
  const progress = createProgress();
  return (what, rows, of) => {
    const full = of === 0 ? BAR : Math.floor((rows / of) * BAR);
    progress(`${what} [${'#'.repeat(full)}${'.'.repeat(BAR - full)}]`, rows, of);
  };
}

function report(moved: readonly MovedRows[], words: string, seconds: number): void {
  const full = moved.filter(({ rows }) => rows > 0);
  say(
    printTable(
      ['table', 'rows', 'check sum'],
      full.map(({ table, rows, sum }) => [table, String(rows), sum.slice(0, 16)]),
    ),
  );
  const rows = full.reduce((all, one) => all + one.rows, 0);
  say(`${words}: ${rows} rows of ${moved.length} tables, ${moved.length - full.length} of them empty; ${seconds.toFixed(1)} s\n`);
}

/** What is not in any database. */
async function sayWhatIsNext(target: Config): Promise<number> {
  const key = masterKeyIfThere(target);
  if (key === null) say('The master key of this database is not on this machine.\n');
  else {
    const database = await openDatabase(target, { connections: 2 });
    try {
      await createStorage(database, await createSealer(key), { now: Date.now, id: () => '' }).checkMasterKey();
      say('The master key of this machine opens it.\n');
    } finally {
      await database.close();
    }
  }
  return say(`Next: give every new server the same master key (MASTER_KEY_FILE, or a copy of master.key in its DATA_DIR) and
${LEDGER_NAME} of the old DATA_DIR, set DATABASE_URL, start. Keep the old database aside: until the new one has taken its
first message it is the way back, later the same command is, the other way round.
`);
}

/** @returns the exit code that goes with it */
function say(text: string, code = 0): number {
  process.stdout.write(text);
  return code;
}

await endWith(main);
