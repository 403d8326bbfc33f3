import fc from 'fast-check';
import { expect, test } from 'vitest';
import { growTrie, WordFinder } from '../../src/detection/word-finder.ts';

const trieOf = (words: readonly string[]) => growTrie(words, [...words.keys()]);

type Found = readonly [mark: number, start: number, end: number];

function findAll(words: readonly string[], text: string): Found[] {
  const found: Found[] = [];
  new WordFinder(trieOf(words)).find(text, (...hit) => found.push(hit));
  return found;
}

function findSlowly(words: readonly string[], text: string): Found[] {
  const found: Found[] = [];
  for (let start = 0; start < text.length; start++)
    for (let end = start + 1; end <= text.length; end++) {
      const word = words.indexOf(text.slice(start, end));
      if (word >= 0) found.push([word, start, end]);
    }
  return found;
}

test('finds words inside and across each other, ordered by where they begin', () => {
  expect(findAll(['转账', '转', '账户'], '先转账户')).toEqual([
    [1, 1, 2],
    [0, 1, 3],
    [2, 2, 4],
  ]);
});

test('never finds an empty word, and nothing without words', () => {
  expect(findAll(['', 'a'], 'ba')).toEqual([[1, 1, 2]]);
  expect(findAll([], 'abc')).toEqual([]);
  expect(findAll(['a'], '')).toEqual([]);
});

test('finds what a search of every stretch finds', () => {
  const few = fc.string({ unit: fc.constantFrom('a', 'b', '转', '账', '\ud83d'), maxLength: 4 });
  fc.assert(
    fc.property(
      fc.uniqueArray(few, { maxLength: 12 }),
      fc.string({ unit: fc.constantFrom('a', 'b', '转', '账', '\ud83d') }),
      (words, text) => {
        const shown = words.filter((word) => word !== '');
        expect(findAll(shown, text)).toEqual(findSlowly(shown, text));
      },
    ),
    { numRuns: 500 },
  );
});

test('tells each word by its mark', () => {
  const marks: number[] = [];
  new WordFinder(growTrie(['转', '转账', ''], [30, 0, 7])).find('转账', (mark) => marks.push(mark));
  expect(marks).toEqual([30, 0]);
});

test('keeps thousands of words apart', () => {
  const words = Array.from({ length: 5_000 }, (_, index) => `#${index.toString(36)};`);
  const finder = new WordFinder(trieOf(words));
  for (const [index, word] of words.entries()) {
    const found: Found[] = [];
    finder.find(`--${word}${word.slice(0, -1)}-${word.slice(1)}`, (...hit) => found.push(hit));
    expect(found).toEqual([[index, 2, 2 + word.length]]);
  }
});

test('knows words by every one of their characters', () => {
  const chars = Array.from({ length: 300 }, (_, index) => String.fromCharCode(0x4e00 + index));
  const words = chars.flatMap((char) => [char, `${char}账`, `${char}账${char}`]);
  const finder = new WordFinder(trieOf(words));
  for (const [index, char] of chars.entries()) {
    const found: Found[] = [];
    finder.find(`账${char}账${char}`, (...hit) => found.push(hit));
    expect(found).toEqual([
      [3 * index, 1, 2],
      [3 * index + 1, 1, 3],
      [3 * index + 2, 1, 4],
      [3 * index, 3, 4],
    ]);
  }
});

test('finds the first and the last of all characters', () => {
  expect(findAll(['\u0000', '\uffff', '\uffff\u0000'], '\uffff\u0000')).toEqual([
    [1, 0, 1],
    [2, 0, 2],
    [0, 1, 2],
  ]);
});
