import { expect, test } from 'vitest';
import { checkId } from '../../src/conversation/answer.ts';

const LONG = '🔴'.repeat(9000);

test.each([
  ['转账到安全账户', undefined, '1.0.0', '2822211bfb8db20a3d98edb5badc69fe'],
  ['转账到安全账户', '10086', '1.0.0', '2bdb42080ff5e1127d592b4eb3374be8'],
  ['a', undefined, '1.0.0', '9c35d5ff6caf63efcb9aee82ac8a5411'],
  [LONG, '+85212345678', '1.0.1', '974dd50dea1c5d96fb71cb90ddbf673c'],
])('the id of an answer stays what it was within one engine version', (text, sender, release, id) => {
  expect(checkId(text, sender, release)).toBe(id);
});

test('other answers asked for in between change nothing', () => {
  const first = checkId('在吗', undefined, '1.0.0');
  checkId(LONG, '10086', '1.0.0');
  expect(checkId('在吗', undefined, '1.0.0')).toBe(first);
});
