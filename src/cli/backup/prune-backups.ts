import { readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { DAY } from '../../durations.ts';
import { readBackupHeader } from './backup-file.ts';

export const BACKUP_ENDING = '.backup';
/** A file that is being written, or that a crash cut off. */
export const PART_ENDING = '.part';

/** @param at milliseconds since 1970 UTC */
export function backupName(at: number): string {
  return `fanzha-${new Date(at).toISOString().replaceAll(/[:.]/g, '-')}${BACKUP_ENDING}`;
}

/** The backups of a folder, the oldest first, by the time that stands in them; a file that is none is left out. */
export function listBackups(folder: string): readonly { path: string; at: number }[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith(BACKUP_ENDING))
    .flatMap((name) => {
      const path = join(folder, name);
      try {
        return [{ path, at: readBackupHeader(path).at }];
      } catch {
        return [];
      }
    })
    .sort((one, other) => one.at - other.at);
}

/**
 * Deletes backups that are older; the newest stays whatever its age, so that a backup that has silently stopped does not
 * end with none at all.
 * @param keepDays 1 and more
 * @returns the files that are gone
 */
export function pruneBackups(folder: string, keepDays: number, now: number): readonly string[] {
  const old = listBackups(folder)
    .slice(0, -1)
    .filter(({ at }) => at < now - keepDays * DAY);
  for (const { path } of old) rmSync(path);
  return old.map(({ path }) => path);
}
