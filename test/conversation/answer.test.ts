import { expect, test } from 'vitest';
import { checkId } from '../../src/conversation/answer.ts';

const LONG = '🔴'.repeat(9000);

test.each([
  ['转账到安全账户', undefined, '1.0.0', 'eb48d95a470acb9a02c533d366726413'],
  ['转账到安全账户', '10086', '1.0.0', 'ec1ccdd5a9284a8a3a45f7f736f4600e'],
  ['a', undefined, '1.0.0', 'be80e04e76aebde58e8c1efbeada1ab3'],
  [LONG, '+85212345678', '1.0.1', 'b343bc68eb40f9a02b43f2c7b1208e64'],
])('the id of an answer stays what it was within one engine version', (text, sender, release, id) => {
  expect(checkId(text, sender, release)).toBe(id);
});

test('other answers asked for in between change nothing', () => {
  const first = checkId('在吗', undefined, '1.0.0');
  checkId(LONG, '10086', '1.0.0');
  expect(checkId('在吗', undefined, '1.0.0')).toBe(first);
});
