import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { type Config, readConfig } from '../config.ts';
import { AppError } from '../errors.ts';
import { LEDGER_NAME, readErasures } from '../node/erasure-list.ts';
import { databaseFile } from '../node/open-database.ts';
import { countRows, type TableSums } from '../node/table-sums.ts';
import { backupKeys, masterKeyIfThere } from './backup/backup-keys.ts';
import { createBackup } from './backup/create-backup.ts';
import { createProgress } from './backup/progress.ts';
import { listBackups, pruneBackups } from './backup/prune-backups.ts';
import { restoreBackup } from './backup/restore-backup.ts';
import { verifyBackup } from './backup/verify-backup.ts';
import { endWith } from './end-with.ts';

const HELP = `npm run backup -- create --to DIR                      while the server runs: snapshot, seal, read back, compare
npm run backup -- verify FILE                          restore drill in a folder of its own; deletes it again
npm run backup -- verify --in DIR                      the same with the newest one
npm run backup -- restore FILE --to PATH               a database file that is not there yet; the server must be stopped
    --erasures-from FILE   the last database or its ${LEDGER_NAME}: whoever was erased since is erased again
    --no-erasures          there is neither, and nobody asked to be erased since
npm run backup -- prune --in DIR --keep-days N         deletes older ones; the newest stays
npm run backup -- list --in DIR                        what is there, the oldest first

Sealed with BACKUP_KEY, or with a key derived from the master key. The master key is in no backup: keep it apart.
`;
const OPTIONS = {
  to: { type: 'string' },
  in: { type: 'string' },
  'keep-days': { type: 'string' },
  'erasures-from': { type: 'string' },
  'no-erasures': { type: 'boolean' },
  help: { type: 'boolean' },
} as const;

async function main(): Promise<number> {
  const { values, positionals } = parseArgs({ options: OPTIONS, allowPositionals: true });
  const [act, file] = positionals;
  if (act === undefined || values.help) return say(HELP, values.help ? 0 : 2);
  // Whatever is written here is for its owner alone.
  process.umask(0o077);
  const { config } = readConfig(process.env, (path) => readFileSync(path, 'utf8'));
  if (act === 'create') return create(config, wanted(values.to, '--to DIR'));
  if (act === 'verify') return verify(config, wanted(values.in ? newestIn(values.in) : file, 'FILE'));
  if (act === 'restore') return restore(config, wanted(file, 'FILE'), wanted(values.to, '--to PATH'), values);
  if (act === 'prune') return prune(wanted(values.in, '--in DIR'), wanted(values['keep-days'], '--keep-days N'));
  if (act === 'list') return list(wanted(values.in, '--in DIR'));
  throw new AppError('backup.usage', `there is no "${act}": create, verify, restore, prune or list`);
}

function create(config: Config, to: string): number {
  const dataDir = resolve(config.DATA_DIR);
  const settings = { database: sqliteFile(config), dataDir, to, keys: backupKeys(config), now: Date.now(), progress: createProgress() };
  const { file, manifest, bytes } = createBackup(settings);
  note(join(dataDir, 'last-backup.json'), { at: manifest.at, backup: basename(file), bytes, ...counted(manifest.tables) });
  return say(
    `${file}: ${countRows(manifest.tables)} rows of ${Object.keys(manifest.tables).length} tables, ${bytes} bytes, read back and compared\n`,
  );
}

async function verify(config: Config, file: string): Promise<number> {
  const dataDir = resolve(config.DATA_DIR);
  const masterKey = masterKeyIfThere(config);
  const within = existsSync(dataDir) ? dataDir : process.cwd();
  const found = await verifyBackup({ file: existing(file), within, keys: backupKeys(config), masterKey, progress: createProgress() });
  const { manifest, unsealing } = found;
  const proof = { at: Date.now(), backup: basename(file), madeAt: manifest.at, ...counted(manifest.tables), unsealing };
  if (existsSync(dataDir)) note(join(dataDir, 'last-restore-proof.json'), proof);
  const words = {
    opened: 'a sealed value was opened',
    'nothing-sealed': 'nothing sealed is in it yet',
    'not-tried': 'WITHOUT the master key: whether sealed values open was not tried',
  };
  return say(
    `restored and compared: ${proof.rows} rows of ${proof.tables} tables, made ${new Date(manifest.at).toISOString()}; ${words[unsealing]}\n`,
  );
}

