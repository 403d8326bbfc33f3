import { expect, test } from 'vitest';
import { checkId } from '../../src/conversation/answer.ts';

const LONG = '🔴'.repeat(9000);

test.each([
  ['转账到安全账户', undefined, '1.0.0', '55d8fded44a5a955b1d163c2a57e286e'],
  ['转账到安全账户', '10086', '1.0.0', '56469982d5687ed6b833f3e18de439e3'],
  ['a', undefined, '1.0.0', 'efc303d11dec95c35f4fa3c2bf685de3'],
  [LONG, '+85212345678', '1.0.1', 'd2ef1617f857a8ad6576714b688755d5'],
])('the id of an answer stays what it was', (text, sender, release, id) => {
  expect(checkId(text, sender, release)).toBe(id);
});

test('other answers asked for in between change nothing', () => {
  const first = checkId('在吗', undefined, '1.0.0');
  checkId(LONG, '10086', '1.0.0');
  expect(checkId('在吗', undefined, '1.0.0')).toBe(first);
});
