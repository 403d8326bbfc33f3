import { expect, test } from 'vitest';
import { checkId } from '../../src/conversation/answer.ts';

const LONG = '🔴'.repeat(9000);

test.each([
  ['转账到安全账户', undefined, '1.0.0', '1cbf359aa2c65da35b4935fbb25f1d9e'],
  ['转账到安全账户', '10086', '1.0.0', '2ce7e45bcaba4dd71dd66ce2796e4c6e'],
  ['a', undefined, '1.0.0', '59ad642554c0023f1ff2ffb95765f2c0'],
  [LONG, '+85212345678', '1.0.1', '839a9fbd15912d268d8471cd25807749'],
])('the id of an answer stays what it was within one engine version', (text, sender, release, id) => {
  expect(checkId(text, sender, release)).toBe(id);
});

test('other answers asked for in between change nothing', () => {
  const first = checkId('在吗', undefined, '1.0.0');
  checkId(LONG, '10086', '1.0.0');
  expect(checkId('在吗', undefined, '1.0.0')).toBe(first);
});
