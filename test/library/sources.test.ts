import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { stringify } from 'yaml';
import { readSources } from '../../src/library/source-files.ts';
import { smallSources } from './small-sources.ts';

const SMALL = smallSources();
let dir = '';
let clean = '';
let copies = 0;

function write(root: string, path: string, content: string): void {
  mkdirSync(join(root, path, '..'), { recursive: true });
  writeFileSync(join(root, path), content);
}

beforeAll(() => {
  dir = mkdtempSync(join(tmpdir(), 'sources-'));
  clean = join(dir, 'clean');
  for (const type of SMALL.types) write(clean, `scam-patterns/types/${type.id}.yaml`, stringify(type));
  for (const signal of SMALL.signals) write(clean, `scam-patterns/signals/${signal.id}.yaml`, stringify(signal));
  for (const intent of SMALL.intents) write(clean, `intents/${intent.id}.yaml`, stringify(intent));
  for (const name of ['numbers', 'variants', 'negators', 'links'] as const)
    write(clean, `scam-patterns/${name}.yaml`, stringify(SMALL[name]));
  mkdirSync(join(clean, 'scam-patterns/patterns'));
  write(clean, 'scam-patterns/corpus/a.jsonl', '{"text":"好","kind":"legit"}\n\n{"text":"转人工","intent":"human","colour":null}\n');
});
afterAll(() => rmSync(dir, { recursive: true }));

function withFile(path: string, content: string): string {
  const root = join(dir, `copy-${copies++}`);
  cpSync(clean, root, { recursive: true });
  write(root, path, content);
  return root;
}

test('the files of a library are read, forwards and chats apart', () => {
  const sources = readSources(clean);
  expect(sources.signals).toEqual(SMALL.signals);
  expect(sources.types).toHaveLength(SMALL.types.length);
  expect(sources.corpus.forwards).toEqual([{ text: '好', kind: 'legit' }]);
  expect(sources.corpus.chats).toEqual([{ text: '转人工', intent: 'human', colour: null }]);
});

describe('a fault names its file', () => {
  test.each([
    ['an id that is not the file name', 'scam-patterns/signals/other.yaml', stringify(SMALL.signals[0]), "must be the file's name"],
    ['an unknown key', 'scam-patterns/signals/ask-pay.yaml', stringify({ ...SMALL.signals[0], regex: ['x'] }), 'regex'],
    ['broken YAML', 'scam-patterns/signals/ask-pay.yaml', 'id: [', 'signals/ask-pay.yaml'],
    ['a broken line of the corpus', 'scam-patterns/corpus/b.jsonl', '{"text":"好","kind":"legit"}\n{"text":', 'corpus/b.jsonl:2'],
    ['an unknown kind in the corpus', 'scam-patterns/corpus/b.jsonl', '{"text":"好","kind":"spam"}', 'corpus/b.jsonl:1'],
    ['a number without its source', 'scam-patterns/numbers.yaml', stringify({ x: { number: '1' } }), 'numbers.yaml'],
  ])('%s', (_, path, content, message) => {
    expect(() => readSources(withFile(path, content))).toThrow(message);
    expect(() => readSources(withFile(path, content))).toThrow(expect.objectContaining({ code: 'library.invalid' }));
  });
});
