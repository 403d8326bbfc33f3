import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { shownCount, shownOf } from '../../src/work-index/small-cells.ts';

describe('small cells', () => {
  it('are hidden, also nothing and one', () => {
    expect([0, 1, 4, 5, 60].map(shownCount)).toEqual([null, null, null, 5, 60]);
  });

  it.each<[readonly number[], readonly boolean[]]>([
    [
      [9, 3, 20, 7],
      [true, false, true, false],
    ],
    [
      [9, 3, 2, 7],
      [true, false, false, true],
    ],
    [
      [9, 20],
      [true, true],
    ],
    [[3], [false]],
    [[], []],
  ])('of %j are shown %j', (counts, shown) => {
    expect(shownOf(counts)).toEqual(shown);
  });

  it('cannot be told from the total: never exactly one is hidden', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(30), { minLength: 2 }), (counts) => {
        const hidden = shownOf(counts).filter((shown) => !shown).length;
        expect(hidden).not.toBe(1);
      }),
    );
  });
});
