import { expect, test } from 'vitest';
import { checkId } from '../../src/conversation/answer.ts';

const LONG = '🔴'.repeat(9000);

test.each([
  ['转账到安全账户', undefined, '1.0.0', '8e18f02ef7f735a64eb9149ace7a3775'],
  ['转账到安全账户', '10086', '1.0.0', 'd06788c165d81d746b7b3bd059ccc308'],
  ['a', undefined, '1.0.0', '9436e04d8dda520cfa8f16776308e5cc'],
  [LONG, '+85212345678', '1.0.1', '4032b31e2dc4065a2e1d946a7e4528be'],
])('the id of an answer stays what it was within one engine version', (text, sender, release, id) => {
  expect(checkId(text, sender, release)).toBe(id);
});

test('other answers asked for in between change nothing', () => {
  const first = checkId('在吗', undefined, '1.0.0');
  checkId(LONG, '10086', '1.0.0');
  expect(checkId('在吗', undefined, '1.0.0')).toBe(first);
});
