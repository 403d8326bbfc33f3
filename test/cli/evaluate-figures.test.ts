import fc from 'fast-check';
import { XMLValidator } from 'fast-xml-parser';
import { describe, expect, it } from 'vitest';
import { binScores, calibrationError, printBins, type Scored } from '../../src/cli/evaluate/evaluate-calibration.ts';
import { compareJudges } from '../../src/cli/evaluate/evaluate-compare.ts';
import { analyseErrors, printErrors } from '../../src/cli/evaluate/evaluate-errors.ts';
import type { LoneJudge } from '../../src/cli/evaluate/lone-judges.ts';
import { plotCalibration } from '../../src/cli/evaluate/plot-calibration.ts';
import { plotErrors } from '../../src/cli/evaluate/plot-errors.ts';
import type { Detector } from '../../src/detection/detector.ts';
import type { ForwardRow } from '../../src/librarian/measure-rows.ts';
import type { Colour } from '../../src/library/schema.ts';

const scored = fc.record({ score: fc.integer({ min: 0, max: 20 }).map((twentieth) => twentieth / 20), scam: fc.boolean() });

function times(count: number, score: number, scams: number): Scored[] {
  return Array.from({ length: count }, (_, index) => ({ score, scam: index < scams }));
}

describe('calibration', () => {
  it('is without error where as many are scams as the score says', () => {
    const bins = binScores([...times(10, 0.2, 2), ...times(10, 0.7, 7)]);
    expect(bins).toHaveLength(10);
    expect(calibrationError(bins)).toBeCloseTo(0, 10);
  });

  it.each([
    { what: 'every honest text called certain', rows: times(20, 1, 0), error: 1 },
    { what: 'scams called even', rows: times(20, 0.5, 20), error: 0.5 },
    { what: 'half of them too high by 0.4', rows: [...times(10, 0.4, 0), ...times(10, 1, 10)], error: 0.2 },
  ])('measures how far off it is: $what', ({ rows, error }) => {
    expect(calibrationError(binScores(rows))).toBeCloseTo(error, 10);
  });

  it('cuts into ten bins of the same size, in order, whatever the order of the rows', () => {
    fc.assert(
      fc.property(
        fc
          .array(scored, { minLength: 1, maxLength: 120 })
          .chain((rows) => fc.tuple(fc.constant(rows), fc.shuffledSubarray(rows, { minLength: rows.length }))),
        ([rows, shuffled]) => {
          const bins = binScores(rows);
          expect(bins.reduce((sum, { of }) => sum + of, 0)).toBe(rows.length);
          const sizes = bins.map(({ of }) => of);
          expect(Math.max(...sizes) - Math.min(...sizes)).toBeLessThanOrEqual(1);
          for (const [index, bin] of bins.entries()) expect(bin.lowest).toBeGreaterThanOrEqual(bins[index - 1]?.highest ?? 0);
          const scams = bins.reduce((sum, { of, found }) => sum + of * found, 0);
          expect(scams).toBeCloseTo(rows.filter(({ scam }) => scam).length, 8);
          expect(calibrationError(binScores(shuffled))).toBeCloseTo(calibrationError(bins), 10);
        },
      ),
    );
  });

  it('shows the bins as a table', () => {
    expect(printBins(binScores(times(10, 0.25, 5))).split('\n')[2]).toMatch(/^\| 1 +\| +1 \| 0\.250–0\.250 \| +25\.0 \| +50\.0 \| +/);
  });

  it('draws what can be read as XML, with the error, every place named once, and nothing outside', () => {
    fc.assert(
      fc.property(fc.array(scored, { minLength: 1, maxLength: 60 }), (rows) => {
        const drawn = plotCalibration('gate/<a&"b">', binScores(rows));
        expect(XMLValidator.validate(drawn)).toBe(true);
        expect(drawn).not.toContain('NaN');
        for (const [, cx, cy] of drawn.matchAll(/<circle cx="([\d.-]+)" cy="([\d.-]+)"/g)) {
          expect(Number(cx)).toBeGreaterThanOrEqual(0);
          expect(Number(cy)).toBeGreaterThanOrEqual(0);
        }
        const named = [...drawn.matchAll(/>bins? \d+(?:–\d+)?, n (\d+)</g)].reduce((sum, [, n]) => sum + Number(n), 0);
        expect(named).toBe(rows.length);
      }),
    );
    expect(plotCalibration('one', binScores(times(20, 1, 0)))).toContain('expected calibration error 1.000, n 20');
  });
});

type Said = readonly [colour: Colour, type?: string];
function row(text: string, kind: string, more: Partial<ForwardRow> = {}): ForwardRow {
  return { text, kind, accept: kind === 'legit' ? ['green'] : ['red'], ...more };
}
function detectorThatSays(verdicts: Readonly<Record<string, Said>>): Detector {
  const judge = (text: string) => {
    const [colour, type] = verdicts[text] ?? ['green'];
    return { verdict: { colour, type: type ? { id: type } : null, language: 'zh-CN' } };
  };
  return { judge } as unknown as Detector;
}

