import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type AnsweredTransfer, amountProblem, countAmounts } from '../../src/storage/stop-loss/count-amounts.ts';

const fen = fc.option(fc.integer({ min: 0, max: 1_000_000_000 }), { nil: null });
const answer: fc.Arbitrary<AnsweredTransfer> = fc.record({
  stop: fc.constantFrom('a', 'b', 'c'),
  stopped: fen,
  ownShare: fen,
  othersShare: fen,
  returned: fen,
});
const said = (parts: Partial<AnsweredTransfer>): AnsweredTransfer => ({
  stop: 'a',
  stopped: null,
  ownShare: null,
  othersShare: null,
  returned: null,
  ...parts,
});

describe('sums of what the police answer', () => {
  it('never have shares above what was stopped, whatever was said', () => {
    fc.assert(
      fc.property(fc.array(answer), (answers) => {
        const { stopped, ownShare, othersShare } = countAmounts(answers);
        expect(ownShare + othersShare).toBeLessThanOrEqual(stopped);
        expect(Math.min(ownShare, othersShare)).toBeGreaterThanOrEqual(0);
      }),
    );
  });

  it('count own shares and returns of each transfer, and each stop once', () => {
    fc.assert(
      fc.property(fc.array(answer), (answers) => {
        const sums = countAmounts(answers);
        expect(sums.ownShare).toBe(answers.reduce((sum, one) => sum + (one.ownShare ?? 0), 0));
        expect(sums.returned).toBe(answers.reduce((sum, one) => sum + (one.returned ?? 0), 0));
        expect(sums.stopped).toBeLessThanOrEqual(answers.reduce((sum, one) => sum + Math.max(one.stopped ?? 0, one.ownShare ?? 0), 0));
      }),
    );
  });

  it('do not depend on the order, nor on whether a stop is told of twice', () => {
    fc.assert(
      fc.property(fc.array(answer), answer, (answers, one) => {
        expect(countAmounts([...answers].reverse())).toEqual(countAmounts(answers));
        const again = { ...one, ownShare: null, returned: null };
        expect(countAmounts([...answers, one, again]).stopped).toBe(countAmounts([...answers, one]).stopped);
      }),
    );
  });

  it.each([
    ['one stop of two transfers', [said({ stopped: 500, ownShare: 200 }), said({ stopped: 500, ownShare: 300 })], [500, 500, 0]],
    ['two stops', [said({ stopped: 500, othersShare: 100 }), said({ stop: 'b', stopped: 700 })], [1200, 0, 100]],
    [
      'others that turn out to be his own',
      [said({ stopped: 500, ownShare: 200, othersShare: 300 }), said({ ownShare: 300 })],
      [500, 500, 0],
    ],
    ['nothing said', [said({})], [0, 0, 0]],
  ] as const)('%s', (_, answers, [stopped, ownShare, othersShare]) => {
    expect(countAmounts(answers)).toMatchObject({ stopped, ownShare, othersShare });
  });

  it.each([
    [{ stopped: 100, ownShare: 60, othersShare: 40 }, 100, null],
    [{ stopped: 100, ownShare: 60, othersShare: 41 }, 100, 'shares'],
    [{ ownShare: 1 }, 100, 'shares'],
    [{ stopped: 100, ownShare: 61 }, 60, 'own'],
    [{ stopped: 100, ownShare: 60, returned: 61 }, 100, 'returned'],
    [{ stopped: 100, returned: 90 }, 80, 'returned'],
    [{ stopped: 100, returned: 80 }, null, null],
    [{ returned: 1 }, null, 'returned'],
    [{ stopped: -1 }, null, 'negative'],
    [{ stopped: 1.5 }, null, 'negative'],
  ] as const)('%j of %s: %s', (parts, paid, problem) => {
    expect(amountProblem(said(parts), paid)).toBe(problem);
  });
});
