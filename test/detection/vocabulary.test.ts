import fc from 'fast-check';
import { expect, test } from 'vitest';
import { FeatureLists } from '../../src/detection/feature-lists.ts';
import { FeatureNumbers, learnVocabulary } from '../../src/detection/vocabulary.ts';

function learn(texts: readonly ArrayLike<number>[], minTexts: number, shared = new FeatureNumbers()) {
  const lists = new FeatureLists();
  for (const text of texts) lists.add(text);
  const parts = [lists.lists];
  for (const { numbers } of parts) shared.enter(numbers);
  const found = learnVocabulary(parts, Int32Array.from(texts.keys()), shared.size, minTexts);
  return { hashes: found.kept.map((number) => shared.hashOf(number)), texts: found.examples };
}

/** Of hundreds of thousands: vitest's own comparison takes seconds. */
const firstDifference = (one: Int32Array, other: ArrayLike<number>): number => one.findIndex((number, at) => number !== other[at]);

test('keeps the features that enough texts have, in the order in which they came', () => {
  const { hashes, texts } = learn([[7, 9], [9, -5], [], [-5, 7, 1]], 2);
  expect([...hashes]).toEqual([7, 9, -5]);
  expect([...texts.numbers]).toEqual([0, 1, 1, 2, 2, 0]);
  expect([[...texts.from], [...texts.to]]).toEqual([
    [0, 2, 4, 4],
    [2, 4, 4, 6],
  ]);
});

test('knows nothing of no texts', () => {
  const { hashes, texts } = learn([], 2);
  expect([hashes.length, texts.numbers.length, [...texts.from]]).toEqual([0, 0, []]);
});

test('counts as one would with a map', () => {
  const text = fc.uniqueArray(fc.integer({ min: -20, max: 20 }));
  fc.assert(
    fc.property(fc.array(text), fc.integer({ min: 1, max: 4 }), (texts, minTexts) => {
      const counts = new Map<number, number>();
      for (const feature of texts.flat()) counts.set(feature, (counts.get(feature) ?? 0) + 1);
      const kept = [...counts].filter(([, count]) => count >= minTexts).map(([feature]) => feature);
      const learnt = learn(texts, minTexts);
      expect([...learnt.hashes]).toEqual(kept);
      const ofText = (n: number): number[] => [...learnt.texts.numbers.subarray(learnt.texts.from[n], learnt.texts.to[n])];
      expect(texts.map((_, n) => ofText(n))).toEqual(texts.map((one) => one.map((f) => kept.indexOf(f)).filter((row) => row >= 0)));
    }),
  );
});

test('keeps hundreds of thousands apart', () => {
  const many = Int32Array.from({ length: 200_000 }, (_, n) => Math.imul(n + 1, 0x9e3779b1));
  const { hashes } = learn([many], 1);
  expect([hashes.length, firstDifference(hashes, many)]).toEqual([many.length, -1]);
});

test('models that share the numbers learn what each would learn alone', () => {
  const numbers = new FeatureNumbers();
  learn(
    [
      [3, 1],
      [1, 4],
      [4, 3],
    ],
    2,
    numbers,
  );
  const texts = [[4, 8], [1, 8, 4], [1]];
  const shared = learn(texts, 2, numbers);
  const alone = learn(texts, 2);
  expect(shared.hashes).toEqual(alone.hashes);
  expect(shared.texts).toEqual(alone.texts);
});

/** The numbers of these features. */
function entered(numbers: FeatureNumbers, features: readonly number[]): Int32Array {
  const own = Int32Array.from(features);
  numbers.enter(own);
  return own;
}

test('a feature keeps its number, however many come after it and however they crowd', () => {
  const numbers = new FeatureNumbers();
  // The first ones would all stand in one place, the last one of all.
  const crowded = Array.from({ length: 300 }, (_, n) => n * 65_536 - 1);
  const many = Array.from({ length: 100_000 }, (_, n) => Math.imul(n + 1, 0x9e3779b1));
  const first = entered(numbers, crowded);
  expect([...first]).toEqual(crowded.map((_, n) => n));
  expect(numbers.size).toBe(300);
  const later = entered(numbers, many);
  expect(entered(numbers, crowded)).toEqual(first);
  expect(firstDifference(entered(numbers, many), later)).toBe(-1);
  expect(numbers.size).toBe(new Set([...crowded, ...many]).size);
  expect(
    firstDifference(
      later.map((number) => numbers.hashOf(number)),
      many,
    ),
  ).toBe(-1);
  expect([...entered(numbers, [7, 7])]).toEqual([numbers.size - 1, numbers.size - 1]);
});

test('a feature for which room had to be made has its place in the larger room', () => {
  const numbers = new FeatureNumbers();
  entered(
    numbers,
    Array.from({ length: 32_768 }, (_, n) => n),
  );
  const [before, behind] = [40_000, 65_536 + 40_000];
  expect([...entered(numbers, [behind, before, behind])]).toEqual([32_768, 32_769, 32_768]);
});
