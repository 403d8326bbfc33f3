import { describe, expect, it } from 'vitest';
import { decide } from '../../src/conversation/decide.ts';
import { circumstances, NOW, stubDetector } from './stub-detector.ts';
import { A_MINUTE, talkAfter } from './talk.ts';

/** Days behind everything that the talks below say. */
const LATE = NOW + 4 * 24 * 60 * A_MINUTE;
const RED = '[red investment advice]';

describe('how a matter has ended', () => {
  it('is told to who has stopped it, by whose matter it is', () => {
    const said = (...before: string[]): string => talkAfter(...before).say('[green advice ended-averted]').reply;
    expect(said(RED)).toMatch(/^停下来就对了。电话、共享还没断的，现在就断/);
    expect(said('[red investment advice other]')).toMatch(/^停下了就好：陪着他.*没停下、不听您的，马上打110/);
    expect(said('[red investment advice counter]')).toMatch(/^没办就好。人还在的.*人已经走了，马上打110/);
    expect(said('[red investment advice child]')).toMatch(/^停下来就对了。还没断的，现在就断、就退/);
    expect(said('[red investment advice scene]')).toMatch(/^记下了，也这样告诉110/);
  });

  it('is not believed of a question of who has lost something: "被骗的钱也要还吗"', () => {
    const lost = talkAfter('[red stop-loss paid]');
    expect(lost.say('[green advice ended-genuine] 这钱也要还吗').verdict?.colour).toBe('red');
    expect(lost.say('[green advice ended-genuine] 问过了，是他本人').verdict?.colour).toBe('yellow');
  });

  it('and the police hear of it where a case waits', () => {
    expect(talkAfter('[red emergency paid]').say('[green advice ended-averted]').reply).toMatch(
      /^停下来就对了.*\n110打过的，把这个也告诉民警。\n已叫值班员/,
    );
    expect(talkAfter('[red emergency paid]').say('[green advice ended-exposed]').reply).toMatch(
      /^您说得对.*把这个也告诉110的民警；110还没打，现在就打。\n已叫值班员/,
    );
  });

  it('leaves the matter as it is when stopped, and lowers it one step when he has found it true', () => {
    expect(talkAfter(RED).say('[green advice ended-averted]').verdict?.colour).toBe('red');
    const { verdict, reply } = talkAfter(RED).say('[green advice ended-genuine]');
    expect(verdict?.colour).toBe('yellow');
    expect(reply).toMatch(/^自己找号码、到窗口问到的.*别转到个人账户/);
  });

  it('is no news from who has stopped it: nobody is called once more', () => {
    const talk = talkAfter('[red emergency fetching-cash other]');
    const { escalation, reply } = talk.say('[red emergency fetching-cash other ended-averted]');
    expect(escalation).toBeNull();
    expect(reply).toMatch(/^停下了就好/);
    expect(talkAfter(RED).say('[red emergency ended-averted]').escalation?.urgency).toBe('P0');
  });

  it.each([
    ['where nothing is open', [], '[green advice ended-averted]'],
    ['where nothing was found', ['[green advice]'], '[green advice ended-averted]'],
    ['after a real call of the police', ['[yellow advice dissuasion]'], '[green advice ended-averted]'],
    ['where something has gone in the same breath', [RED], '[red emergency paid ended-averted]'],
    ['where his program is on the telephone', [RED], '[green advice installed ended-averted]'],
    ['where a life is in danger', [RED], '[red emergency despair ended-averted]'],
    ['where he asks for a human', [RED], '[green human ended-averted]'],
  ])('does not count %s', (_, before, text) => {
    expect(talkAfter(...before).say(text).reply).not.toMatch(/停下来就对了|停下了就好/);
  });

  it('gives way to what he asks beside it', () => {
    expect(talkAfter(RED).say('[green advice ended-averted should-i-report]').reply).toMatch(/^可以报/);
  });
});

