import { expect, test } from 'vitest';
import { checkId } from '../../src/conversation/answer.ts';

const LONG = '🔴'.repeat(9000);

test.each([
  ['转账到安全账户', undefined, '1.0.0', '869ce82cd070c612ac9fc8315b16d49e'],
  ['转账到安全账户', '10086', '1.0.0', 'c6bf88c98731ccaf7b8b1f459feef37c'],
  ['a', undefined, '1.0.0', '81349ae6c1c4319e57e63b9b81f1864a'],
  [LONG, '+85212345678', '1.0.1', 'df75e6cf8a868df643a05afd864363b2'],
])('the id of an answer stays what it was within one engine version', (text, sender, release, id) => {
  expect(checkId(text, sender, release)).toBe(id);
});

test('other answers asked for in between change nothing', () => {
  const first = checkId('在吗', undefined, '1.0.0');
  checkId(LONG, '10086', '1.0.0');
  expect(checkId('在吗', undefined, '1.0.0')).toBe(first);
});
