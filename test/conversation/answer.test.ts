import { expect, test } from 'vitest';
import { checkId } from '../../src/conversation/answer.ts';

const LONG = '🔴'.repeat(9000);

test.each([
  ['转账到安全账户', undefined, '1.0.0', '9906ab1a752602f02bb9ac964b4cb69a'],
  ['转账到安全账户', '10086', '1.0.0', '76322498d523397c1e8063b732b1b789'],
  ['a', undefined, '1.0.0', 'd00adee20a4956a85f26b82dfc7da00b'],
  [LONG, '+85212345678', '1.0.1', 'd5d20bd288b1f97122fe0a32dbda8990'],
])('the id of an answer stays what it was within one engine version', (text, sender, release, id) => {
  expect(checkId(text, sender, release)).toBe(id);
});

test('other answers asked for in between change nothing', () => {
  const first = checkId('在吗', undefined, '1.0.0');
  checkId(LONG, '10086', '1.0.0');
  expect(checkId('在吗', undefined, '1.0.0')).toBe(first);
});
