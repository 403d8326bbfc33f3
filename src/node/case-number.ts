import { randomBytes } from 'node:crypto';

/** Six digits behind a letter: short enough to read out on the telephone; the database refuses a second one. */
export function newCaseNumber(): string {
  return `A${String(randomBytes(4).readUInt32BE() % 1_000_000).padStart(6, '0')}`;
}
