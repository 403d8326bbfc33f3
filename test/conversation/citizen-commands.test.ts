import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readCitizenCommand } from '../../src/conversation/citizen-commands.ts';
import { createTraditional } from '../../src/conversation/traditional.ts';
import { createDetector } from '../../src/detection/detector.ts';
import { createNormalizer } from '../../src/detection/normalize.ts';
import { loadLibraryForTests } from '../compiled-library.ts';
import { startTalk } from './talk.ts';

const library = await loadLibraryForTests();
const normalizer = createNormalizer(library);
const normalized = (text: string): string => normalizer(text).text;
const toTraditional = createTraditional();

const WANTED = {
  'cancel-human': [
    '取消人工',
    '请取消转人工。',
    '麻烦取消人工客服，谢谢',
    '人工取消吧',
    '不用人工了',
    '那就不用转人工了！',
    '不用人工',
    '不需要人工服务了',
    '别转人工了',
    '不要真人了',
    '不用叫人了',
    '不用找人来',
    '别给我转人工',
    '真的不用打给我了',
    '不要给我打电话',
    '现在不用人工了',
    '暂时不用人工',
    '已经不需要人工了',
    'cancel human',
    'Cancel the human, please',
    'no human needed',
    "I don't need a human anymore",
  ],
  'call-human': [
    '转人工',
    '转人工！',
    '人工',
    '人工客服',
    '我要人工',
    '请帮我转接人工',
    '找真人',
    '还是转人工吧',
    'human',
    'talk to a human',
  ],
  'how-long': [
    '还要等多久',
    '请问还要等多久',
    '我这边还要等几分钟',
    '还要等多久？',
    '还要多久',
    '排到几了',
    '排到第几个了',
    '前面还有几个人？',
    '前面还有几位',
    '前头还有多少人',
    '轮到我了吗',
    '到我了吗',
    'how long?',
  ],
} as const;

describe('a citizen orders', () => {
  for (const [command, texts] of Object.entries(WANTED))
    it.each(texts)(`${command}: %s`, (text) => {
      expect(readCitizenCommand(text)).toBe(command);
      expect(readCitizenCommand(normalized(text))).toBe(command);
      expect(readCitizenCommand(normalized(toTraditional(text)))).toBe(command);
    });

  it.each(['取消轉人工', '現在不用人工了', '暫時不用人工', '別給我打電話'])('in traditional characters as well: %s', (text) => {
    expect(startTalk(createDetector(library)).say(text).reply).toContain('没有在排队');
  });
});

describe('no order is', () => {
  it.each([
    '别取消人工',
    '不要取消人工',
    '先别取消人工',
    '我不想取消人工',
    '不用取消人工了',
    '可以取消人工吗',
    '能取消人工吗？',
    '怎么取消人工',
    '取消人工要多久',
    '取消人工？',
    '他叫我取消人工',
    '骗子让我取消人工，我没听',
    '对方说不用转人工了，直接转账',
    '客服说不用人工了',
    '取消',
    '不用了',
    '不要人工智能，我要真人',
    '不是要转人工，是转账',
    '人工不取消',
    'do not cancel the human',
    "don't cancel human",
    'can I cancel the human?',
    'he told me to cancel the human',
    '提现还要等多久',
    '钱还要等多久到账',
    '你是人工吗',
    '人工多少钱',
    '',
    '取消人工'.repeat(20),
    '可以取消人工嗎',
    '你是人工嗎',
  ])('%j', (text) => {
    expect(readCitizenCommand(text)).toBeNull();
    expect(readCitizenCommand(normalized(text))).toBeNull();
    expect(readCitizenCommand(normalized(toTraditional(text)))).toBeNull();
  });

  it('anything with other words before or behind it', () => {
    const other = fc.constantFrom('骗子说', '他让我', '我妈', '验证码', '转账', '别', '不要', '没', '为什么');
    fc.assert(
      fc.property(other, fc.constantFrom(...WANTED['cancel-human']), fc.boolean(), (word, order, before) => {
        expect(readCitizenCommand(before ? `${word}${order}` : `${order}${word}`)).not.toBe('cancel-human');
      }),
    );
  });

  it('slow to read, whatever stands there', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom('我', '要', '转', '人', '工', '取', '消', '了', '吧', '不', '用'), maxLength: 60 }),
        (text) => {
          readCitizenCommand(text);
        },
      ),
    );
  });
});
