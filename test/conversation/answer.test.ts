import { expect, test } from 'vitest';
import { checkId } from '../../src/conversation/answer.ts';

const LONG = '🔴'.repeat(9000);

test.each([
  ['转账到安全账户', undefined, '1.0.0', '272ae2bcdccd78b984738834f80a3269'],
  ['转账到安全账户', '10086', '1.0.0', 'a114830c68c4af1549f405dc0ed1dffd'],
  ['a', undefined, '1.0.0', '56a2e39126a1d9635f2aeba69975e1fb'],
  [LONG, '+85212345678', '1.0.1', '335906529beae1bd8d25e0bb01dd69e5'],
])('the id of an answer stays what it was within one engine version', (text, sender, release, id) => {
  expect(checkId(text, sender, release)).toBe(id);
});

test('other answers asked for in between change nothing', () => {
  const first = checkId('在吗', undefined, '1.0.0');
  checkId(LONG, '10086', '1.0.0');
  expect(checkId('在吗', undefined, '1.0.0')).toBe(first);
});
