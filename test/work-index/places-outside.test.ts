import { describe, expect, it } from 'vitest';
import type { TypeAtPlace } from '../../src/work-index/bulletin.ts';
import { placesOutside } from '../../src/work-index/places-outside.ts';

const rowsOf = (...rows: readonly [string | null, string | null, number][]): readonly TypeAtPlace[] =>
  rows.map(([type, place, cases]) => ({ type, place, cases, lost: cases * 100 }));
const told = (rows: readonly TypeAtPlace[]) =>
  placesOutside(rows)?.map(({ row, shown }) => `${row.place}${row.type}${shown ? row.cases : ''}`) ?? null;

describe('types and places for outside', () => {
  it('have their hidden rows in the order of the names: who stands first would have more', () => {
    expect(told(rowsOf(['loan', '织里', 9], ['loan', '晟舟', 2], ['game', '晟舟', 1], ['loan', null, 1]))).toEqual([
      '织里loan9',
      '晟舟game',
      '晟舟loan',
      'nullloan',
    ]);
    expect(told(rowsOf(['loan', '晟舟', 2], ['game', '八里店', 1]))).toEqual(told(rowsOf(['game', '八里店', 2], ['loan', '晟舟', 1])));
  });

  it.each([
    // As many rows as there are cases, and a total that is shown.
    [rowsOf(['a', 'A', 1], ['b', 'B', 1], ['c', 'C', 1], ['d', 'D', 1], ['e', 'E', 1])],
    // The total is under five, which four rows can be in one way alone.
    [rowsOf(['a', 'A', 1], ['b', 'B', 1], ['c', 'C', 1], ['d', 'D', 1])],
  ])('are left out where each row could only be of one case', (rows) => {
    expect(placesOutside(rows)).toBeNull();
  });

  it('name three single ones, for they could be four', () => {
    expect(placesOutside(rowsOf(['a', 'A', 1], ['b', 'B', 1], ['c', 'C', 1]))?.map(({ shown }) => shown)).toEqual([false, false, false]);
    expect(placesOutside([])).toEqual([]);
  });
});
