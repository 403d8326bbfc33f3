import { setTimeout as sleep } from 'node:timers/promises';
import { AppError } from '../errors.ts';

/** Milliseconds that a statement waits for another program's lock before the caller is told. */
const LONGEST_WAIT = 5000;
const PAUSE = 10;

/** SQLite's primary result codes: https://www.sqlite.org/rescode.html */
const BUSY = 5;
const READ_ONLY = 8;
const IO_ERROR = 10;
const FULL = 13;
const CANNOT_OPEN = 14;

/**
 * Runs a piece of work that can be run again when it did not get the lock.
 * @param reads it needs no lock, and stands behind nobody
 */
export type Patience = <Result>(work: () => Result, reads?: boolean) => Promise<Result>;

/**
 * SQLite waits for a lock by holding up the whole thread: nobody else is answered meanwhile, not even where no database is
 * needed. So it waits a moment only, and what is left of the patience is waited out here: one tries again, the others
 * stand behind it in their order.
 * @param longestWait milliseconds
 * @returns rejects with AppError 503 `storage.unavailable` or `storage.full` where the database cannot be written now
 */
export function createPatience(longestWait = LONGEST_WAIT): Patience {
  let last: Promise<unknown> = Promise.resolve();
  let waiting = 0;
  const wait = async <Result>(work: () => Result, until: number, before: Promise<unknown>): Promise<Result> => {
    await before;
    for (;;) {
      // Those behind it would each hold up the thread once more, for nothing.
      if (performance.now() >= until) throw unavailable('locked');
      try {
        return work();
      } catch (error) {
        if (codeOf(error) !== BUSY) throw told(error);
      }
      await sleep(PAUSE);
    }
  };
  return async (work, reads = false) => {
    if (waiting === 0 || reads) {
      try {
        return work();
      } catch (error) {
        if (codeOf(error) !== BUSY) throw told(error);
      }
    }
    waiting += 1;
    const mine = wait(work, performance.now() + longestWait, last);
    last = mine.catch(() => undefined);
    try {
      return await mine;
    } finally {
      waiting -= 1;
    }
  };
}

/** What it means for whoever called. Anything else is a fault of ours and stays as it is. */
function told(error: unknown): unknown {
  switch (codeOf(error)) {
    case FULL:
      return new AppError('storage.full', 'the disk of the database is full: make room, everything goes on by itself', 503, {
        cause: error,
      });
    case READ_ONLY:
    case IO_ERROR:
    case CANNOT_OPEN:
      return unavailable('its disk fails', error);
    default:
      return error;
  }
}

/** Not the statement is at fault but the disk, or another program: whoever writes besides fares no better. */
export function concernsEverybody(error: unknown): boolean {
  return [BUSY, READ_ONLY, IO_ERROR, FULL, CANNOT_OPEN].includes(codeOf(error) ?? 0);
}

function unavailable(why: string, cause?: unknown): AppError {
  return new AppError('storage.unavailable', `the database cannot be had now (${why})`, 503, { cause });
}

function codeOf(error: unknown): number | null {
  const code: unknown = error instanceof Error && 'errcode' in error ? error.errcode : null;
  // The lowest byte of an extended code is the primary one.
  return typeof code === 'number' ? code & 0xff : null;
}
