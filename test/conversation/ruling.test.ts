import { describe, expect, it } from 'vitest';
import { decide } from '../../src/conversation/decide.ts';
import { underRuling } from '../../src/conversation/ruling.ts';
import { type ConversationState, EMPTY_STATE } from '../../src/conversation/state.ts';
import type { Judgement } from '../../src/storage/judgements.ts';
import { circumstances, NOW, stubDetector } from './stub-detector.ts';

const A_MINUTE = 60_000;

function talkUnder(judgement: Partial<Judgement>, ...before: string[]) {
  let state: ConversationState = EMPTY_STATE;
  let now = NOW;
  const say = (text: string) => {
    now += A_MINUTE;
    const decision = decide(stubDetector, state, { text, partly: false }, circumstances({ now }));
    state = JSON.parse(JSON.stringify(decision.state)) as ConversationState;
    return decision;
  };
  for (const text of before) say(text);
  const ruling: Judgement = { colour: 'red', type: null, at: now, officer: '王警官', reason: '打过电话核实，是冒充客服', ...judgement };
  return (text: string) => {
    state = underRuling(state, ruling, stubDetector.library);
    return say(text);
  };
}

describe("an officer's verdict", () => {
  it('is the colour of the matter, and why is answered in his words and name, without the machine', () => {
    const say = talkUnder({ colour: 'red', type: 'customer-service' }, '[yellow advice] 客服来电话');
    const why = say('[green knowledge why]');
    expect(why.verdict).toMatchObject({ colour: 'red', type: { id: 'customer-service' } });
    expect(why.reply).toMatch(/^🔴.*\n人工研判：打过电话核实，是冒充客服（王警官）\n.*接下来/s);
    expect(why.reply).not.toContain('机器提示');
  });

  it.each(['red', 'yellow', 'green'] as const)('%s stands over what the bot had said before, and over a correction', (colour) => {
    const say = talkUnder({ colour }, '[red loan] 甲', '[yellow loan] 乙');
    for (const text of ['[green thanks]', '[green advice] 我没理他', '[green advice correction] 搞错了', '[green knowledge why]'])
      expect(say(text).verdict?.colour).toBe(colour);
    expect(say('[green knowledge why]').reply).toContain('人工研判：');
  });

  it('is raised by something new, and then the bot speaks for itself again', () => {
    const say = talkUnder({ colour: 'green' }, '[yellow loan] 甲');
    expect(say('[red loan advice] 他叫我先交钱').verdict?.colour).toBe('red');
    const why = say('[green knowledge why]');
    expect(why.verdict?.colour).toBe('red');
    expect(why.reply).not.toContain('人工研判');
    expect(why.reply).toContain('机器提示');
  });

  it('is not there for a new matter', () => {
    const say = talkUnder({ colour: 'red' }, '[red loan] 甲');
    expect(say('[green forward] 取件码').verdict?.colour).toBe('green');
    expect(say('[green knowledge why]').reply).not.toContain('人工研判');
  });

  it('also of what the bot never judged', () => {
    const say = talkUnder({ colour: 'yellow' });
    expect(say('[green knowledge why]').reply).toMatch(/^🟡.*人工研判：/s);
  });

  it('never lets the bot call anything harmless or repeat an approval', () => {
    const say = talkUnder({ colour: 'green', reason: '核实过了，对方没问题，可以转' }, '[yellow loan] 甲');
    const { reply } = say('[green knowledge why]');
    expect(reply).toMatch(/不能担保.*人工研判：没看出诈骗特征（王警官）/s);
    expect(reply).not.toContain('可以转');
  });

  it('is taken over once: what came since is not judged away by the same one', () => {
    const say = talkUnder({ colour: 'green' }, '[yellow loan] 甲');
    say('[red loan advice] 他叫我先交钱');
    expect(say('[green thanks]').verdict?.colour).toBe('red');
  });
});
