import { expect, test } from 'vitest';
import { checkId } from '../../src/conversation/answer.ts';

const LONG = '🔴'.repeat(9000);

test.each([
  ['转账到安全账户', undefined, '1.0.0', 'd412743ede1da109758c448c06911617'],
  ['转账到安全账户', '10086', '1.0.0', 'f3f4c0618cef22ffe3c5782fd7944bb6'],
  ['a', undefined, '1.0.0', 'b7050018bd45d21a7e4527d5f96a9474'],
  [LONG, '+85212345678', '1.0.1', 'd7cb399d817a7ff919eb4b0b81cedf1c'],
])('the id of an answer stays what it was within one engine version', (text, sender, release, id) => {
  expect(checkId(text, sender, release)).toBe(id);
});

test('other answers asked for in between change nothing', () => {
  const first = checkId('在吗', undefined, '1.0.0');
  checkId(LONG, '10086', '1.0.0');
  expect(checkId('在吗', undefined, '1.0.0')).toBe(first);
});
