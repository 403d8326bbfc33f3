import { existsSync, linkSync, rmSync } from 'node:fs';
import { resolve } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { AppError } from '../../errors.ts';
import { eraseAgain } from '../../node/erase-again.ts';
import type { ErasedKind } from '../../node/erasure-list.ts';
import type { BackupManifest } from './backup-content.ts';
import type { BackupKeys } from './backup-keys.ts';
import type { Progress } from './progress.ts';
import { takeDatabaseOut } from './take-database-out.ts';

export interface RestoreSettings {
  readonly file: string;
  /** Where the database will stand; nothing may be there. */
  readonly to: string;
  readonly keys: BackupKeys;
  /** Marks of whoever was erased since. */
  readonly erasures: ReadonlySet<string>;
  readonly progress: Progress;
}

/**
 * The file appears under its name in one step, whole, compared and with the erasures made again.
 * @throws AppError `restore.exists`, `restore.in-use`, `backup.damaged`, `backup.key`, `backup.no-room`
 */
export function restoreBackup(settings: RestoreSettings): { manifest: BackupManifest; erased: Readonly<Record<ErasedKind, number>> } {
  const to = resolve(settings.to);
  refuseWhatIsThere(to);
  const part = `${to}.restoring`;
  rmSync(part, { force: true });
  try {
    const manifest = takeDatabaseOut(settings.file, part, settings.keys, settings.progress);
    const database = new DatabaseSync(part);
    let erased: Readonly<Record<ErasedKind, number>>;
    try {
      erased = eraseAgain(database, settings.erasures);
    } finally {
      database.close();
    }
    // A link is refused where a server was started in the meantime and made its own.
    linkOrRefuse(part, to);
    return { manifest, erased };
  } finally {
    rmSync(part, { force: true });
  }
}

function refuseWhatIsThere(to: string): void {
  const there = ['', '-wal', '-shm', '-journal'].map((end) => to + end).filter((path) => existsSync(path));
  if (existsSync(to) && isOpenElsewhere(to))
    throw new AppError('restore.in-use', `a server has ${to} open: stop it first, then move ${there.join(', ')} aside`);
  if (there.length > 0)
    throw new AppError('restore.exists', `nothing is overwritten: stop the server and move ${there.join(', ')} aside first`);
}

/** A program that has a WAL database open holds a lock on the file all the time. */
function isOpenElsewhere(path: string): boolean {
  try {
    const database = new DatabaseSync(path);
    try {
      database.exec('PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE; ROLLBACK');
      return false;
    } finally {
      database.close();
    }
  } catch (error) {
    return (error as { errcode?: number }).errcode === SQLITE_BUSY;
  }
}
const SQLITE_BUSY = 5;

function linkOrRefuse(part: string, to: string): void {
  try {
    linkSync(part, to);
  } catch (cause) {
    if ((cause as { code?: string }).code !== 'EEXIST') throw cause;
    throw new AppError('restore.exists', `${to} has appeared in the meantime: stop the server and move it aside first`, 500, { cause });
  }
}
