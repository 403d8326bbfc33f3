import { expect, test } from 'vitest';
import { checkId } from '../../src/conversation/answer.ts';

const LONG = '🔴'.repeat(9000);

test.each([
  ['转账到安全账户', undefined, '1.0.0', '9d55a10b4f96e38641c6e202b6684da6'],
  ['转账到安全账户', '10086', '1.0.0', '194a124a4cdf948a6fc4ec1bd8ad1d77'],
  ['a', undefined, '1.0.0', '2c50de126a09f83042c0aff13e751f0f'],
  [LONG, '+85212345678', '1.0.1', 'd8c15dc78f851612f8dd2d78be732a2a'],
])('the id of an answer stays what it was within one engine version', (text, sender, release, id) => {
  expect(checkId(text, sender, release)).toBe(id);
});

test('other answers asked for in between change nothing', () => {
  const first = checkId('在吗', undefined, '1.0.0');
  checkId(LONG, '10086', '1.0.0');
  expect(checkId('在吗', undefined, '1.0.0')).toBe(first);
});
