import { expect, test } from 'vitest';
import { checkId } from '../../src/conversation/answer.ts';

const LONG = '🔴'.repeat(9000);

test.each([
  ['转账到安全账户', undefined, '1.0.0', '411ef8704823b33214d4866d9520c747'],
  ['转账到安全账户', '10086', '1.0.0', '70c45d87e46e7074d2d57b1ef28603d7'],
  ['a', undefined, '1.0.0', '85fcead2e36a460342110b88506f74d3'],
  [LONG, '+85212345678', '1.0.1', '66a6a47530ef266eae1f2a0f4a72dfe7'],
])('the id of an answer stays what it was within one engine version', (text, sender, release, id) => {
  expect(checkId(text, sender, release)).toBe(id);
});

test('other answers asked for in between change nothing', () => {
  const first = checkId('在吗', undefined, '1.0.0');
  checkId(LONG, '10086', '1.0.0');
  expect(checkId('在吗', undefined, '1.0.0')).toBe(first);
});
