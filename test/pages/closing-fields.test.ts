import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readClosing, readYuan } from '../../src/pages/console/closing-fields.ts';

describe('an amount typed while closing', () => {
  it.each([
    ['', null],
    [' 0 ', 0],
    ['0.00元', 0],
    ['20000', 2_000_000],
    ['2万', 2_000_000],
    ['1.5万', 1_500_000],
    ['20,000.50', 2_000_050],
    ['２０，０００元', 2_000_000],
    ['¥20,000', 2_000_000],
    ['2,5万', undefined],
    ['20,00', undefined],
    ['2000,000', undefined],
    ['很多', undefined],
    ['-5', undefined],
    ['1e9', undefined],
    ['99999999999999', undefined],
  ])('%j is %j fen', (typed, fen) => {
    expect(readYuan(typed)).toBe(fen);
  });

  it('comes back as it was typed in yuan and fen', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 100_000_000_000 }), (fen) => {
        expect(readYuan((fen / 100).toFixed(2))).toBe(fen);
      }),
    );
  });

  it('is never anything but fen, nothing, or unreadable', () => {
    fc.assert(
      fc.property(fc.string(), (typed) => {
        const read = readYuan(typed);
        expect(read === null || read === undefined || (Number.isSafeInteger(read) && read >= 0)).toBe(true);
      }),
    );
  });

  it('is named with what else is wrong, and takes what is right', () => {
    expect(readClosing({ truth: 'maybe', type: 'x', lost: '?', saved: '1' }, ['refund'])).toEqual({
      problems: { truth: 'truth', type: 'type', lost: 'amount' },
    });
    expect(readClosing({ truth: 'scam', type: 'refund', lost: '2万', reported: '1' }, ['refund'])).toEqual({
      truth: 'scam',
      details: { trueType: 'refund', lost: 2_000_000, saved: null, reported: true },
    });
  });
});
