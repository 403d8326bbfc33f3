import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { packTables } from '../../src/detection/packed-tables.ts';
import { makeTables, type Tables } from '../../src/detection/tables.ts';
import { keepTables, keptTables } from '../../src/node/kept-tables.ts';
import { signal, smallLibrary } from '../detection/small-library.ts';

const folder = mkdtempSync(join(tmpdir(), 'tables-'));
afterAll(() => rmSync(folder, { recursive: true }));

const library = { ...smallLibrary({ signals: [signal('ask-pay', 'ask', { phrases: ['先 ~4 转账|汇款'] })] }), checksum: 'a'.repeat(64) };

const packed = (tables: Tables | undefined): string | undefined => tables && Buffer.from(packTables(tables)).toString('base64');

function kept(name: string): string {
  const file = join(folder, name);
  keepTables(library, file);
  return file;
}

test('come back for the library that they were made of, and leave nothing else behind', () => {
  const file = kept('whole');
  expect(packed(keptTables(library, file)) === packed(makeTables(library))).toBe(true);
  expect(readdirSync(folder)).toEqual(['whole']);
});

test('are replaced by those of the next library', () => {
  const file = kept('next');
  const next = { ...library, checksum: 'b'.repeat(64) };
  keepTables(next, file);
  expect([keptTables(library, file), packed(keptTables(next, file)) === packed(makeTables(next))]).toEqual([undefined, true]);
});

test.each([
  ['nothing', () => Buffer.alloc(0)],
  ['a cut line', (bytes: Buffer) => bytes.subarray(0, 60)],
  ['the line alone', (bytes: Buffer) => bytes.subarray(0, 128)],
  ['a cut end', (bytes: Buffer) => bytes.subarray(0, -1)],
  ['one changed bit', (bytes: Buffer) => Buffer.from(bytes.map((byte, at) => (at === bytes.length - 9 ? byte ^ 1 : byte)))],
])('%s is as good as none', (name, damage) => {
  const file = kept(name);
  writeFileSync(file, damage(readFileSync(file)));
  expect(keptTables(library, file)).toBeUndefined();
});

test('of no file there are none', () => {
  expect(keptTables(library, join(folder, 'missing'))).toBeUndefined();
});
