import { expect, test } from 'vitest';
import { checkId } from '../../src/conversation/answer.ts';

const LONG = '🔴'.repeat(9000);

test.each([
  ['转账到安全账户', undefined, '1.0.0', '1e9b860a24abe5a52b44d54f32e9b7a9'],
  ['转账到安全账户', '10086', '1.0.0', '0f2b53acaed879a0979ca80722df6db7'],
  ['a', undefined, '1.0.0', '318ee28eb264c87fd7dd29dec9afc5fa'],
  [LONG, '+85212345678', '1.0.1', 'b19c6f8e1f72c6b58b3dfbcee00ac2c4'],
])('the id of an answer stays what it was within one engine version', (text, sender, release, id) => {
  expect(checkId(text, sender, release)).toBe(id);
});

test('other answers asked for in between change nothing', () => {
  const first = checkId('在吗', undefined, '1.0.0');
  checkId(LONG, '10086', '1.0.0');
  expect(checkId('在吗', undefined, '1.0.0')).toBe(first);
});
