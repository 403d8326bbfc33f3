import { expect, test } from 'vitest';
import { checkId } from '../../src/conversation/answer.ts';

const LONG = '🔴'.repeat(9000);

test.each([
  ['转账到安全账户', undefined, '1.0.0', '41335c5e8ef7bb8db6bad02e164b5d6d'],
  ['转账到安全账户', '10086', '1.0.0', '1ee08d623ac5bd8ae7ede6830db38cde'],
  ['a', undefined, '1.0.0', 'eff38c4d8dc44b422e4788616ef042f7'],
  [LONG, '+85212345678', '1.0.1', '8f155708c038d16a382b7727e2e3bef8'],
])('the id of an answer stays what it was within one engine version', (text, sender, release, id) => {
  expect(checkId(text, sender, release)).toBe(id);
});

test('other answers asked for in between change nothing', () => {
  const first = checkId('在吗', undefined, '1.0.0');
  checkId(LONG, '10086', '1.0.0');
  expect(checkId('在吗', undefined, '1.0.0')).toBe(first);
});