describe('error analysis', () => {
  const long = '长'.repeat(351);
  const tables = analyseErrors(detectorThatSays({ 甲: ['red', 'loan'], 乙: ['yellow', 'prize'], 丁: ['red'], [long]: ['red', 'game'] }), [
    row('甲', 'scam', { type: 'loan', trick: 'plain', lang: 'zh-CN' }),
    row('乙', 'scam', { type: 'loan', trick: 'emoji', lang: 'zh-TW' }),
    row('丙', 'scam', { type: 'loan', trick: 'emoji' }),
    row('丁', 'legit', { trick: 'plain' }),
    row('戊', 'marketing', { trick: 'plain' }),
    row(long, 'scam', { type: ['game', 'loan'] }),
    row('己'.repeat(21), 'scam'),
  ]);
  const groupsBy = (by: string) =>
    Object.fromEntries((tables.find((table) => table.by === by)?.groups ?? []).map((one) => [one.name, one]));

  it('counts every wrong scam once: missed, or told a wrong type', () => {
    expect(groupsBy('type')).toMatchObject({
      loan: { n: 3, scams: 3, missed: 1, wrongType: 1 },
      game: { n: 1, missed: 0, wrongType: 0 },
      'none given': { n: 1, missed: 1, wrongType: 0 },
    });
  });

  it('tells tricks, lengths and languages apart, and false alarms from marketing', () => {
    expect(groupsBy('trick')).toMatchObject({
      plain: { n: 3, scams: 1, legit: 1, falseRed: 1, missed: 0 },
      emoji: { n: 2, missed: 1, wrongType: 1, falseRed: 0 },
    });
    expect(groupsBy('length')).toMatchObject({ '≤ 20': { n: 5 }, '21–70': { n: 1, missed: 1 }, '> 350': { n: 1, missed: 0 } });
    expect(groupsBy('length')).not.toHaveProperty('71–350');
    expect(groupsBy('language')).toMatchObject({ 'zh-CN': { n: 6 }, 'zh-TW': { n: 1, wrongType: 1 } });
  });

  it('prints and draws counts, never a text', () => {
    const shown = tables.map(printErrors).join('') + plotErrors('gate/forwards', tables);
    expect(shown).toMatch(/\| loan +\| 3 \| +3 \| +1 \| +1 \| +0 \| +0 \|/);
    expect(shown).not.toMatch(/[甲乙丙丁戊己长]/);
  });

  it('draws bars on one scale: outlined for few, full for many, none for nothing', () => {
    const group = (name: string, scams: number, missed: number) => ({ name, n: scams, scams, missed, wrongType: 0, legit: 0, falseRed: 0 });
    const drawn = plotErrors('a<b', [{ by: 'trick', groups: [group('many', 20, 4), group('few', 4, 4), group('none', 30, 0)] }]);
    expect(XMLValidator.validate(drawn)).toBe(true);
    expect(drawn).toContain('0–20 %');
    const bars = [...drawn.matchAll(/<rect x="164".*? width="([\d.]+)" height="12" fill="([^"]+)"/g)].map(([, width, fill]) => [
      width,
      fill,
    ]);
    expect(bars).toEqual([
      ['120', '#111'],
      ['120', 'none'],
    ]);
    for (const counts of ['4/20', '4/4', '0/30']) expect(drawn).toContain(`>${counts}<`);
    expect(drawn).not.toContain('>0/0<');
  });
});

describe('judges side by side', () => {
  const judge = (name: string, says: Readonly<Record<string, Said>>, types = true): LoneJudge => ({
    name,
    types,
    judge: (text) => ({ colour: says[text]?.[0] ?? 'green', type: says[text]?.[1] }),
  });
  const rows = [
    row('甲', 'scam', { type: 'loan' }),
    row('乙', 'scam', { type: 'loan' }),
    row('丙', 'legit'),
    row('丁', 'legit', { accept: ['green', 'yellow'] }),
  ];
  const cellsOf = (...judges: LoneJudge[]) =>
    compareJudges(judges, rows)
      .trim()
      .split('\n')
      .slice(2)
      .map((line) =>
        line
          .split('|')
          .slice(1, -1)
          .map((cell) => cell.trim().split(' ')[0]),
      );

  it('gives each the same rows', () => {
    expect(
      cellsOf(
        judge('a', { 甲: ['red', 'loan'], 乙: ['yellow', 'prize'], 丙: ['yellow'], 丁: ['red'] }),
        judge('b', { 乙: ['green', 'loan'] }, false),
      ),
    ).toEqual([
      ['a', '100.0', '50.0', '50.0', '0.0', '50.0'],
      ['b', '0.0', '0.0', '0.0', '100.0', '–'],
    ]);
  });

  it('takes no type for right that nobody is told', () => {
    expect(cellsOf(judge('c', { 甲: ['green', 'loan'], 乙: ['red', 'loan'] }))[0]?.at(-1)).toBe('50.0');
  });
});
