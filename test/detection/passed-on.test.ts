import { describe, expect, test } from 'vitest';
import { createAnalysis } from '../../src/detection/analysis.ts';
import { bearsMarksOfForward } from '../../src/detection/passed-on.ts';
import { smallLibrary } from './small-library.ts';

const analyse = createAnalysis(smallLibrary({}));
const marked = (text: string): boolean => bearsMarksOfForward(analyse(text));

describe('outward marks of a forward', () => {
  test.each([
    '【顺丰速运】您的快件已到',
    '尊敬的客户，账单已出',
    '点 abc.top 领取',
    '王主任：下午开会',
    '加我微信 wx0000ab',
    '第一条\n第二条',
    'Dear customer, your bill is ready',
    '说'.repeat(61),
  ])('%s', (text) => {
    expect(marked(text)).toBe(true);
  });

  test.each(['那钱我不垫了，群也退了', '扣了四千多', '好，我叫他自己买去', 'bank froze the card', '说'.repeat(60)])('none: %s', (text) => {
    expect(marked(text)).toBe(false);
  });
});
