import fc from 'fast-check';
import { expect, test } from 'vitest';
import { FeatureLists, joinLists, type NumberedTexts, withoutRare } from '../../src/detection/feature-lists.ts';

/** The third has nothing. */
const TEXTS = Array.from({ length: 3000 }, (_, text) => Array.from({ length: (text + 3) % 5 }, (_, n) => text * 10 + n));
const listed = ({ numbers, from, to }: NumberedTexts): number[][] =>
  Array.from(from, (start, text) => [...numbers.subarray(start, to[text])]);

function listsOf(texts: readonly number[][]): NumberedTexts {
  const lists = new FeatureLists();
  for (const [place, text] of texts.entries()) expect(lists.add(text)).toBe(place);
  return lists.lists;
}

test('each text has its own numbers, however many there are', () => {
  const lists = listsOf(TEXTS);
  expect(listed(lists)).toEqual(TEXTS);
  expect(lists.numbers).toHaveLength(TEXTS.flat().length);
  expect(listed(listsOf([]))).toEqual([]);
});

test('what was handed out stays as it was', () => {
  const lists = new FeatureLists();
  lists.add([1, 2]);
  const before = lists.lists;
  lists.add([3]);
  expect([listed(before), listed(lists.lists)]).toEqual([[[1, 2]], [[1, 2], [3]]]);
});

test('lists behind lists are one list', () => {
  const parts = [TEXTS.slice(0, 7), [], TEXTS.slice(7, 8), TEXTS.slice(8)].map(listsOf);
  expect(listed(joinLists(parts))).toEqual(TEXTS);
  expect(listed(joinLists([]))).toEqual([]);
  expect(joinLists(parts).numbers.buffer).toBeInstanceOf(SharedArrayBuffer);
});

test('what too few texts have is left out, of every list, and the texts stay apart', () => {
  const lists = fc.array(fc.array(fc.uniqueArray(fc.integer({ min: -9, max: 9 })), { minLength: 3, maxLength: 3 }), {
    minLength: 1,
    maxLength: 3,
  });
  fc.assert(
    fc.property(lists, fc.integer({ min: 1, max: 4 }), (texts, atLeast) => {
      const counts = new Map<number, number>();
      for (const feature of texts.flat(2)) counts.set(feature, (counts.get(feature) ?? 0) + 1);
      const given = texts.map((list) => {
        const made = new FeatureLists();
        for (const text of list) made.add(text);
        return made.lists;
      });
      const left = withoutRare(given, atLeast).map(({ numbers, from, to }) => [0, 1, 2].map((t) => [...numbers.slice(from[t], to[t])]));
      expect(left).toEqual(texts.map((list) => list.map((text) => text.filter((feature) => (counts.get(feature) ?? 0) >= atLeast))));
    }),
  );
});
