import { createHash } from 'node:crypto';
import { appendFileSync, closeSync, existsSync, openSync, readFileSync, readSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { AppError } from '../errors.ts';
import { tableNames } from './table-sums.ts';

/** Beside the database, and copied beside the backups: whoever was erased, so that no restore brings him back. */
export const LEDGER_NAME = 'erasures.ledger';

/**
 * What is erased by destroying its key or what points to it: a person, a stop-payment lead, a registration; and what stands
 * under the program's own key: whom a warning was about, that this is to go with its end, who objected to a listing.
 */
export const ERASED_KINDS = {
  person: { table: 'persons', erased: 'key_wrapped IS NULL' },
  lead: { table: 'stop_leads', erased: 'key_wrapped IS NULL' },
  citizen: { table: 'citizens', erased: 'erased_at IS NOT NULL' },
  warning: { table: 'warnings', erased: 'subject_sealed IS NULL' },
  leaving: { table: 'warnings', erased: 'forget = 1' },
  objector: { table: 'identifier_disputes', erased: "contact_sealed = ''" },
} as const;
export type ErasedKind = keyof typeof ERASED_KINDS;
export const KINDS = Object.keys(ERASED_KINDS) as ErasedKind[];
const MARK = new RegExp(`^\\d+ ((?:${KINDS.join('|')}) [\\w-]{43})$`);

/** Ids are random and long: the hash tells nobody who it was, and can only be compared with an id at hand. */
export function erasedMark(kind: ErasedKind, id: string): string {
  return `${kind} ${createHash('sha256').update(`${kind}:${id}`).digest('base64url')}`;
}

/** The marks of a ledger; a last line that a crash cut off is passed over. */
export function readLedger(path: string): Set<string> {
  if (!existsSync(path)) return new Set();
  const lines = readFileSync(path, 'utf8').split('\n');
  return new Set(lines.flatMap((line) => MARK.exec(line)?.[1] ?? []));
}

const FIRST_LINE = '# hashes of ids that were erased; a restore needs it, and it says nothing of anybody\n';

/** Makes it when it is not there, appends, and waits for the disk; several processes may do it. @param at milliseconds since 1970 UTC */
export function appendToLedger(path: string, marks: Iterable<string>, at: number): void {
  const lines = [...marks].map((mark) => `${at} ${mark}\n`).join('');
  if (!existsSync(path)) appendFileSync(path, FIRST_LINE + lines, { mode: 0o600, flush: true });
  // Behind a line that a crash cut off, the first of ours would be lost with it.
  else if (lines !== '') appendFileSync(path, `\n${lines}`, { flush: true });
}

/**
 * From a ledger, or better from the database that was at work last.
 * @throws AppError `backup.erasures`
 */
export function readErasures(path: string): Set<string> {
  if (!existsSync(path)) throw new AppError('backup.erasures', `there is no ${path}: give the last database, or the newest ${LEDGER_NAME}`);
  return isDatabase(path) ? erasuresOf(path) : readLedger(path);
}

function erasuresOf(path: string): Set<string> {
  try {
    const database = new DatabaseSync(path, { readOnly: true });
    try {
      const known = tableNames(database);
      const marks = KINDS.filter((kind) => known.includes(ERASED_KINDS[kind].table)).flatMap((kind) => {
        const { table, erased } = ERASED_KINDS[kind];
        return database
          .prepare(`SELECT id FROM ${table} WHERE ${erased}`)
          .all()
          .map(({ id }) => erasedMark(kind, String(id)));
      });
      return new Set(marks);
    } finally {
      database.close();
    }
  } catch (cause) {
    throw new AppError('backup.erasures', `${path} cannot be read: give the newest ${LEDGER_NAME} instead`, 500, { cause });
  }
}

function isDatabase(path: string): boolean {
  const start = Buffer.alloc(15);
  const file = openSync(path, 'r');
  try {
    readSync(file, start);
  } finally {
    closeSync(file);
  }
  return start.toString('latin1') === 'SQLite format 3';
}
