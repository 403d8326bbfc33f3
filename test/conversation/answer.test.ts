import { expect, test } from 'vitest';
import { checkId } from '../../src/conversation/answer.ts';

const LONG = '🔴'.repeat(9000);

test.each([
  ['转账到安全账户', undefined, '1.0.0', 'a818b55ec3e2706c657bac11739d13b1'],
  ['转账到安全账户', '10086', '1.0.0', '58084b9dbfd50a3e39c62c60222caccc'],
  ['a', undefined, '1.0.0', 'b49c673c84692937fb66ab516dec0956'],
  [LONG, '+85212345678', '1.0.1', '1d68a09036cf79c19b8d37bad4317641'],
])('the id of an answer stays what it was within one engine version', (text, sender, release, id) => {
  expect(checkId(text, sender, release)).toBe(id);
});

test('other answers asked for in between change nothing', () => {
  const first = checkId('在吗', undefined, '1.0.0');
  checkId(LONG, '10086', '1.0.0');
  expect(checkId('在吗', undefined, '1.0.0')).toBe(first);
});
