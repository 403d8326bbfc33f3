import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decide, decideUnjudged } from '../../src/conversation/decide.ts';
import { EMPTY_STATE } from '../../src/conversation/state.ts';
import { circumstances, stubDetector } from './stub-detector.ts';
import { startTalk } from './talk.ts';

describe('calling a human', () => {
  it.each([
    ['[red emergency paid]', 'P0'],
    ['[red emergency sharing]', 'P0'],
    ['[green despair]', 'P0'],
    ['[green advice watched]', 'P0'],
    ['[red stop-loss paid]', 'P1'],
    ['[green human gave-code]', 'P1'],
    ['[green human]', 'P2'],
    ['[red authority forward]', null],
    ['[red advice]', null],
    ['[green thanks]', null],
  ])('for %s: %s', (text, urgency) => {
    expect(startTalk(stubDetector).say(text).escalation?.urgency ?? null).toBe(urgency);
  });

  it('takes less at the beginning of a talk than in its middle', () => {
    const faint = '[yellow emergency paid faint]';
    expect(startTalk(stubDetector).say(faint).escalation?.urgency).toBeDefined();
    const talk = startTalk(stubDetector);
    talk.say('[yellow advice]');
    expect(talk.say(faint).escalation).toBeNull();
    expect(talk.say('[yellow emergency paid]').escalation?.urgency).toBeDefined();
  });

  it('takes one case number per conversation, and keeps it', () => {
    const talk = startTalk(stubDetector);
    const numbers = ['[green human]', '[red emergency paid]', '[green human]'].map((text) => talk.say(text).escalation?.caseNumber);
    expect(numbers).toEqual(['A000001', 'A000001', 'A000001']);
  });

  it('is not taken back by anything that is said afterwards, and never gets less urgent', () => {
    const word = fc.constantFrom('red', 'yellow', 'green', 'correction', 'why', 'erase', 'watched', 'despair', 'en');
    const intent = fc.constantFrom('forward', 'advice', 'emergency', 'stop-loss', 'human', 'thanks', 'greeting', 'privacy', 'abuse');
    const message = fc.tuple(fc.array(word, { maxLength: 3 }), intent).map(([words, name]) => `[${[...words, name].join(' ')}]`);
    fc.assert(
      fc.property(fc.array(message, { minLength: 1, maxLength: 8 }), (messages) => {
        const talk = startTalk(stubDetector);
        let before: { urgency: string; caseNumber: string } | null = null;
        for (const text of messages) {
          const { state, erase, reply } = talk.say(text);
          if (before) {
            expect(state.escalation?.caseNumber).toBe(before.caseNumber);
            expect((state.escalation?.urgency ?? 'P9') <= before.urgency).toBe(true);
            // What he is told to be done later is all that he is promised.
            if (erase) expect(reply).toMatch(/^(工单|Case )A000001/);
          }
          before = state.escalation;
        }
      }),
    );
  });

  const CALLS = ['[green human]', '[red emergency paid]', '[red stop-loss paid]', '[green despair]'];
  const PROMISED = /已叫|已为您转/;

  it.each(CALLS)('is said of %s only when somebody is there', (text) => {
    expect(startTalk(stubDetector).say(text).reply).toMatch(PROMISED);
    const expected = startTalk(stubDetector, { duty: { kind: 'expected' } }).say(text).reply;
    expect(expected).not.toMatch(PROMISED);
    expect(expected).toMatch(/登记.*值班员一到就看到.*110.*96110.*2250000/s);
    const closed = startTalk(stubDetector, { duty: { kind: 'closed', from: { day: 'tomorrow', hour: 8, minute: 30 } } }).say(text).reply;
    expect(closed).not.toMatch(PROMISED);
    expect(closed).toMatch(/登记.*值班员最快明早8点半看到.*110.*96110/s);
    const unknown = startTalk(stubDetector, { duty: { kind: 'closed', from: null } }).say(text).reply;
    expect(unknown).not.toMatch(PROMISED);
    expect(unknown).toMatch(/登记.*眼下还没有人接手.*110/s);
  });

  it('is said whole once; then that the case still waits, with its number', () => {
    const talk = startTalk(stubDetector, { duty: { kind: 'closed', from: null } });
    expect(talk.say('[red emergency paid]').reply).toMatch(/登记.*眼下还没有人接手/s);
    const { reply } = talk.say('[green smalltalk] 好');
    expect(reply).toContain('工单A000001还在排队，有人接手就在这里回您。');
    expect(reply).not.toContain('眼下还没有人接手');
  });

  it('is said as well once the telephone that was rung for the case was answered', () => {
    const before = startTalk(stubDetector, { duty: { kind: 'expected' } }).say('[red emergency paid]').state;
    const escalation = before.escalation && { ...before.escalation, reached: true };
    const around = circumstances({ duty: { kind: 'expected' } });
    const say = (text: string) => decide(stubDetector, { ...before, escalation }, { text, partly: false }, around).reply;
    expect(say('[yellow advice] 他又打来了')).toContain('已叫值班员，工单A000001');
    expect(say('[green human]')).toContain('已为您转人工，工单A000001。');
    expect(say('[red emergency paid watched]')).toBe('收到，已登记。');
  });

  it('tells him who waits before him, and that he is next only when somebody is there', () => {
    const expected = { duty: { kind: 'expected' } } as const;
    const closed = { duty: { kind: 'closed', from: null } } as const;
    const reply = (ahead: number, parts = {}) => startTalk(stubDetector, { ahead: () => ahead, ...parts }).say('[green human]').reply;
    expect(reply(2)).toContain('已为您转人工，工单A000001，前面还有2位。');
    expect(reply(2, expected)).toContain('前面还有2位');
    expect(reply(2, closed)).toContain('前面还有2位');
    expect(reply(0)).toContain('马上轮到您');
    for (const parts of [expected, closed]) expect(reply(0, parts)).not.toMatch(/马上轮到|前面/);
  });

  it('counts those before him by the urgency that his case has by now', () => {
    const asked: string[] = [];
    const ahead = (urgency: string): number => {
      asked.push(urgency);
      return 1;
    };
    const talk = startTalk(stubDetector, { ahead });
    for (const text of ['[green human]', '[red emergency paid]', '[green human]']) talk.say(text);
    expect(asked).toEqual(['P2', 'P0', 'P0']);
  });

  it('is said again while he waits, with the same number', () => {
    const talk = startTalk(stubDetector);
    talk.say('[red emergency paid]');
    expect(talk.say('[yellow advice] 他又打来了').reply).toContain('A000001');
  });
});

