import { expect, test } from 'vitest';
import { judgeSender } from '../../src/detection/sender.ts';

test.each([
  [undefined, 'unknown'],
  ['', 'unknown'],
  ['95588', 'unknown'],
  ['10690000', 'unknown'],
  ['BANK', 'unknown'],
  ['+44 7700 000000', 'foreign'],
  ['0063-917-0000000', 'foreign'],
  ['＋４４７７０００００００', 'foreign'],
  ['+86 138 0000 0000', 'mobile'],
  ['0086 13800000000', 'mobile'],
  ['138-0000-0000', 'mobile'],
  ['1380000', 'unknown'],
  ['+861', 'unknown'],
] as const)('the sender %s is %s', (sender, kind) => {
  expect(judgeSender(sender)).toBe(kind);
});
