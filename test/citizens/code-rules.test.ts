import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CODE_RULES, type CodeFacts, codeOf, mayCheckAgain } from '../../src/citizens/code-rules.ts';

const DAY = 24 * 3_600_000;
const NOW = Date.UTC(2026, 10, 20);
const facts = (parts: Partial<CodeFacts> = {}): CodeFacts => ({
  checkUp: { doneAt: NOW - DAY, wrong: 0 },
  matters: [],
  lessons: [],
  now: NOW,
  ...parts,
});
const matter = (stage: string, daysAgo: number) => ({ at: NOW - daysAgo * DAY, stage });

describe('the personal code', () => {
  it.each([
    ['nothing done yet', facts({ checkUp: null }), 'yellow', 30],
    ['all right', facts(), 'green', 0],
    ['one wrong', facts({ checkUp: { doneAt: NOW, wrong: 1 } }), 'green', 15],
    ['two wrong', facts({ checkUp: { doneAt: NOW, wrong: 2 } }), 'yellow', 30],
    ['two wrong, one lesson', facts({ checkUp: { doneAt: NOW, wrong: 2 }, lessons: [NOW] }), 'green', 20],
    ['four wrong', facts({ checkUp: { doneAt: NOW, wrong: 4 } }), 'red', 60],
    ['half a year old', facts({ checkUp: { doneAt: NOW - 180 * DAY, wrong: 1 } }), 'yellow', 30],
    ['paid lately', facts({ matters: [matter('paid', 29)] }), 'red', 60],
    ['paid lately, told ten times', facts({ matters: Array.from({ length: 10 }, () => matter('paid', 2)) }), 'red', 60],
    ['paid, then a lesson', facts({ matters: [matter('paid', 2)], lessons: [NOW] }), 'yellow', 50],
    ['paid a month ago', facts({ matters: [matter('paid', 30)] }), 'green', 0],
    ['clicked', facts({ matters: [matter('clicked', 1)] }), 'green', 20],
    ['lessons of long ago', facts({ checkUp: null, lessons: [NOW - 91 * DAY] }), 'yellow', 30],
    ['more lessons than count', facts({ checkUp: null, lessons: [NOW, NOW, NOW, NOW, NOW] }), 'green', 0],
  ] as const)('%s', (_, given, colour, points) => {
    expect(codeOf(given)).toMatchObject({ colour, points });
  });

  it('adds up from its lines, gets no greener by harm and no redder by lessons', () => {
    const given = fc.record({
      wrong: fc.integer({ min: 0, max: 10 }),
      days: fc.array(fc.integer({ min: 0, max: 60 }), { maxLength: 5 }),
      lessons: fc.array(fc.integer({ min: 0, max: 200 }), { maxLength: 5 }),
    });
    fc.assert(
      fc.property(given, ({ wrong, days, lessons }) => {
        const base = facts({
          checkUp: { doneAt: NOW, wrong },
          matters: days.map((ago) => matter('clicked', ago)),
          lessons: lessons.map((ago) => NOW - ago * DAY),
        });
        const code = codeOf(base);
        expect(code.points).toBe(
          Math.max(
            0,
            code.lines.reduce((sum, { points }) => sum + points, 0),
          ),
        );
        expect(codeOf({ ...base, matters: [...base.matters, matter('paid', 0)] }).points).toBeGreaterThanOrEqual(code.points);
        expect(codeOf({ ...base, lessons: [...base.lessons, NOW] }).points).toBeLessThanOrEqual(code.points);
        const { red, yellow } = CODE_RULES;
        expect(code.colour).toBe(code.points >= red ? 'red' : code.points >= yellow ? 'yellow' : 'green');
      }),
    );
  });

  it('lets the check-up be repeated after thirty days, or after a matter', () => {
    const last = { doneAt: NOW };
    expect(mayCheckAgain(null, null, NOW)).toBe(true);
    expect(mayCheckAgain(last, null, NOW + 30 * DAY - 1)).toBe(false);
    expect(mayCheckAgain(last, null, NOW + 30 * DAY)).toBe(true);
    expect(mayCheckAgain(last, NOW - 1, NOW + 1)).toBe(false);
    expect(mayCheckAgain(last, NOW + 1, NOW + 2)).toBe(true);
  });
});
