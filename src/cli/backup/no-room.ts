import { AppError } from '../../errors.ts';

const FULL = new Set(['ENOSPC', 'EDQUOT', 'EFBIG']);
const SQLITE_FULL = 13;
/** With its variants in the higher bits. A quota that ends a write is told like this, too. */
const SQLITE_IOERR = 10;

/** What a full disk looks like to the file system and to SQLite, said plainly; null when it is something else. */
export function noRoom(error: unknown, where: string): AppError | null {
  const { code = '', errcode = 0 } = error as { code?: string; errcode?: number };
  const failing = (errcode & 0xff) === SQLITE_IOERR;
  if (!FULL.has(code) && errcode !== SQLITE_FULL && !failing) return null;
  const what = failing ? 'the disk is full or fails' : 'the disk is full';
  return new AppError('backup.no-room', `${what} (${where}): make room and begin again; nothing was left behind`, 500, { cause: error });
}
