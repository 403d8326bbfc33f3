import { expect, test } from 'vitest';
import { checkId } from '../../src/conversation/answer.ts';

const LONG = '🔴'.repeat(9000);

test.each([
  ['转账到安全账户', undefined, '1.0.0', '5d8996778b6a026e4bbe6bc3caf4e464'],
  ['转账到安全账户', '10086', '1.0.0', '6c40e816e4517805e70908b98b7b02f9'],
  ['a', undefined, '1.0.0', 'df964e0434293b8098049ec9e8a1eb3c'],
  [LONG, '+85212345678', '1.0.1', 'ad8293fd98c046ca6fb8e6d39ed195f9'],
])('the id of an answer stays what it was within one engine version', (text, sender, release, id) => {
  expect(checkId(text, sender, release)).toBe(id);
});

test('other answers asked for in between change nothing', () => {
  const first = checkId('在吗', undefined, '1.0.0');
  checkId(LONG, '10086', '1.0.0');
  expect(checkId('在吗', undefined, '1.0.0')).toBe(first);
});
