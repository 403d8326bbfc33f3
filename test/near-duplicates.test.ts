import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { ROOT } from './compiled-library.ts';
import { findNearDuplicates, foldText } from './near-duplicates.ts';

test('the comparison finds copies, changed numbers and embedded texts, and lets different texts be', () => {
  const long = '请在今天下班前把月度报表发到群里谢谢大家配合';
  const texts = [
    '好 的',
    '好的',
    '好的。',
    long,
    `${long}，辛苦`,
    long.replace('月度', '4号'),
    long.replace('月度', '15号'),
    '周末去湖边骑车吗带上水和面包还有帽子',
  ];
  expect(findNearDuplicates(texts)).toEqual([
    [0, 1],
    [3, 4],
    [5, 6],
  ]);
  expect(foldText('Ａ 12，好！')).toBe('a0好');
});

/** There is one way to say hello: a short text of the gate may stand in the corpus as well. */
const TELLING = 12;

/** Turns of talks: people say "好" and "谢谢" in all of them. */
const PLAYED: ReadonlySet<string> = new Set(['dialogues.jsonl', 'follow-ups.jsonl', 'follow-ups-2.jsonl']);

test('no text stands twice in the corpus, nor in the corpus and in the gate', () => {
  const rows = ['corpus', 'gate'].flatMap((folder) => {
    const dir = join(ROOT, 'scam-patterns', folder);
    return readdirSync(dir)
      .filter((name) => name.endsWith('.jsonl') && !PLAYED.has(name))
      .flatMap((name) =>
        rowsOf(join(dir, name))
          .filter(({ text }) => folder === 'corpus' || foldText(text).length >= TELLING)
          .map(({ text, line }) => ({ place: `${folder}/${name}:${line}`, text })),
      );
  });
  const pairs = findNearDuplicates(rows.map(({ text }) => text));
  expect(pairs.map(([a, b]) => `${rows[a]?.place} ~ ${rows[b]?.place}`)).toEqual([]);
});

function rowsOf(path: string): { text: string; line: number }[] {
  return readFileSync(path, 'utf8')
    .split('\n')
    .flatMap((row, index) => (row.trim() === '' ? [] : [{ text: (JSON.parse(row) as { text: string }).text, line: index + 1 }]));
}
