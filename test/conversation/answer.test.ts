import { expect, test } from 'vitest';
import { checkId } from '../../src/conversation/answer.ts';

const LONG = '🔴'.repeat(9000);

test.each([
  ['转账到安全账户', undefined, '1.0.0', '486cc3a1c7bebecbb8f47e7678e3289b'],
  ['转账到安全账户', '10086', '1.0.0', '1f94d26b28808b76b6b6ab7f14a91b79'],
  ['a', undefined, '1.0.0', 'a5efd9d7cc23e8ff6fe6d3690cfb3f72'],
  [LONG, '+85212345678', '1.0.1', '9dce9443f2de22b8fdec7a9ec69ccfe3'],
])('the id of an answer stays what it was within one engine version', (text, sender, release, id) => {
  expect(checkId(text, sender, release)).toBe(id);
});

test('other answers asked for in between change nothing', () => {
  const first = checkId('在吗', undefined, '1.0.0');
  checkId(LONG, '10086', '1.0.0');
  expect(checkId('在吗', undefined, '1.0.0')).toBe(first);
});
