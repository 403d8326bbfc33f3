import { expect, test } from 'vitest';
import { checkId } from '../../src/conversation/answer.ts';

const LONG = '🔴'.repeat(9000);

test.each([
  ['转账到安全账户', undefined, '1.0.0', '0c9273821054481d0ba0052b5808425c'],
  ['转账到安全账户', '10086', '1.0.0', '5c742fe22706f811c440a145a088c367'],
  ['a', undefined, '1.0.0', '5dfcfc1142624d6f095c1a1f732ebfd2'],
  [LONG, '+85212345678', '1.0.1', '3ad631a938ab2fe7bff0650d00931f84'],
])('the id of an answer stays what it was within one engine version', (text, sender, release, id) => {
  expect(checkId(text, sender, release)).toBe(id);
});

test('other answers asked for in between change nothing', () => {
  const first = checkId('在吗', undefined, '1.0.0');
  checkId(LONG, '10086', '1.0.0');
  expect(checkId('在吗', undefined, '1.0.0')).toBe(first);
});
