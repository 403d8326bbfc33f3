import { describe, expect, it, test } from 'vitest';
import { isOfSameChat } from '../../src/conversation/same-chat.ts';
import type { Matter } from '../../src/conversation/state.ts';
import { createDetector } from '../../src/detection/detector.ts';
import type { Colour } from '../../src/library/schema.ts';
import { loadLibraryForTests } from '../compiled-library.ts';
import { startTalk } from './talk.ts';

const detector = createDetector(await loadLibraryForTests());
const MINUTE = 60_000;

function matter(colour: Colour, ...texts: readonly string[]): Matter {
  return { verdict: { ...detector.judge('今天天气好').verdict, colour }, texts, updatedAt: 0 };
}

describe('a bubble of the same chat', () => {
  test.each<readonly [before: string, next: string, same: boolean]>([
    ['导师：下一单垫3980，做完一起提现', '导师：加油', true],
    ['[14:02] 导师：先做三单返你40', '[14:11] 导师：加油', true],
    ['[14:02] 导师：先做三单返你40', '14:11 导师：加油，群里的姐妹都已经提现了，就等你一个人做完最后这单', true],
    ['【客服】需要开通屏幕共享', '【客服】好的', true],
    ['Teacher: send 300 first', 'Teacher: ok', true],
    ['你看看这个\n李警官：你涉嫌洗钱', '李警官：好', true],
    ['导师：下一单垫3980', '妈妈：加油', false],
    ['导师：下一单垫3980', '加油', false],
    ['【工商银行】您的网银已过期，点击更新', '【工商银行】您尾号3521的卡11月3日12:05消费支出人民币58.00元。', false],
    ['通知：您涉嫌洗钱', '通知：明天停水', false],
    ['https://a.top/x', 'https://b.cn/y', false],
    ['', '', false],
  ])('%s | %s', (before, next, same) => {
    expect(isOfSameChat(matter('red', before), next, MINUTE)).toBe(same);
  });

  it('is looked for within ten minutes of a matter that is not harmless', () => {
    const [before, next] = ['导师：下一单垫3980', '导师：加油'];
    expect(isOfSameChat(matter('yellow', before), next, 10 * MINUTE)).toBe(true);
    expect(isOfSameChat(matter('yellow', before), next, 10 * MINUTE + 1)).toBe(false);
    expect(isOfSameChat(matter('green', before), next, MINUTE)).toBe(false);
  });
});

describe('who pastes a chat bubble by bubble', () => {
  it('does not read last that nothing was found', () => {
    const talk = startTalk(detector);
    for (const line of ['[14:02] 导师：先做三单返你40', '[14:05] 导师：下一单垫3980', '[14:09] 导师：做完一起提现']) talk.say(line);
    expect(talk.say('[14:11] 导师：加油').reply).not.toContain('🟢');
  });

  it('hears green of what somebody else writes', () => {
    const talk = startTalk(detector);
    talk.say('李警官：你涉嫌洗钱，资金要清查，转到这个户头');
    expect(talk.say('张老师：明天春游请带好水和雨伞，八点校门口集合').reply).toContain('🟢');
  });
});
