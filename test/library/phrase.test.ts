import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { formatPhrase, parsePhrase, splitPlaceholder } from '../../src/library/phrase.ts';

describe('the phrase language', () => {
  test('reads steps, alternatives and gaps', () => {
    expect(parsePhrase('先 | 请 ~6 转账|汇款 ~0 <amount>')).toEqual([
      { alternatives: ['先', '请'], gap: 0 },
      { alternatives: ['转账', '汇款'], gap: 6 },
      { alternatives: ['<amount>'], gap: 0 },
    ]);
  });

  test('keeps blanks inside a word', () => {
    expect(parsePhrase('gift card|one time code')).toEqual([{ alternatives: ['gift card', 'one time code'], gap: 0 }]);
  });

  test.each([
    ['a gap that is too long', '先 ~81 转', /longer than 80/],
    ['an empty alternative', '先||转', /empty alternative/],
    ['an empty phrase', '  ', /empty alternative/],
    ['a gap without a word behind it', '先 ~3 ', /gap needs spaces/],
    ['a gap without blanks', '先~3转', /gap needs spaces/],
    ['an unknown placeholder', '付<money>', /unknown placeholder/],
    ['an open placeholder', '付<amount', /unknown placeholder/],
    ['two placeholders in one word', '<amount>和<link>', /unknown placeholder/],
  ])('refuses %s', (_, source, message) => {
    expect(() => parsePhrase(source)).toThrow(message);
    expect(() => parsePhrase(source)).toThrow(expect.objectContaining({ code: 'library.phrase' }));
  });

  test('is written back as it was read', () => {
    const word = fc.string({ unit: fc.constantFrom('转', '账', 'a', 'b'), minLength: 1, maxLength: 4 });
    const step = fc.record({
      alternatives: fc.array(fc.oneof(word, fc.constant('做<number>单')), { minLength: 1, maxLength: 3 }),
      gap: fc.nat(80),
    });
    fc.assert(
      fc.property(fc.array(step, { minLength: 1, maxLength: 4 }), (steps) => {
        const phrase = steps.map((one, index) => (index === 0 ? { ...one, gap: 0 } : one));
        expect(parsePhrase(formatPhrase(phrase))).toEqual(phrase);
      }),
    );
  });
});

test.each([
  ['<link>', { before: '', kind: 'link', behind: '' }],
  ['再<number>单', { before: '再', kind: 'number', behind: '单' }],
  ['转账', null],
])('%s taken apart', (word, parts) => {
  expect(splitPlaceholder(word)).toEqual(parts);
});
