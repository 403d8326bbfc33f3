import {
  closeSync,
  copyFileSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  renameSync,
  rmSync,
  statfsSync,
  statSync,
} from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { DAY } from '../../durations.ts';
import { AppError } from '../../errors.ts';
import { appendToLedger, LEDGER_NAME, readErasures, readLedger } from '../../node/erasure-list.ts';
import { tableSums } from '../../node/table-sums.ts';
import { type BackupManifest, backupContent } from './backup-content.ts';
import { writeBackupFile } from './backup-file.ts';
import type { BackupKeys } from './backup-keys.ts';
import { noRoom } from './no-room.ts';
import type { Progress } from './progress.ts';
import { BACKUP_ENDING, backupName, PART_ENDING } from './prune-backups.ts';
import { takeDatabaseOut } from './take-database-out.ts';

export interface CreateSettings {
  /** The SQLite file at work. */
  readonly database: string;
  readonly dataDir: string;
  /** Folder for the backup. */
  readonly to: string;
  readonly keys: BackupKeys;
  /** Milliseconds since 1970 UTC. */
  readonly now: number;
  readonly progress: Progress;
}

const SNAPSHOT = '.backup-snapshot.db';
const PROOF = '.backup-proof.db';
/** A cut-off file of another server may be one that it is writing now. Milliseconds. */
const CUT_OFF_AFTER = DAY;

/**
 * A snapshot while the server writes, sealed, read back and compared; only then it gets its name. What a crash cuts off
 * keeps the ending `.part` and goes with the next backup.
 * @throws AppError `database.missing`, `backup.running`, `backup.no-room`, `backup.damaged`
 */
export function createBackup(settings: CreateSettings): { file: string; manifest: BackupManifest; bytes: number } {
  const { database, dataDir, to, now } = settings;
  if (!existsSync(database))
    throw new AppError('database.missing', `there is no database at ${database}: set DATA_DIR as the server has it`);
  mkdirSync(to, { recursive: true, mode: 0o700 });
  const lock = holdLock(join(dataDir, '.backup.lock'));
  const clean = (): void => {
    for (const name of [SNAPSHOT, PROOF])
      for (const end of ['', '-journal', '-wal', '-shm']) rmSync(join(dataDir, name + end), { force: true });
  };
  const file = join(resolve(to), backupName(now));
  const part = join(dirname(file), `.${basename(file, BACKUP_ENDING)}${PART_ENDING}`);
  try {
    clean();
    removeCutOff(to, now);
    const manifest = writePart(settings, part);
    takeDatabaseOut(part, join(dataDir, PROOF), settings.keys, settings.progress);
    if (existsSync(file)) throw new AppError('backup.exists', `${file} exists already`);
    renameSync(part, file);
    syncFolder(dirname(file));
    // Where the machine is lost, who was erased must be known with the backups; hashes of random ids say nothing of anybody.
    const ledger = join(dataDir, LEDGER_NAME);
    const noted = readLedger(ledger);
    appendToLedger(
      ledger,
      [...readErasures(database)].filter((mark) => !noted.has(mark)),
      now,
    );
    copyFileSync(ledger, join(dirname(file), LEDGER_NAME));
    return { file, manifest, bytes: statSync(file).size };
  } catch (error) {
    rmSync(part, { force: true });
    throw error;
  } finally {
    clean();
    lock.close();
  }
}

function writePart({ database, dataDir, to, keys, now, progress }: CreateSettings, part: string): BackupManifest {
  const snapshot = join(dataDir, SNAPSHOT);
  const size = statSync(database).size;
  // The snapshot and the proof stand beside the database: in the clear they never lie where backups do.
  needRoom(dataDir, 2 * size);
  needRoom(to, size);
  try {
    progress('snapshot', 0, 1);
    takeSnapshot(database, snapshot);
    progress('snapshot', 1, 1);
    const copy = new DatabaseSync(snapshot);
    let manifest: BackupManifest;
    try {
      const migrations = copy.prepare('SELECT name FROM schema_migrations ORDER BY id').all();
      const tables = tableSums(copy, (rows, of) => progress('check sums', rows, of));
      manifest = { at: now, bytes: statSync(snapshot).size, migrations: migrations.map(({ name }) => String(name)), tables };
    } finally {
      copy.close();
    }
    writeBackupFile(
      part,
      now,
      keys,
      backupContent(manifest, snapshot, (bytes) => progress('sealing', bytes, manifest.bytes)),
    );
    return manifest;
  } catch (error) {
    throw noRoom(error, `${dataDir} or ${to}`) ?? error;
  }
}

/**
 * VACUUM INTO reads one state of the database, however long it takes; the server goes on writing beside it, and what was
 * deleted is not copied. SQLite's backup() would begin again with every write of another process.
 */
function takeSnapshot(database: string, snapshot: string): void {
  const source = new DatabaseSync(database, { readOnly: true });
  try {
    source.exec('PRAGMA busy_timeout = 30000');
    source.prepare('VACUUM INTO ?').run(snapshot);
  } finally {
    source.close();
  }
}

/** One backup at a time. The lock is the system's: it ends with the process, however that ends. @throws AppError `backup.running` */
function holdLock(path: string): DatabaseSync {
  const lock = new DatabaseSync(path);
  try {
    lock.exec('BEGIN EXCLUSIVE');
    return lock;
  } catch (cause) {
    lock.close();
    throw new AppError('backup.running', 'another backup of this database is being made: wait for it', 500, { cause });
  }
}

function removeCutOff(folder: string, now: number): void {
  for (const name of readdirSync(folder)) {
    const path = join(folder, name);
    if (name.endsWith(PART_ENDING) && statSync(path).mtimeMs < now - CUT_OFF_AFTER) rmSync(path, { force: true });
  }
}

/** Said before an hour's work. @param bytes that will be written @throws AppError `backup.no-room` */
function needRoom(folder: string, bytes: number): void {
  const { bavail, bsize } = statfsSync(folder);
  const free = bavail * bsize;
  const megabytes = (count: number): number => Math.ceil(count / 1_000_000);
  if (free < bytes)
    throw new AppError('backup.no-room', `${folder} has ${megabytes(free)} MB left and ${megabytes(bytes)} MB are needed: make room there`);
}

function syncFolder(path: string): void {
  const folder = openSync(path, 'r');
  try {
    fsyncSync(folder);
  } finally {
    closeSync(folder);
  }
}
