import { describe, expect, test } from 'vitest';
import { Sightings } from '../../src/detection/sightings.ts';

type Seen = readonly [card: number, start: number, end: number];

function listed(sightings: Sightings): Seen[] {
  return Array.from({ length: sightings.count }, (_, index) => [sightings.card(index), sightings.start(index), sightings.end(index)]);
}

function sightingsOf(...seen: Seen[]): Sightings {
  const sightings = new Sightings();
  sightings.begin();
  for (const [card, start, end] of seen) sightings.add(card, start, end);
  return sightings;
}

const named = ([card, start, end]: Seen) => ({ card, start, end });

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

  test('are forgotten with the next text', () => {
    const sightings = sightingsOf([7, 0, 1], [2, 1, 2]);
    sightings.begin();
    expect(sightings.count).toBe(0);
    sightings.add(2, 0, 1);
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
