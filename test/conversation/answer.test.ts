import { expect, test } from 'vitest';
import { checkId } from '../../src/conversation/answer.ts';

const LONG = '🔴'.repeat(9000);

test.each([
  ['转账到安全账户', undefined, '1.0.0', '3bd7d5275ae2b605ef956e4239f81ae1'],
  ['转账到安全账户', '10086', '1.0.0', '18a98988cfa100ae9e799011a90c8f69'],
  ['a', undefined, '1.0.0', 'dece0c3fa31cebbd12a94bce27c79151'],
  [LONG, '+85212345678', '1.0.1', '5f2344cf666fb89ae03c7b6cec8bc4a7'],
])('the id of an answer stays what it was within one engine version', (text, sender, release, id) => {
  expect(checkId(text, sender, release)).toBe(id);
});

test('other answers asked for in between change nothing', () => {
  const first = checkId('在吗', undefined, '1.0.0');
  checkId(LONG, '10086', '1.0.0');
  expect(checkId('在吗', undefined, '1.0.0')).toBe(first);
});
