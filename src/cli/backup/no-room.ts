import { AppError } from '../../errors.ts';

const FULL = new Set(['ENOSPC', 'EDQUOT', 'EFBIG']);
/** SQLITE_FULL, and SQLITE_IOERR_WRITE, which SQLite says when a quota ends a write. */
const FULL_IN_SQLITE = new Set([13, 778]);

/** What a full disk looks like to the file system and to SQLite, said plainly; null when it is something else. */
export function noRoom(error: unknown, where: string): AppError | null {
  const { code = '', errcode = 0 } = error as { code?: string; errcode?: number };
  if (!FULL.has(code) && !FULL_IN_SQLITE.has(errcode)) return null;
  return new AppError('backup.no-room', `the disk is full (${where}): make room and begin again; nothing was left behind`, 500, {
    cause: error,
  });
}
