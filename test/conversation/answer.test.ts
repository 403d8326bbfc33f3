import { expect, test } from 'vitest';
import { checkId } from '../../src/conversation/answer.ts';

const LONG = '🔴'.repeat(9000);

test.each([
  ['转账到安全账户', undefined, '1.0.0', 'c6205fe3fbc55c185ccea707e0162da8'],
  ['转账到安全账户', '10086', '1.0.0', '7d843f9657ae8e789b423e23c53d148a'],
  ['a', undefined, '1.0.0', '93355012bb208e15ca4ea79e759ccfe3'],
  [LONG, '+85212345678', '1.0.1', 'e7f506f79bcd7631af08e2a6f9484b33'],
])('the id of an answer stays what it was within one engine version', (text, sender, release, id) => {
  expect(checkId(text, sender, release)).toBe(id);
});

test('other answers asked for in between change nothing', () => {
  const first = checkId('在吗', undefined, '1.0.0');
  checkId(LONG, '10086', '1.0.0');
  expect(checkId('在吗', undefined, '1.0.0')).toBe(first);
});
