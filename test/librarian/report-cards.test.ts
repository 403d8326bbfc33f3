import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DAY_MS, reportCards, UNUSED_DAYS } from '../../src/librarian/report-cards.ts';
import { wilson } from '../../src/librarian/wilson.ts';
import type { PatternTally } from '../../src/storage/pattern-cards.ts';

const NOW = Date.UTC(2026, 10, 20);
const LONG_AGO = NOW - UNUSED_DAYS * DAY_MS;
const running = { now: NOW, judgingSince: LONG_AGO, oldPatterns: null };
const high = (id: string) => ({ id, severity: 'high', status: 'stable' }) as const;
const tally = (pattern: string, parts: Partial<PatternTally> = {}): PatternTally => ({
  pattern,
  conversations: 1,
  recent: 0,
  before: 0,
  lastHit: NOW,
  scam: 0,
  falseAlarm: 0,
  unclear: 0,
  ...parts,
});
const only = (parts: Partial<PatternTally>, pattern: Parameters<typeof reportCards>[0][number] = high('p')) =>
  reportCards([pattern], [tally('p', parts)], running)[0];

describe('a report card', () => {
  it.each([
    [{ scam: 6, falseAlarm: 4 }, 0.6, 'yellow'],
    [{ scam: 7, falseAlarm: 3 }, 0.7, null],
    [{ scam: 5, falseAlarm: 4 }, 5 / 9, null],
    [{ scam: 5, falseAlarm: 4, unclear: 20 }, 5 / 9, null],
    [{ unclear: 3 }, null, null],
  ] as const)('of %j has precision %s and proposes %s', (closings, precision, proposal) => {
    expect(only(closings)).toMatchObject({ precision, proposal });
  });

  it('proposes nothing for what makes no red anyhow, is deprecated, or is not in the library', () => {
    const bad = { scam: 0, falseAlarm: 20 };
    expect(only(bad, { ...high('p'), severity: 'medium' })?.proposal).toBeNull();
    expect(only(bad, { ...high('p'), status: 'deprecated' })?.proposal).toBeNull();
    expect(reportCards([], [tally('p', bad)], running)).toMatchObject([{ severity: null, proposal: null }]);
  });

  it.each([
    ['unused as long', LONG_AGO, running, 'retirement'],
    ['hit a moment later', LONG_AGO + 1, running, null],
    ['when the program is younger', LONG_AGO, { ...running, judgingSince: LONG_AGO + 1 }, null],
    ['when nothing was ever judged', LONG_AGO, { ...running, judgingSince: null }, null],
    ['when it is newer than that', LONG_AGO, { ...running, oldPatterns: new Set(['other']) }, null],
    ['when it is as old', LONG_AGO, { ...running, oldPatterns: new Set(['p']) }, 'retirement'],
  ] as const)('proposes retirement %s', (_, lastHit, circumstances, proposal) => {
    expect(reportCards([high('p')], [tally('p', { lastHit })], circumstances)[0]?.proposal).toBe(proposal);
  });

  it('proposes retirement of what was never met', () => {
    expect(reportCards([high('p')], [], running)).toMatchObject([{ conversations: 0, lastHit: null, proposal: 'retirement' }]);
  });

  it.each([
    [5, 2, 'rising'],
    [2, 5, 'falling'],
    [2, 2, 'steady'],
  ] as const)('of %i conversations after %i is %s', (recent, before, trend) => {
    expect(only({ recent, before })?.trend).toBe(trend);
  });

  it('stands the higher the worse it certainly is', () => {
    const tallies = [
      tally('good', { scam: 30 }),
      tally('unjudged', { conversations: 99 }),
      tally('once', { falseAlarm: 1 }),
      tally('bad', { scam: 6, falseAlarm: 14 }),
    ];
    expect(
      reportCards(
        tallies.map(({ pattern }) => high(pattern)),
        tallies,
        running,
      ).map(({ pattern }) => pattern),
    ).toEqual(['bad', 'once', 'unjudged', 'good']);
  });

  const anyTally = fc
    .record({ scam: fc.nat(40), falseAlarm: fc.nat(40), unclear: fc.nat(9), recent: fc.nat(9), before: fc.nat(9), ago: fc.nat(400) })
    .map(({ ago, ...counts }) => ({ ...counts, lastHit: NOW - ago * DAY_MS }));

  it('is made for every pattern once; a better closing never brings a proposal for yellow', () => {
    fc.assert(
      fc.property(fc.array(anyTally, { maxLength: 20 }), (rows) => {
        const tallies = rows.map((row, index) => tally(`p${index}`, row));
        const patterns = [...tallies.map(({ pattern }) => high(pattern)), high('never')];
        const cards = reportCards(patterns, tallies, running);
        expect(cards.map(({ pattern }) => pattern).sort()).toEqual(patterns.map(({ id }) => id).sort());
        const better = reportCards(
          patterns,
          tallies.map((one) => ({ ...one, scam: one.scam + 1, falseAlarm: Math.max(0, one.falseAlarm - 1) })),
          running,
        );
        for (const { pattern, precision, interval, proposal } of cards) {
          if (precision !== null) expect(interval[0] <= precision && precision <= interval[1]).toBe(true);
          const after = better.find((card) => card.pattern === pattern);
          if (precision !== null && precision >= 0.7) expect(after?.proposal).not.toBe('yellow');
          if (proposal === 'yellow') expect(precision).toBeLessThan(0.7);
        }
      }),
    );
  });
});

describe('the Wilson interval', () => {
  it.each([
    [0, 0, 0, 1],
    [0, 1, 0, 0.793],
    [2, 2, 0.342, 1],
    [50, 100, 0.404, 0.596],
  ])('of %i in %i is %f – %f', (hits, of, low, top) => {
    expect(wilson(hits, of)[0]).toBeCloseTo(low, 3);
    expect(wilson(hits, of)[1]).toBeCloseTo(top, 3);
  });
});
