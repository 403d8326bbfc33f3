import { expect, test } from 'vitest';
import { checkId } from '../../src/conversation/answer.ts';

const LONG = '🔴'.repeat(9000);

test.each([
  ['转账到安全账户', undefined, '1.0.0', '9b7b9af97f5dc74851cafe7ed1ffe238'],
  ['转账到安全账户', '10086', '1.0.0', 'af2378a14f0feb4d9350fcbeb9957f6a'],
  ['a', undefined, '1.0.0', '6f9aaab5a3df0088f19002f870983dde'],
  [LONG, '+85212345678', '1.0.1', '8f3ce3cee037ecc10a503312347d371d'],
])('the id of an answer stays what it was within one engine version', (text, sender, release, id) => {
  expect(checkId(text, sender, release)).toBe(id);
});

test('other answers asked for in between change nothing', () => {
  const first = checkId('在吗', undefined, '1.0.0');
  checkId(LONG, '10086', '1.0.0');
  expect(checkId('在吗', undefined, '1.0.0')).toBe(first);
});
