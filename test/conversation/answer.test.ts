import { expect, test } from 'vitest';
import { checkId } from '../../src/conversation/answer.ts';

const LONG = '🔴'.repeat(9000);

test.each([
  ['转账到安全账户', undefined, '1.0.0', '1cd359da6ea8784fae92f4d4e18a3cbc'],
  ['转账到安全账户', '10086', '1.0.0', '1b7d2105135e27b0ec969d2582d2ad7b'],
  ['a', undefined, '1.0.0', '4b25c8264f65ee04208b335b52716ec5'],
  [LONG, '+85212345678', '1.0.1', '1a0e6521e51d4c64fc62d6fb2f3571e9'],
])('the id of an answer stays what it was within one engine version', (text, sender, release, id) => {
  expect(checkId(text, sender, release)).toBe(id);
});

test('other answers asked for in between change nothing', () => {
  const first = checkId('在吗', undefined, '1.0.0');
  checkId(LONG, '10086', '1.0.0');
  expect(checkId('在吗', undefined, '1.0.0')).toBe(first);
});
