import { describe, expect, test } from 'vitest';
import { createFolding } from '../../src/detection/folding.ts';

const folding = createFolding({
  variants: { chars: { 薇: '微', 〇: '0', '🧧': '红包', 碼: '玛' }, words: {}, soundAlike: { keywords: [], except: [] } },
  simplify: { from: '賬碼𠮷請', to: '账码吉请' },
});

describe('a character stands for', () => {
  test.each([
    ['itself', '账', '账'],
    ['the small letter', 'A', 'a'],
    ['the letter of common width', 'Ａ', 'a'],
    ['the simplified one', '賬', '账'],
    ['the simplified one, from outside the basic plane', '𠮷', '吉'],
    ['the simplified one, from a twin of the traditional one', '\ufabb', '请'],
    ['what the library lists for it', '薇', '微'],
    ['what the library lists rather than the simplified one', '碼', '玛'],
    ['what the library lists for its twin', '\u3007', '0'],
    ['several', '🧧', '红包'],
    ['the letters of a ligature', 'ﬃ', 'ffi'],
    ['a line break', '\n', '\n'],
    ['a line break, from another system', '\r', '\n'],
    ['a blank, from a tab', '\t', ' '],
    ['a blank, from an emoji without a word', '🔥', ' '],
    ['a blank, from a mark', '´', ' '],
    ['a blank of common width', '\u3000', ' '],
    ['a letter without the dot that small letters give it', 'İ', 'i'],
    ['nothing, without width', '\u200b', ''],
    ['nothing, with control', '\u0001', ''],
    ['nothing, with half a pair', '\ud800', ''],
    ['nothing, as a filler', '\u3164', ''],
  ])('%s', (_, char, plain) => {
    expect(folding.full(char.codePointAt(0) as number)).toBe(plain);
  });
});

describe('one unit stands for one unit', () => {
  test.each([
    ['账', '账'],
    ['Ａ', 'a'],
    ['賬', '账'],
    ['\r', '\n'],
  ])('%s: %s, and so when it is asked again', (char, plain) => {
    for (let again = 0; again < 2; again++) expect(folding.single(char.charCodeAt(0))).toBe(plain.charCodeAt(0));
  });

  test.each([
    ['nothing', '\u200b'],
    ['several', 'ﬃ'],
    ['what a pair may tell', '🧧'],
    ['what a pair may tell, the other half', '🧧'.slice(1)],
  ])('unless it stands for %s', (_, char) => {
    for (let again = 0; again < 2; again++) expect(folding.single(char.charCodeAt(0))).toBe(0);
  });
});

test('a traditional character without a counterpart stays', () => {
  const short = createFolding({
    variants: { chars: {}, words: {}, soundAlike: { keywords: [], except: [] } },
    simplify: { from: '賬碼', to: '账' },
  });
  expect(short.full('碼'.charCodeAt(0))).toBe('碼');
});
