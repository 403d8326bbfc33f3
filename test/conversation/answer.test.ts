import { expect, test } from 'vitest';
import { checkId } from '../../src/conversation/answer.ts';

const LONG = '🔴'.repeat(9000);

test.each([
  ['转账到安全账户', undefined, '1.0.0', '561819483bb4b3ace49740a8f4cc5ad2'],
  ['转账到安全账户', '10086', '1.0.0', 'a12812934c30444fc47c8102fdf02f60'],
  ['a', undefined, '1.0.0', 'ba4c5a750b4b83eeb127890f0295ec7f'],
  [LONG, '+85212345678', '1.0.1', '07a6be0711d4055bc291680b63b8c4a8'],
])('the id of an answer stays what it was within one engine version', (text, sender, release, id) => {
  expect(checkId(text, sender, release)).toBe(id);
});

test('other answers asked for in between change nothing', () => {
  const first = checkId('在吗', undefined, '1.0.0');
  checkId(LONG, '10086', '1.0.0');
  expect(checkId('在吗', undefined, '1.0.0')).toBe(first);
});