function restore(
  config: Config,
  file: string,
  to: string,
  options: { 'erasures-from'?: string | undefined; 'no-erasures'?: boolean | undefined },
): number {
  const erasures = options['no-erasures'] ? new Set<string>() : erasuresSince(config, file, options['erasures-from']);
  const { manifest, erased } = restoreBackup({ file: existing(file), to, keys: backupKeys(config), erasures, progress: createProgress() });
  const again = `${erased.person} people, ${erased.citizen} registrations and ${erased.lead} stop leads erased again, and whoever ${erased.warning} warnings and ${erased.objector} objections were of`;
  return say(`${resolve(to)}: as it was at ${new Date(manifest.at).toISOString()}, ${countRows(manifest.tables)} rows; ${again}\n`);
}

/** What was given, and besides whatever ledger lies with the data and with the backup. @throws AppError `backup.erasures` */
function erasuresSince(config: Config, file: string, given: string | undefined): Set<string> {
  const ledgers = [resolve(config.DATA_DIR), dirname(resolve(file))].map((folder) => join(folder, LEDGER_NAME)).filter(existsSync);
  if (given === undefined && ledgers.length === 0)
    throw new AppError(
      'backup.erasures',
      `whoever was erased since would be readable again: give --erasures-from with the last database, or the newest ${LEDGER_NAME}. Only when there is neither, and nobody was erased: --no-erasures`,
    );
  return new Set([...ledgers, ...(given === undefined ? [] : [given])].flatMap((path) => [...readErasures(path)]));
}

function prune(folder: string, keepDays: string): number {
  if (!/^[1-9]\d{0,3}$/.test(keepDays)) throw new AppError('backup.usage', '--keep-days must be a whole number from 1 to 9999');
  const gone = pruneBackups(existing(folder), Number(keepDays), Date.now());
  return say(gone.map((path) => `deleted ${path}\n`).join('') || 'nothing is that old\n');
}

function list(folder: string): number {
  return say(
    listBackups(existing(folder))
      .map(({ path, at }) => `${new Date(at).toISOString()}  ${path}\n`)
      .join(''),
  );
}

function newestIn(folder: string): string {
  const newest = listBackups(existing(folder)).at(-1);
  if (!newest) throw new AppError('backup.usage', `there is no backup in ${folder}`);
  return newest.path;
}

function sqliteFile(config: Config): string {
  const file = databaseFile(config);
  if (file !== null) return file;
  throw new AppError(
    'backup.postgres',
    'this database is PostgreSQL: use pg_dump, or pg_basebackup with archived WAL, as docs/operations.md says',
  );
}

function counted(tables: TableSums): { tables: number; rows: number } {
  return { tables: Object.keys(tables).length, rows: countRows(tables) };
}

/** Whole or not at all: others read it. */
function note(path: string, content: object): void {
  writeFileSync(`${path}.new`, `${JSON.stringify(content)}\n`);
  renameSync(`${path}.new`, path);
}

function wanted(value: string | undefined, name: string): string {
  if (value === undefined || value === '') throw new AppError('backup.usage', `${name} is missing: npm run backup -- --help`);
  return value;
}

function existing(path: string): string {
  if (!existsSync(path)) throw new AppError('backup.usage', `there is no ${path}`);
  return path;
}

/** @returns the exit code that goes with it */
function say(text: string, code = 0): number {
  process.stdout.write(text);
  return code;
}

await endWith(main);
