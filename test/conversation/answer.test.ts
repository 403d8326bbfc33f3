import { expect, test } from 'vitest';
import { checkId } from '../../src/conversation/answer.ts';

const LONG = '🔴'.repeat(9000);

test.each([
  ['转账到安全账户', undefined, '1.0.0', '6deab8e54096417831a931a5fa594f6d'],
  ['转账到安全账户', '10086', '1.0.0', 'd8a2aea50c9dc28e65e4cc8d90eb3bbb'],
  ['a', undefined, '1.0.0', '4e603db24139c5818f4a2feee4ce0b05'],
  [LONG, '+85212345678', '1.0.1', '4fd59e0757c4caff6424fabf64964f22'],
])('the id of an answer stays what it was within one engine version', (text, sender, release, id) => {
  expect(checkId(text, sender, release)).toBe(id);
});

test('other answers asked for in between change nothing', () => {
  const first = checkId('在吗', undefined, '1.0.0');
  checkId(LONG, '10086', '1.0.0');
  expect(checkId('在吗', undefined, '1.0.0')).toBe(first);
});
