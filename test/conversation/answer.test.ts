import { expect, test } from 'vitest';
import { checkId } from '../../src/conversation/answer.ts';

const LONG = '🔴'.repeat(9000);

test.each([
  ['转账到安全账户', undefined, '1.0.0', 'b7441485915a7058c5d86babc328bfd7'],
  ['转账到安全账户', '10086', '1.0.0', 'ab06471269a85b70ef31b9697a6b36b1'],
  ['a', undefined, '1.0.0', 'a2b7be85486f9675f65c682a6a6988f4'],
  [LONG, '+85212345678', '1.0.1', 'fdeb5e90e64832708617165d03892108'],
])('the id of an answer stays what it was within one engine version', (text, sender, release, id) => {
  expect(checkId(text, sender, release)).toBe(id);
});

test('other answers asked for in between change nothing', () => {
  const first = checkId('在吗', undefined, '1.0.0');
  checkId(LONG, '10086', '1.0.0');
  expect(checkId('在吗', undefined, '1.0.0')).toBe(first);
});
