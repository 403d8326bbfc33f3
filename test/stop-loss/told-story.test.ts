import { describe, expect, it } from 'vitest';
import { toldStory } from '../../src/stop-loss/told-story.ts';
import { loadLibraryForTests } from '../compiled-library.ts';

const { links } = await loadLibraryForTests();
/** 2026-11-20 10:00 in Huzhou. */
const NOW = Date.UTC(2026, 10, 20, 2);
const A_DAY = 86_400_000;
const NOT = { buttons: new Set(['我刚把钱转给对方了呀呀']), numbers: ['2250000', '13800001234'] };
const told = (...texts: readonly string[]) =>
  toldStory(
    texts.map((text, index) => ({ text, at: NOW + index * 1000 })),
    links,
    NOT,
  );

describe('what a citizen has told', () => {
  it('is his own sentences, each once, without greetings and buttons', () => {
    const one = '客服说我的快递丢了要赔我三百块';
    expect(told('你好', one, '我刚把钱转给对方了呀呀', one, '然后让我开了屏幕共享看着我操作').story).toBe(
      `${one}\n然后让我开了屏幕共享看着我操作`,
    );
  });

  it('is told of this matter alone', () => {
    const lines = ['上个月我问过一个刷单的群 13911112222', '今天有人冒充公安说我涉嫌洗钱', '他用13922223333打来，一直不让我挂'];
    const at = [NOW - 30 * A_DAY, NOW, NOW + 1000];
    const { story, scamPhone } = toldStory(
      lines.map((text, index) => ({ text, at: at[index] ?? NOW })),
      links,
      NOT,
    );
    expect([story, scamPhone]).toEqual([`${lines[1]}\n${lines[2]}`, '13922223333']);
  });

  it('holds no code and no password: nobody is to have them', () => {
    const { story } = told('他要我把验证码483920念给他听', '我把银行卡密码 889911 也告诉他了', '密码：Abc12345 他也要走了的');
    expect(story).not.toMatch(/483920|889911|Abc12345/);
    expect(story).toContain('念给他听');
  });

  it('names who rang, and never our hotline, a bank’s or his own', () => {
    expect(told('对方用13922223333和+85251234567打来两次', '我打了05722250000和4008895558，还有13800001234').scamPhone).toBe(
      '13922223333、+85251234567',
    );
  });

  it('has room on the form', () => {
    expect(told('很长的经过'.repeat(900)).story).toHaveLength(2000);
  });
});
