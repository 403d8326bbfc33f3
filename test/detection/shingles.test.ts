import { describe, expect, test } from 'vitest';
import { containment, shinglesOf } from '../../src/detection/shingles.ts';

const pair = (two: string): number => two.charCodeAt(0) * 0x10000 + two.charCodeAt(1);
const pairs = (...twos: string[]): number[] => twos.map(pair).sort((a, b) => a - b);

describe('a text is the set of its pairs of neighbouring letters', () => {
  test.each([
    ['each once, in ascending order', '转账转账转', pairs('转账', '账转')],
    ['of one letter repeated', '账账账', pairs('账账')],
    ['over digits, blanks and signs', '转 5,000 账', pairs('转账')],
    ['without a link', '点 https://b.vip/y?z=1 领', pairs('点领')],
    ['without a bare host', '点 b.vip/y 领', pairs('点领')],
    ['of Latin letters too', 'pay', pairs('pa', 'ay')],
    ['none of a single letter', '账', []],
    ['none of nothing', '', []],
  ])('%s', (_, text, expected) => {
    expect([...shinglesOf(text)]).toEqual(expected);
  });
});

test.each([
  ['half of the shorter one', '医保卡', '医保账户', 0.5],
  ['a third of two as long', '医保账户', '医保余额', 1 / 3],
  ['what both repeat counts once', '转账转账户', '转账转账人', 2 / 3],
  ['all of the shorter one', '医保', '您的医保账户', 1],
  ['nothing of what has no pair', '医', '医保', 0],
])('%s is shared', (_, a, b, share) => {
  expect(containment(shinglesOf(a), shinglesOf(b))).toBeCloseTo(share, 10);
  expect(containment(shinglesOf(b), shinglesOf(a))).toBeCloseTo(share, 10);
});
