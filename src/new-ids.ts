import { randomBytes, randomFillSync } from 'node:crypto';

/** 144 bits: nobody guesses one, and none comes twice. */
const ID_BYTES = 18;
/** So many ids' bytes are asked of the system at once: a call for each was a fifth of a request whose verdict is known already. */
const IDS_AT_ONCE = 128;

/** @returns makes ids of 24 characters, for addresses too (base64url), none of which tells anything of another */
export function createIds(): () => string {
  const bytes = Buffer.alloc(ID_BYTES * IDS_AT_ONCE);
  let next = bytes.length;
  return () => {
    if (next === bytes.length) {
      randomFillSync(bytes);
      next = 0;
    }
    next += ID_BYTES;
    return bytes.toString('base64url', next - ID_BYTES, next);
  };
}

/** Six digits behind a letter: short enough to read out on the telephone; the database refuses a second one. */
export function newCaseNumber(): string {
  return `A${String(randomBytes(4).readUInt32BE() % 1_000_000).padStart(6, '0')}`;
}
