import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  dayOf,
  type FirstAnswer,
  hourOf,
  percentile,
  startOfDay,
  startOfPeriod,
  waitingBy,
  waitingOf,
} from '../../src/desk/waiting-times.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
/** 20 November 2026, 00:00 in Shanghai. */
const MIDNIGHT = Date.UTC(2026, 10, 19, 16);
const moments = () => fc.integer({ min: Date.UTC(1992, 0, 1), max: Date.UTC(2090, 0, 1) });

describe('a day in Shanghai', () => {
  it.each([
    ['the last millisecond of the day before', MIDNIGHT - 1, MIDNIGHT - DAY, 23],
    ['midnight', MIDNIGHT, MIDNIGHT, 0],
    ['one hour less a millisecond', MIDNIGHT + HOUR - 1, MIDNIGHT, 0],
    ['one', MIDNIGHT + HOUR, MIDNIGHT, 1],
    ['midnight in UTC', Date.UTC(2026, 10, 20), MIDNIGHT, 8],
    ['the last millisecond', MIDNIGHT + DAY - 1, MIDNIGHT, 23],
  ])('%s', (_, at, start, hour) => {
    expect([startOfDay(dayOf(at)), hourOf(at)]).toEqual([start, hour]);
  });

  it('is the calendar\u2019s, also over New Year and leap days', () => {
    const format = new Intl.DateTimeFormat('en-GB', { timeZone: 'Asia/Shanghai', dateStyle: 'short', timeStyle: 'short' });
    fc.assert(
      fc.property(moments(), (at) => {
        const start = startOfDay(dayOf(at));
        expect(format.format(start)).toBe(format.format(at).replace(/\d\d:\d\d/, '00:00'));
        expect(format.format(at)).toContain(`${String(hourOf(at)).padStart(2, '0')}:`);
        expect(start <= at && at < start + DAY).toBe(true);
      }),
    );
  });

  it.each([
    ['today', 0],
    ['week', 6],
    ['month', 29],
  ] as const)('begins the period %s %i days before', (period, days) => {
    for (const now of [MIDNIGHT, MIDNIGHT + 12 * HOUR, MIDNIGHT + DAY - 1]) expect(startOfPeriod(period, now)).toBe(MIDNIGHT - days * DAY);
    expect(startOfPeriod(period, MIDNIGHT + DAY)).toBe(MIDNIGHT + DAY - days * DAY);
  });
});

describe('a percentile', () => {
  it.each([
    [[], 0.5, null],
    [[7], 0.5, 7],
    [[7], 0.95, 7],
    [[1, 2], 0.5, 1],
    [[3, 1, 2], 0.5, 2],
    [[1, 2, 3, 4], 0.5, 2],
    [[40, 15, 50, 20, 35], 0.3, 20],
    [[40, 15, 50, 20, 35], 0.4, 20],
    [[40, 15, 50, 20, 35], 1, 50],
    [Array.from({ length: 20 }, (_, at) => at + 1), 0.95, 19],
    [Array.from({ length: 100 }, (_, at) => at + 1), 0.95, 95],
    [Array.from({ length: 21 }, (_, at) => at + 1), 0.95, 20],
    // Numbers, not their digits.
    [[9, 10, 100], 0.5, 10],
  ])('of %j at %d is %j', (values, share, expected) => {
    expect(percentile(values, share)).toBe(expected);
  });

  it('is the smallest value that this share does not exceed, whatever the order', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(), { minLength: 1, maxLength: 300 }), fc.integer({ min: 1, max: 100 }), (values, hundredths) => {
        const found = percentile(values, hundredths / 100) ?? -1;
        const notAbove = (most: number): number => values.filter((value) => value <= most).length * 100;
        expect(values).toContain(found);
        expect(notAbove(found)).toBeGreaterThanOrEqual(hundredths * values.length);
        expect(notAbove(found - 1)).toBeLessThan(hundredths * values.length);
        expect(percentile(values.toReversed(), hundredths / 100)).toBe(found);
      }),
    );
  });
});

describe('waiting', () => {
  it('is not told by fewer than five cases', () => {
    expect(waitingOf([1, 2, 3, 4])).toEqual({ count: 4, p50: null, p95: null });
    expect(waitingOf([5, 1, 2, 3, 4])).toEqual({ count: 5, p50: 3, p95: 5 });
    expect(waitingOf([])).toEqual({ count: 0, p50: null, p95: null });
  });

  it('is told for each group, of those who were answered', () => {
    const answer = (officer: string, took: number | null): FirstAnswer => ({
      createdAt: MIDNIGHT,
      answeredAt: took === null ? null : MIDNIGHT + took,
      officer,
    });
    const answers = [...[1, 2, 3, 4, 5].map((took) => answer('王', took)), answer('李', 9), answer('李', null), answer('赵', null)];
    expect([...waitingBy(answers, ({ officer }) => officer)]).toEqual([
      ['王', { count: 5, p50: 3, p95: 5 }],
      ['李', { count: 1, p50: null, p95: null }],
    ]);
  });
});
