import { expect, test } from 'vitest';
import { checkId } from '../../src/conversation/answer.ts';

const LONG = '🔴'.repeat(9000);

test.each([
  ['转账到安全账户', undefined, '1.0.0', '619806803bf9446cb336f9549d0c0e39'],
  ['转账到安全账户', '10086', '1.0.0', '2712c578b67224e42d2d4e1aba315f3a'],
  ['a', undefined, '1.0.0', 'dcfc6feaa298d69942f6f20f9ecec4f5'],
  [LONG, '+85212345678', '1.0.1', '31c80117161373ee8508b3e3ce59516b'],
])('the id of an answer stays what it was within one engine version', (text, sender, release, id) => {
  expect(checkId(text, sender, release)).toBe(id);
});

test('other answers asked for in between change nothing', () => {
  const first = checkId('在吗', undefined, '1.0.0');
  checkId(LONG, '10086', '1.0.0');
  expect(checkId('在吗', undefined, '1.0.0')).toBe(first);
});
