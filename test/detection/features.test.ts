import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { featureList, hintFeatures, textFeatures } from '../../src/detection/features.ts';

const sorted = (text: string, hints: readonly string[] = []): number[] =>
  [...textFeatures(text, hintFeatures(hints, true))].sort((a, b) => a - b);

describe('the features of a text', () => {
  test('are one- to three-grams of characters between two edges', () => {
    expect(textFeatures('先转账吧', [])).toHaveLength(4 + 5 + 4);
  });

  test('know how a text begins and ends', () => {
    const shared = (a: string, b: string): number => textFeatures(a, []).filter((feature) => textFeatures(b, []).includes(feature)).length;
    expect(shared('转账', '转账啊')).toBe(5);
    expect(shared('转账', '先转账')).toBe(5);
    expect(shared('转账', '转账')).toBe(7);
  });

  test('take a Latin word as one unit', () => {
    expect(textFeatures('pay', [])).toHaveLength(1 + 2 + 1);
    expect(textFeatures('pay now', [])).toHaveLength(2 + 4 + 3);
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
