import { rmSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { AppError } from '../../errors.ts';
import { differingTables, tableSums } from '../../node/table-sums.ts';
import { type BackupManifest, unpackContent } from './backup-content.ts';
import { readBackupFile } from './backup-file.ts';
import type { BackupKeys } from './backup-keys.ts';
import { noRoom } from './no-room.ts';
import type { Progress } from './progress.ts';

/**
 * The database of a backup as a new file, compared with what the backup says of it: rows and sums of every table, and SQLite's
 * own look at the whole file. When anything is wrong, no file is left.
 * @param path must not exist yet
 * @throws AppError `backup.damaged`, `backup.key`, `backup.no-room`
 */
export function takeDatabaseOut(file: string, path: string, keys: BackupKeys, progress: Progress): BackupManifest {
  try {
    const manifest = unpackContent(readBackupFile(file, keys), path, (bytes, of) => progress('unpacking', bytes, of));
    compare(path, manifest, progress);
    return manifest;
  } catch (error) {
    if ((error as { code?: string }).code !== 'EEXIST') rmSync(path, { force: true });
    throw noRoom(error, dirname(path)) ?? error;
  }
}

function compare(path: string, manifest: BackupManifest, progress: Progress): void {
  const database = new DatabaseSync(path);
  try {
    // Nothing but the one file, until a server takes it.
    database.exec('PRAGMA journal_mode = DELETE');
    const [found] = database.prepare('PRAGMA integrity_check').all();
    if (found?.integrity_check !== 'ok') throw new AppError('backup.damaged', 'SQLite finds this database damaged: use another backup');
    const differing = differingTables(
      tableSums(database, (rows, of) => progress('comparing', rows, of)),
      manifest.tables,
    );
    if (differing.length > 0) throw new AppError('backup.damaged', `these tables are not as they were: ${differing.join(', ')}`);
  } finally {
    database.close();
  }
}