describe('why', () => {
  it('repeats the reasons and never calls anybody', () => {
    const talk = startTalk(stubDetector);
    talk.say('[red authority] 钱转过来');
    const why = talk.say('[green human why]');
    expect(why.reply).toMatch(/^🔴/);
    expect(why.reply).toContain('1. ');
    expect(why.reply).toContain('接下来');
    expect(why.verdict).toMatchObject({ colour: 'red', type: { id: 'authority' } });
    const plain = startTalk(stubDetector);
    plain.say('[yellow loan]');
    expect(plain.say('[green knowledge why]').escalation).toBeNull();
  });

  it('of green says that it cannot vouch for it', () => {
    const talk = startTalk(stubDetector);
    talk.say('[green forward]');
    expect(talk.say('[green knowledge why]').reply).toContain('不能担保');
  });

  it('of nothing asks for the text', () => {
    expect(startTalk(stubDetector).say('[green knowledge why]')).toMatchObject({ verdict: null, reply: expect.stringContaining('发给我') });
  });
});

describe('whom to ask whether it is true', () => {
  it('is named with the verdict, and again when he asks about it later', () => {
    const talk = startTalk(stubDetector);
    expect(talk.say('[red phishing traffic] 违章').reply).toContain('12123');
    expect(talk.say('[green knowledge] 那真的去哪查').reply).toMatch(/12123.*\n这一问我答不准/);
    expect(talk.say('[green thanks]').reply).not.toContain('12123');
  });

  it('is nobody where nothing names an office', () => {
    expect(startTalk(stubDetector).say('[red romance]').reply).not.toContain('想知道真假');
  });
});

describe('life and safety first', () => {
  it('answers despair with life before money, family, 110 and a human, and no colour', () => {
    const { reply } = startTalk(stubDetector).say('[red despair paid]');
    expect(reply).toMatch(/^钱的事慢慢办，先保您平安。现在打110，找家人/);
    expect(reply).toContain('A000001');
    expect(reply).not.toMatch(/[🔴🟡🟢]|止付|报案|转给谁/u);
  });

  it('gives nothing away to whoever reads along', () => {
    const { reply, escalation } = startTalk(stubDetector).say('[red emergency sharing watched]');
    expect(reply).toBe('收到，已登记。');
    expect(escalation?.urgency).toBe('P0');
    expect(startTalk(stubDetector).say('[red emergency watched en]').reply).toBe('Received and noted.');
  });

  it('tells first what to do at his stage, then the bank', () => {
    const { reply } = startTalk(stubDetector).say('[red emergency fetching-cash]');
    const lines = reply.split('\n');
    expect(lines[0]).toContain('110');
    expect(lines[1]).toContain('别取钱');
    expect(lines[2]).toContain('银行');
  });

  it('warns of whoever offers the money back, and asks to keep the proof, once it is lost', () => {
    const { reply } = startTalk(stubDetector).say('[red stop-loss paid]');
    expect(reply).toMatch(/追回来.*都是骗子/);
    expect(reply).toContain('别删');
  });

  it('sends somebody to a person who is being cheated', () => {
    expect(startTalk(stubDetector).say('[red emergency other]').reply).toContain('拦住他本人');
  });

  it('does not call a real dissuasion or an invitation of the police a scam', () => {
    expect(startTalk(stubDetector).say('[yellow authority advice dissuasion]').reply).toMatch(/^🟡 先停下，别转账。自己拨110/);
    expect(startTalk(stubDetector).say('[yellow authority forward invitation]').reply).toMatch(/^🟡 先核实：自己拨110/);
    expect(startTalk(stubDetector).say('[red authority forward invitation]').reply).toMatch(/^🔴/);
  });
});

describe('what was read in part or not at all', () => {
  it('is never green', () => {
    const decision = decide(stubDetector, EMPTY_STATE, { text: '[green forward]', partly: true }, circumstances());
    expect(decision.verdict).toMatchObject({ colour: 'yellow', score: 0.5 });
    expect(decision.reply).toContain('只看了开头和结尾');
    expect(decide(stubDetector, EMPTY_STATE, { text: '[red forward]', partly: true }, circumstances()).verdict?.colour).toBe('red');
  });

  it('is yellow and goes to a human when the analysis fails', () => {
    const decision = decideUnjudged(stubDetector, EMPTY_STATE, '[throws]', circumstances());
    expect(decision).toMatchObject({ verdict: { colour: 'yellow' }, escalation: { urgency: 'P2' }, erase: false });
    expect(decision.reply).toMatch(/^🟡 .*别转账.*96110/);
  });
});

it('the same state, text and surroundings always lead to the same decision', () => {
  const state = startTalk(stubDetector).say('[red loan] 甲').state;
  const once = () => decide(stubDetector, state, { text: '[yellow loan] 乙', partly: false }, circumstances());
  expect(once()).toEqual(once());
});
