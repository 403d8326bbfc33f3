import { expect, test } from 'vitest';
import { checkId } from '../../src/conversation/answer.ts';

const LONG = '🔴'.repeat(9000);

test.each([
  ['转账到安全账户', undefined, '1.0.0', '9cdcc9f6df1e606b031f0d2b788a76b2'],
  ['转账到安全账户', '10086', '1.0.0', '5f0bbf937cba212ade2b55f9bb1b934e'],
  ['a', undefined, '1.0.0', '5501230a3a7e3f170146888d57232695'],
  [LONG, '+85212345678', '1.0.1', '24db49943413b590f75d064099f34a74'],
])('the id of an answer stays what it was within one engine version', (text, sender, release, id) => {
  expect(checkId(text, sender, release)).toBe(id);
});

test('other answers asked for in between change nothing', () => {
  const first = checkId('在吗', undefined, '1.0.0');
  checkId(LONG, '10086', '1.0.0');
  expect(checkId('在吗', undefined, '1.0.0')).toBe(first);
});
