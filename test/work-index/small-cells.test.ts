import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FEWEST_SHOWN } from '../../src/teaching/hidden-cells.ts';
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
    // The total leaves two nothing but nothing: a third goes with them.
    [
      [20, 0, 9, 0],
      [true, false, false, false],
    ],
    [
      [0, 1, 9],
      [false, false, true],
    ],
  ])('of %j are shown %j', (counts, shown) => {
    expect(shownOf(counts)).toEqual(shown);
  });

  it.each<[readonly number[], readonly boolean[]]>([
    // Two that have one at least, and together two, have one each.
    [
      [30, 9, 1, 1],
      [true, false, false, false],
    ],
    [
      [9, 1, 1],
      [false, false, false],
    ],
    [
      [9, 2, 1],
      [true, false, false],
    ],
    [
      [4, 4],
      [false, false],
    ],
  ])('of %j, none of which is nothing, are shown %j', (counts, shown) => {
    expect(shownOf(counts, 1)).toEqual(shown);
  });

  it('have each more than one value that the total allows', () => {
    fc.assert(
      fc.property(fc.constantFrom(0, 1), fc.array(fc.nat(12), { minLength: 2, maxLength: 6 }), (least, from) => {
        const counts = from.map((count) => Math.max(least, count));
        const shown = shownOf(counts, least);
        const hidden = counts.filter((_, at) => !shown[at]);
        const total = counts.reduce((sum, count) => sum + count, 0);
        // Below five it is not shown; where all of many are single ones nothing helps.
        if (hidden.length === 0 || total < FEWEST_SHOWN || counts.every((count) => count === 1)) return;
        expect(hidden.length).toBeGreaterThan(1);
        expect(hidden.reduce((sum, count) => sum + count - least, 0)).toBeGreaterThan(0);
        for (const count of counts.filter((_, at) => shown[at])) expect(count).toBeGreaterThanOrEqual(FEWEST_SHOWN);
      }),
    );
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
