import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { lengthOf, stacked, topOfCounts, topOfTimes } from '../../src/desk/charts.ts';

const MINUTE = 60_000;

describe('the top of a scale', () => {
  it.each([
    [0, 5],
    [5, 5],
    [6, 10],
    [10, 10],
    [11, 20],
    [21, 50],
    [51, 100],
    [4001, 5000],
    [99_999, 100_000],
  ])('of up to %i is %i', (most, top) => {
    expect(topOfCounts(most)).toBe(top);
  });

  it.each([
    [0, MINUTE],
    [MINUTE, MINUTE],
    [MINUTE + 1, 2 * MINUTE],
    [61 * MINUTE, 120 * MINUTE],
    [1e12, 24 * 60 * MINUTE],
  ])('of %i ms is %i', (most, top) => {
    expect(topOfTimes(most)).toBe(top);
  });

  it('is never below what it must hold, and stays while numbers are alike', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1e7 }), (most) => {
        const top = topOfCounts(most);
        expect(top).toBeGreaterThanOrEqual(most);
        expect(topOfCounts(top)).toBe(top);
      }),
    );
  });
});

describe('bars', () => {
  it('are as long as their numbers, seen when there is one, and never leave the drawing', () => {
    expect([lengthOf(0, 100, 150), lengthOf(50, 100, 150), lengthOf(1, 10_000, 150), lengthOf(500, 100, 150)]).toEqual([0, 75, 1, 150]);
  });

  it('stand one upon the other', () => {
    expect(stacked([10, 0, 30, 60], 100, 150)).toEqual([
      { start: 0, length: 15 },
      { start: 15, length: 0 },
      { start: 15, length: 45 },
      { start: 60, length: 90 },
    ]);
    fc.assert(
      fc.property(fc.array(fc.nat(1000), { maxLength: 6 }), fc.integer({ min: 1, max: 3000 }), (values, top) => {
        let end = 0;
        for (const bar of stacked(values, top, 100)) {
          expect(bar.start).toBeCloseTo(end, 1);
          end = bar.start + bar.length;
          expect(end).toBeLessThanOrEqual(100.01);
        }
      }),
    );
  });
});
