import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { featureList, hintFeatures, textFeatures } from '../../src/detection/features.ts';

const shared = (a: string, b: string): number => textFeatures(a, []).filter((feature) => textFeatures(b, []).includes(feature)).length;
const sorted = (text: string, hints: readonly string[] = []): number[] =>
  [...textFeatures(text, hintFeatures(hints, true))].sort((a, b) => a - b);

describe('the features of a text', () => {
  test('are one- to three-grams of characters between two edges', () => {
    expect(textFeatures('先转账吧', [])).toHaveLength(4 + 5 + 4);
  });

  test('know how a text begins and ends', () => {
    expect(shared('转账', '转账啊')).toBe(5);
    expect(shared('转账', '先转账')).toBe(5);
    expect(shared('转账', '转账')).toBe(7);
  });

  test('take a Latin word as one unit', () => {
    expect(textFeatures('pay', [])).toHaveLength(1 + 2 + 1);
    expect(textFeatures('pay now', [])).toHaveLength(2 + 4 + 3);
  });

  test.each([...'abcdefghijklmnopqrstuvwxyz', "'"])('take %s as part of a word', (letter) => {
    expect(textFeatures(`x${letter}x`, [])).toHaveLength(1 + 2 + 1);
  });

  test('know a word by all of its letters, whatever follows it', () => {
    expect(shared('pay', 'pax')).toBe(0);
    expect(shared('pay', 'say')).toBe(0);
    expect(shared('我pay了', '我pay啊')).toBe(5);
  });

  test.each([...'0123456789'])('do not tell %s from another digit', (digit) => {
    expect(sorted(`付${digit}元`)).toEqual(sorted('付5元'));
    expect(sorted(`付${digit}元`)).not.toEqual(sorted('付元'));
  });

  test.each([...'/.-:'])('take %s for a sign, not for a digit', (sign) => {
    expect(shared(`付${sign}元`, '付5元')).toBe(shared('付,元', '付5元'));
  });

  test('do not tell one digit, or one long number, from another', () => {
    expect(sorted('付30元')).toEqual(sorted('付47元'));
    expect(sorted('13800000000')).toEqual(sorted('6222000000000000'));
    expect(sorted('付30元')).not.toEqual(sorted('付300元'));
  });

  test('do not count how many blanks or line breaks there are', () => {
    expect(sorted('转  \n 账')).toEqual(sorted('转 账'));
  });

  test('hold hints apart from words', () => {
    expect(sorted('loan')).not.toEqual(sorted('', ['loan']));
  });

  test('count each once', () => {
    expect(textFeatures('转转转转转转', [])).toHaveLength(1 + 3 + 3);
    expect(textFeatures('', hintFeatures(['a', 'a'], false))).toHaveLength(1 + 1);
    expect(textFeatures('', [])).toHaveLength(1);
  });

  test('are all there, however long the text', () => {
    const distinct = String.fromCharCode(...Array.from({ length: 9000 }, (_, n) => 0x4e00 + n));
    for (const length of [1020, 1021, 1022, 1023, 1024, 1025, 1026, 1027, 4000, 9000])
      expect(textFeatures(distinct.slice(0, length), [])).toHaveLength(length + (length + 1) + length);
  });

  test('are whole 32-bit numbers, the same every time, whatever the order of the hints', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.array(fc.string({ maxLength: 6 })), (text, hints) => {
        const features = textFeatures(text, hintFeatures(hints, true));
        expect(features).toEqual(textFeatures(text, hintFeatures(hints, true)));
        expect(sorted(text, hints)).toEqual(sorted(text, [...hints].reverse()));
        expect(new Set(features).size).toBe(features.length);
        expect(features.every((feature) => feature === (feature | 0))).toBe(true);
      }),
    );
  });
});

describe('the features of what was found', () => {
  test('are each alone, or each alone and each pair once', () => {
    expect(new Set(hintFeatures(['a', 'b', 'c', 'd'], false)).size).toBe(4);
    expect(hintFeatures(['a', 'b', 'c', 'd'], false)).toHaveLength(4);
    expect(new Set(hintFeatures(['a', 'b', 'c', 'd'], true)).size).toBe(4 + 6);
    expect(hintFeatures(['a', 'b', 'c', 'd'], true)).toHaveLength(4 + 6);
    expect(hintFeatures(['a', 'b', 'c', 'd'], true)).toEqual(expect.arrayContaining(hintFeatures(['b', 'd'], true)));
  });

  test('come in an order of their own, so that the same findings give the same sum to the last bit', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.string({ maxLength: 6 })), fc.boolean(), (ids, pairs) => {
        expect(hintFeatures([...ids].reverse(), pairs)).toEqual(hintFeatures(ids, pairs));
      }),
    );
  });
});

test('the same text with other hints, and another text in between, are what each is alone', () => {
  const text = fc.constantFrom('先转账', '转账吧', '', 'pay 77 now');
  const hints = fc.array(fc.nat(400), { maxLength: 400 });
  fc.assert(
    fc.property(fc.array(fc.tuple(text, hints), { maxLength: 12 }), (asked) => {
      for (const [one, found] of asked) {
        const listed = [...featureList(one, found)];
        featureList('别的话', []);
        expect(listed).toEqual([...featureList(one, found)]);
      }
    }),
  );
});