describe('whose matter it is', () => {
  const WITNESS = '[green advice scene]';

  it('who sees the criminals is told to look after himself, and somebody hears of it', () => {
    const { reply, escalation, verdict } = talkAfter().say(WITNESS);
    expect(reply).toMatch(/^🔴 先顾好您自己.*12110.*\n已叫值班员/s);
    expect(reply).not.toMatch(/银行卡|转账/);
    expect({ urgency: escalation?.urgency, reason: escalation?.reason, colour: verdict?.colour }).toEqual({
      urgency: 'P1',
      reason: 'witness',
      colour: 'red',
    });
    expect(talkAfter().say('[green report scene]').escalation).toBeNull();
    expect(talkAfter().say('[red emergency scene]').escalation?.urgency).toBe('P0');
  });

  it('is no witness who says so in the middle of his own story', () => {
    const { reply, escalation } = talkAfter(RED).say(WITNESS);
    expect(reply).not.toMatch(/先顾好您自己/);
    expect(escalation).toBeNull();
  });

  it('a witness hears in turn what to do, whatever he adds', () => {
    const talk = talkAfter(WITNESS);
    expect(talk.say('[green advice] 他们回来了').reply).toMatch(/^记下了，也这样告诉110/);
    expect(talk.say('[green advice] 车牌是白的').reply).toMatch(/^我记着。民警没到以前别当面问/);
    expect(talk.say('[green knowledge unsure] 我能走吗').reply).toMatch(/^这一问让110的民警来定/);
  });

  it('who stands at a counter holds it up; once it has gone, it is to be stopped', () => {
    expect(talkAfter().say('[red emergency counter]').reply).toMatch(/^🔴 您先把人留住/);
    expect(talkAfter().say('[red emergency paid counter]').reply).toMatch(/^🔴 先把人留住，马上陪他打110/);
    expect(talkAfter().say('[red authority advice counter]').reply).toMatch(/\n您先把人留住/);
    const talk = talkAfter('[red emergency counter]');
    expect(talk.say('[green advice] 他不说').reply).toMatch(/^记下了。先拖住不办/);
    expect(talk.say('[green advice] 儿子打不通').reply).toMatch(/^知道了。能替他找到家里人/);
  });

  it('a relative is told to stop him and to dial for him, and nothing of a card of his own', () => {
    const before = talkAfter().say('[red emergency fetching-cash other]').reply;
    expect(before).toMatch(/^🔴 先拦住他本人.*人在哪/s);
    expect(before).not.toMatch(/卡背面|停下，别取钱/);
    expect(talkAfter().say('[red emergency paid other]').reply).toMatch(/^🔴 马上让他停手.*卡背面/s);
    expect(talkAfter().say('[red stop-loss paid other]').reply).toMatch(/^🔴 别让他再转钱.*派出所/s);
    expect(talkAfter().say('[red investment advice other]').reply).toMatch(/\n请讲给他本人听，陪着他做：/);
  });

  it('begins anew with a new matter', () => {
    const talk = talkAfter('[red investment advice other]');
    const DAYS = 3 * 24 * 60 * 60_000;
    expect(talk.say('[red emergency fetching-cash]', DAYS).reply).not.toMatch(/拦住他本人/);
  });
});

describe('a loss that he has told of', () => {
  const LOST = '[red emergency paid] 我刚转了八万';
  const CORRECTS = '[green advice correction] 搞错了，其实没转';
  const CHECKED = '[green advice ended-genuine] 我打电话问过了，是他本人';

  it.each([
    ['by a correction, however often', [CORRECTS, CORRECTS, CORRECTS], ['red', 'red', 'red']],
    ['by that he has stopped', ['[green advice ended-averted] 没转成'], ['red']],
    ['by more than one step where he has checked it, however often', [CHECKED, CHECKED, CHECKED], ['yellow', 'yellow', 'yellow']],
    ['by a correction behind that', [CHECKED, CORRECTS], ['yellow', 'yellow']],
  ])('is not made smaller %s: who is steered is told to say so', (_, turns, colours) => {
    const talk = talkAfter(LOST);
    const decisions = turns.map((turn) => talk.say(turn));
    expect(decisions.map(({ verdict }) => verdict?.colour)).toEqual(colours);
    expect(decisions.at(-1)?.state).toMatchObject({ lost: true, escalation: { urgency: 'P0', caseNumber: 'A000001' } });
  });

  it('falls no further than an alarm that is open, though nothing is gone', () => {
    const talk = talkAfter('[red authority emergency sharing] 他在看我的屏幕');
    expect([CHECKED, CHECKED, CORRECTS].map((turn) => talk.say(turn).verdict?.colour)).toEqual(['yellow', 'yellow', 'yellow']);
  });

  it('is none of the next matter once the case is closed, and is one as long as it runs', () => {
    const { state } = talkAfter(LOST).say('[green thanks]');
    const corrected = (escalation: typeof state.escalation) => {
      const later = (text: string, behind: number, before: typeof state) =>
        decide(stubDetector, before, { text, partly: false }, circumstances({ now: LATE + behind }));
      const begun = later('[red loan forward]', 0, { ...state, escalation });
      return { lost: begun.state.lost, colour: later(CORRECTS, A_MINUTE, begun.state).verdict?.colour };
    };
    expect(corrected(state.escalation)).toEqual({ lost: true, colour: 'red' });
    expect(corrected(null)).toEqual({ lost: false, colour: 'yellow' });
  });

  it('makes nothing worse that looked harmless when it was paid', () => {
    const talk = talkAfter('[green advice] 老师叫交班费', '[green emergency paid] 付好了');
    const { state, verdict } = talk.say('[green advice correction] 说错了，是我女儿付的');
    expect([state.lost, verdict?.colour]).toEqual([true, 'green']);
  });
});
