import { randomBytes } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { readBackupFile, writeBackupFile } from '../../src/cli/backup/backup-file.ts';
import { backupKeys } from '../../src/cli/backup/backup-keys.ts';

const CHUNK = 1024 * 1024;
const SEALED = CHUNK + 16;
const KEYS = { 'backup-key': randomBytes(32) };

const folder = mkdtempSync(join(tmpdir(), 'backup-file-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
let files = 0;
function write(pieces: readonly Uint8Array[], keys = KEYS): string {
  const path = join(folder, `file-${++files}`);
  writeBackupFile(path, 42, keys, pieces);
  return path;
}
const read = (path: string, keys: Parameters<typeof readBackupFile>[1] = KEYS): Buffer => Buffer.concat([...readBackupFile(path, keys)]);
function readBytes(bytes: Uint8Array): Buffer {
  const path = join(folder, 'changed');
  writeFileSync(path, bytes);
  return read(path);
}

describe('a backup file', () => {
  it.each([0, 1, CHUNK - 1, CHUNK, CHUNK + 1, 2 * CHUNK, 2 * CHUNK + 5])('gives back %i bytes as they were', (size) => {
    const bytes = randomBytes(size);
    const cuts = [0, Math.floor(size / 3), Math.floor(size / 2), size];
    expect(read(write(cuts.slice(1).map((end, index) => bytes.subarray(cuts[index], end)))).equals(bytes)).toBe(true);
  });

  const content = randomBytes(2 * CHUNK + 1000);
  const whole = readFileSync(write([content]));
  const start = whole.length - (2 * SEALED + 1016);

  it('is refused when one bit of it is another, wherever', () => {
    const everywhere = fc.oneof(fc.nat(start - 1), fc.nat(whole.length - 1), fc.constantFrom(start, start + CHUNK, start + SEALED - 1));
    fc.assert(
      fc.property(everywhere, fc.nat(7), (at, bit) => {
        const changed = Buffer.from(whole);
        changed[at] = (changed[at] ?? 0) ^ (1 << bit);
        expect(() => readBytes(changed)).toThrow(/damaged|another key/);
      }),
      { numRuns: 150 },
    );
  });

  it('is refused with every single byte of its header changed', () => {
    for (let at = 0; at < start; at++) {
      const changed = Buffer.from(whole);
      changed[at] = (changed[at] ?? 0) ^ 1;
      expect(() => readBytes(changed), `byte ${at}`).toThrow(/damaged|another key/);
    }
  });

  it('is refused when it is cut off, at the edge of a chunk too', () => {
    const ends = fc.oneof(fc.nat(whole.length - 1), fc.constantFrom(0, start, start + SEALED, start + 2 * SEALED, whole.length - 1));
    fc.assert(
      fc.property(ends, (end) => {
        expect(() => readBytes(whole.subarray(0, end))).toThrow(/damaged/);
      }),
      { numRuns: 80 },
    );
  });

  it('is refused with something appended, a chunk missing, chunks exchanged, or a chunk of another file', () => {
    const chunk = (index: number, of = whole): Buffer => of.subarray(start + index * SEALED, start + (index + 1) * SEALED);
    const front = whole.subarray(0, start);
    const other = readFileSync(write([content]));
    for (const made of [
      [whole, Buffer.alloc(1)],
      [whole, chunk(2)],
      [front, chunk(1), chunk(2)],
      [front, chunk(0), chunk(2)],
      [front, chunk(1), chunk(0), chunk(2)],
      [front, chunk(0), chunk(0), chunk(2)],
      [front, chunk(0, other), chunk(1), chunk(2)],
    ])
      expect(() => readBytes(Buffer.concat(made))).toThrow(/damaged/);
  });

  it('shows nothing of what it holds, and is another one each time', () => {
    const text = Buffer.from('有人要我把钱转到安全账户'.repeat(50));
    const [one, two] = [readFileSync(write([text])), readFileSync(write([text]))];
    expect(one.includes(Buffer.from('安全账户'))).toBe(false);
    expect(one.subarray(-500).equals(two.subarray(-500))).toBe(false);
  });

  it('says which key is wanted when it is another one, or missing', () => {
    const path = write([content]);
    expect(() => read(path, { 'backup-key': randomBytes(32) })).toThrow(/another key: set BACKUP_KEY as it was then/);
    expect(() => read(path, { 'master-key': KEYS['backup-key'] })).toThrow(/key of this backup is missing: set BACKUP_KEY/);
    const derived = write([content], { 'master-key': randomBytes(32) } as never);
    expect(() => read(derived)).toThrow(/is missing: set MASTER_KEY/);
  });
});

describe('the keys of backups', () => {
  const master = 'ab'.repeat(32);
  const settings = { MASTER_KEY: master, MASTER_KEY_COMMAND: '', MASTER_KEY_OLD: '', BACKUP_KEY: '', DATA_DIR: folder };

  it('are derived from the master key, which they do not show', () => {
    const { 'master-key': derived } = backupKeys(settings);
    expect(derived).toHaveLength(32);
    expect(derived?.toString('hex')).not.toBe(master);
  });

  it('are never the master key itself', () => {
    expect(() => backupKeys({ ...settings, BACKUP_KEY: master.toUpperCase() })).toThrow(/BACKUP_KEY is the master key itself/);
  });

  it('must be somewhere', () => {
    expect(() => backupKeys({ ...settings, MASTER_KEY: '', BACKUP_KEY: '', DATA_DIR: folder })).toThrow(/set BACKUP_KEY/);
  });
});
