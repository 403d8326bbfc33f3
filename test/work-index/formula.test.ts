import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FORMULA, FORMULAS, INPUTS, type Inputs, scoreOf } from '../../src/work-index/formula.ts';

const UNKNOWN = Object.fromEntries(INPUTS.map((name) => [name, null])) as Inputs;
const CITY: Inputs = {
  people: 1_000_000,
  cases: 200,
  lost: 300_000_000,
  warned: 5000,
  cheated: 100,
  toMeet: 4000,
  met: 3600,
  timed: 4000,
  inTime: 3200,
  paidAway: 400_000_000,
  stopped: 80_000_000,
  returned: 20_000_000,
  registered: 300_000,
  taught: 150_000,
  covered: 900_000,
};
const pointsOf = (inputs: Inputs, city = CITY) => Object.fromEntries(scoreOf(inputs, city).parts.map(({ id, points }) => [id, points]));

describe('the formula', () => {
  it('has a number of its own, and weights that make a hundred', () => {
    for (const [version, formula] of FORMULAS) expect(version).toBe(formula.version);
    expect(FORMULA.parts.reduce((sum, { weight }) => sum + weight, 0)).toBe(100);
  });

  it('gives the city these points', () => {
    expect(pointsOf(CITY)).toEqual({
      cases: 60,
      losses: 70,
      cheated: 80,
      met: 88.9,
      'in-time': 66.7,
      stopped: 50,
      returned: 50,
      registered: 50,
      taught: 50,
      covered: 80,
    });
    // (60·15 + 70·10 + 80·20 + 88.9·10 + 66.7·15 + 50·8 + 50·4 + 50·6 + 50·6 + 80·6) ÷ 100
    expect(scoreOf(CITY, CITY).score).toBe(67.7);
  });

  it('leaves out what nobody knows and shares its weight; it is not nothing', () => {
    const known = { ...CITY, warned: null, cheated: null };
    const { parts, score } = scoreOf(known, known);
    expect(parts.find(({ id }) => id === 'cheated')).toMatchObject({ points: null, weight: 0 });
    expect(parts.reduce((sum, { weight }) => sum + weight, 0)).toBeCloseTo(100, 0);
    expect(score).toBe(64.6);
    expect(scoreOf({ ...CITY, cheated: 5000 }, CITY).score).toBeLessThan(score ?? 0);
    expect(scoreOf(UNKNOWN, UNKNOWN).score).toBeNull();
  });

  it('draws small numbers to the city: one bad visit of a small grid is no verdict', () => {
    const grid: Inputs = { ...CITY, people: 300, toMeet: 0, met: 0 };
    expect(pointsOf(grid).met).toBe(88.9);
    const one = pointsOf({ ...grid, toMeet: 1, met: 0 }).met as number;
    const forty = pointsOf({ ...grid, toMeet: 40, met: 0 }).met as number;
    expect(one).toBeGreaterThan(75);
    expect(forty).toBe(0);
  });

  it('stays in its range, never falls for better work, and says the same every time', () => {
    const count = fc.option(fc.nat(10_000), { nil: null });
    const someInputs = fc.record(Object.fromEntries(INPUTS.map((name) => [name, count]))) as unknown as fc.Arbitrary<Inputs>;
    fc.assert(
      fc.property(someInputs, fc.nat(500), (inputs, more) => {
        const { score } = scoreOf(inputs, CITY);
        if (score !== null) expect(score >= 0 && score <= 100).toBe(true);
        expect(JSON.stringify(scoreOf(inputs, CITY))).toBe(JSON.stringify(scoreOf({ ...inputs }, { ...CITY })));
        if (inputs.met !== null && score !== null)
          expect(scoreOf({ ...inputs, met: inputs.met + more }, CITY).score).toBeGreaterThanOrEqual(score);
        if (inputs.cheated !== null && score !== null)
          expect(scoreOf({ ...inputs, cheated: inputs.cheated + more }, CITY).score).toBeLessThanOrEqual(score);
      }),
    );
  });
});
