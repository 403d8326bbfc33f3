import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compareMetrics } from '../../src/librarian/gate.ts';

const one = (name: string, hits: number, of: number) => ({ 'forwards.jsonl': { [name]: [hits, of] as const } });
const resultOf = (name: string, now: readonly [number, number], released: readonly [number, number]) =>
  compareMetrics(one(name, ...now), one(name, ...released)).map(({ result }) => result);

describe('the figures of the gate', () => {
  // The interval of 90 in 100 is 82.6 – 94.5 %, of 2 in 100 is 0.6 – 7.0 %.
  it.each([
    ['scam not green', [90, 100], [90, 100], 'ok'],
    ['scam not green', [83, 100], [90, 100], 'ok'],
    ['scam not green', [82, 100], [90, 100], 'FAIL'],
    ['scam not green', [100, 100], [90, 100], 'ok'],
    ['legit red', [7, 100], [2, 100], 'ok'],
    ['legit red', [8, 100], [2, 100], 'FAIL'],
    ['legit red', [0, 100], [2, 100], 'ok'],
    ['escalate false', [8, 100], [2, 100], 'FAIL'],
    ['intent', [0, 0], [90, 100], 'FAIL'],
  ] as const)('%s %j against %j: %s', (name, now, released, result) => {
    expect(resultOf(name, now, released)).toEqual([result]);
  });

  it('leave out what is no quality, and what the release had none of', () => {
    expect(resultOf('escalated', [90, 100], [1, 100])).toEqual([]);
    expect(resultOf('escalated', [90, 100], [0, 0])).toEqual([]);
    expect(resultOf('type', [0, 0], [0, 0])).toEqual([]);
  });

  it('fail when a file is gone, and do not mind a new one, but tell it', () => {
    expect(compareMetrics({}, one('intent', 9, 10))).toMatchObject([{ found: 'not measured', result: 'FAIL' }]);
    const told = [{ what: 'forwards.jsonl: intent', found: '10.0 % (1/10)', wanted: 'the release has no such figure', result: 'skipped' }];
    expect(compareMetrics(one('intent', 1, 10), {})).toEqual(told);
    expect(compareMetrics(one('intent', 1, 10), one('intent', 0, 0))).toEqual(told);
    expect(compareMetrics(one('intent', 9, 10), one('type', 9, 10)).map(({ result }) => result)).toEqual(['FAIL', 'skipped']);
  });

  it('never fail against themselves', () => {
    const figure = fc.integer({ min: 1, max: 500 }).chain((of) => fc.tuple(fc.nat(of), fc.constant(of)));
    const rates = fc.dictionary(fc.constantFrom('legit red', 'intent', 'escalate false', 'scam not green'), figure);
    fc.assert(
      fc.property(fc.dictionary(fc.constantFrom('a.jsonl', 'b.jsonl'), rates), (metrics) => {
        expect(compareMetrics(metrics, metrics).filter(({ result }) => result !== 'ok')).toEqual([]);
      }),
    );
  });
});
