import { describe, expect, test } from 'vitest';
import { Sightings } from '../../src/detection/sightings.ts';

type Seen = readonly [word: number, start: number, end: number];

function listed(sightings: Sightings): Seen[] {
  return Array.from({ length: sightings.count }, (_, index) => [sightings.word(index), sightings.start(index), sightings.end(index)]);
}

function sightingsOf(...seen: Seen[]): Sightings {
  const sightings = new Sightings(10);
  sightings.begin();
  for (const [word, start, end] of seen) sightings.add(word, start, end);
  return sightings;
}

const named = ([word, start, end]: Seen) => ({ word, start, end });

describe('words seen in a text', () => {
  test('are told in the order in which they were added', () => {
    expect(listed(sightingsOf([3, 0, 2], [1, 0, 1], [3, 4, 6]))).toEqual([
      [3, 0, 2],
      [1, 0, 1],
      [3, 4, 6],
    ]);
  });

  test.each<[string, Seen[], Seen[], Seen[]]>([
    ['nothing into some', [[1, 2, 3]], [], [[1, 2, 3]]],
    ['some into nothing', [], [[1, 2, 3]], [[1, 2, 3]]],
    [
      'before, between and behind, in whatever order they come',
      [
        [1, 2, 3],
        [2, 6, 7],
      ],
      [
        [5, 8, 9],
        [3, 0, 9],
        [4, 4, 5],
      ],
      [
        [3, 0, 9],
        [1, 2, 3],
        [4, 4, 5],
        [2, 6, 7],
        [5, 8, 9],
      ],
    ],
    [
      'at one place behind what stands there, in their own order',
      [[1, 2, 3]],
      [
        [3, 2, 9],
        [2, 2, 5],
      ],
      [
        [1, 2, 3],
        [3, 2, 9],
        [2, 2, 5],
      ],
    ],
  ])('are merged: %s', (_, words, others, merged) => {
    const sightings = sightingsOf(...words);
    sightings.merge(others.map(named));
    expect(listed(sightings)).toEqual(merged);
  });

  test('rank as they were first seen, those merged in behind them', () => {
    const sightings = sightingsOf([7, 3, 4], [2, 4, 5], [7, 6, 7]);
    sightings.merge([named([9, 0, 1]), named([2, 8, 9]), named([0, 5, 6])]);
    expect([7, 2, 9, 0].map((word) => sightings.rank(word))).toEqual([0, 1, 2, 3]);
    expect(sightings.rank(1)).toBe(Number.POSITIVE_INFINITY);
  });

  test('are forgotten with the next text', () => {
    const sightings = sightingsOf([7, 0, 1], [2, 1, 2]);
    sightings.begin();
    expect(sightings.count).toBe(0);
    expect(sightings.rank(7)).toBe(Number.POSITIVE_INFINITY);
    sightings.add(2, 0, 1);
    expect([7, 2].map((word) => sightings.rank(word))).toEqual([Number.POSITIVE_INFINITY, 0]);
    expect(listed(sightings)).toEqual([[2, 0, 1]]);
  });

  test.each([255, 256, 257, 1000])('may be %i, and as many merged in', (count) => {
    const words = Array.from({ length: count }, (_, at): Seen => [at % 10, 2 * at, 2 * at + 1]);
    const others = Array.from({ length: count }, (_, at): Seen => [at % 10, 2 * at + 1, 2 * at + 2]);
    const sightings = sightingsOf(...words);
    expect(listed(sightings)).toEqual(words);
    sightings.merge(others.map(named));
    expect(listed(sightings)).toEqual([...words, ...others].sort((a, b) => a[1] - b[1]));
  });
});
