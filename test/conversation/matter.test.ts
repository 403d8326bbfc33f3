import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decide } from '../../src/conversation/decide.ts';
import type { Decision } from '../../src/conversation/decision.ts';
import { EMPTY_STATE } from '../../src/conversation/state.ts';
import type { Detector } from '../../src/detection/detector.ts';
import { circumstances, NOW, stubDetector, TYPES } from './stub-detector.ts';
import { A_MINUTE, coloursOf, startTalk } from './talk.ts';

const DAY = 24 * 60 * 60 * 1000;

describe('the colour of the matter', () => {
  it.each([
    ['is that of the first text', ['[red authority]'], ['red']],
    ['rises with a worse detail', ['[green advice]', '[yellow advice]', '[red advice]'], ['green', 'yellow', 'red']],
    ['does not fall with a harmless detail', ['[red authority]', '[green advice]'], ['red', 'red']],
    ['falls by one step when he corrects himself', ['[red authority]', '[green advice correction]'], ['red', 'yellow']],
    ['falls by a correction that sounds like small talk', ['[red authority]', '[green smalltalk correction]'], ['red', 'yellow']],
    [
      'falls by one step at a time',
      ['[red authority]', '[green advice correction]', '[green advice correction]', '[green advice correction]'],
      ['red', 'yellow', 'green', 'green'],
    ],
    [
      'stays fallen: what was told before the correction is not weighed again',
      ['[red authority]', '[green advice correction]', '[green advice]'],
      ['red', 'yellow', 'yellow'],
    ],
    ['does not fall when the correction itself looks bad', ['[red authority]', '[red advice correction]'], ['red', 'red']],
    ['stays yellow when the correction is yellow', ['[yellow loan]', '[yellow advice correction]'], ['yellow', 'yellow']],
    ['starts afresh with a forward of another kind', ['[red authority]', '[green forward]'], ['red', 'green']],
    ['goes on with a forward of the same kind', ['[red authority]', '[yellow authority forward]'], ['red', 'red']],
    ['is fresh for a harmless forward, also once a human was called', ['[red emergency paid]', '[green forward]'], ['red', 'green']],
    ['goes on with words that only sound like a forward', ['[red authority]', '[green forward bare]'], ['red', 'red']],
    ['is that of a forward without marks, when nothing went before', ['[green forward bare]'], ['green']],
    ['is fresh where he begins with something else', ['[red authority]', '[green advice new-matter]'], ['red', 'green']],
    ['is red once those who were named know nothing of it', ['[yellow acquaintance]', '[green advice exposed]'], ['yellow', 'red']],
    ['stays green when there was nothing to expose', ['[green advice]', '[green advice exposed]'], ['green', 'green']],
    ['is not touched by thanks or a greeting', ['[red loan]', '[green thanks]', '[green greeting]'], ['red', 'red', 'red']],
    ['is not touched by why', ['[yellow loan]', '[green knowledge why]'], ['yellow', 'yellow']],
    ['is none where nothing was judged', ['[green greeting]', '[green thanks]', '[green human]'], [null, null, null]],
    ['is that of a scam text that begins with a greeting', ['[red greeting]'], ['red']],
    ['is judged where a question may be a story as well', ['[yellow knowledge unsure]'], ['yellow']],
    ['is none where small talk may be harmless advice', ['[green smalltalk unsure]'], [null]],
    ['is none of a question about a kind of scam', ['[red knowledge]'], [null]],
  ])('%s', (_, turns, colours) => {
    expect(coloursOf(stubDetector, turns)).toEqual(colours);
  });

  it('keeps its scheme when a piece of the story only sounds bad, or has a word that other schemes have too', () => {
    const talk = startTalk(stubDetector);
    talk.say('[red romance] 没见过面');
    expect(talk.say('[red mule advice tone] 我没给他').verdict?.type?.id).toBe('romance');
    expect(talk.say('[red mule advice] 他要我的卡').verdict?.type?.id).toBe('romance');
    expect(talk.say('[red mule advice pattern] 他要我的卡').verdict?.type?.id).toBe('mule');
  });

  it('is forgotten after a day without a word', () => {
    expect(coloursOf(stubDetector, ['[red loan]', ['[green advice]', DAY]])).toEqual(['red', 'green']);
    expect(coloursOf(stubDetector, ['[red loan]', ['[green advice]', DAY - 1]])).toEqual(['red', 'red']);
  });

  it.each([
    ['a call that is enough at the beginning of a talk', '[red human faint]', ({ escalation }: Decision) => escalation?.urgency],
    ['the whole card, though the scheme was seen before', '[red loan advice bare]', ({ reply }: Decision) => reply.slice(0, 9)],
    ['a colour, whatever it asks besides', '[yellow advice bank-calls]', ({ verdict }: Decision) => verdict?.colour],
  ])('after a day a message is the first one again and gets %s', (_, text, of) => {
    const first = of(startTalk(stubDetector).say(text));
    expect(first).toBeTruthy();
    const talk = startTalk(stubDetector);
    talk.say('[red loan]');
    expect(of(talk.say(text, DAY))).toEqual(first);
  });

  it('is that of the bare text for whatever comes first', () => {
    for (const colour of ['red', 'yellow', 'green'] as const)
      for (const intent of ['forward', 'advice'])
        expect(coloursOf(stubDetector, [`[${colour} ${intent}]`])).toEqual([stubDetector.judge(`[${colour} ${intent}]`).verdict.colour]);
  });
});

describe('several texts in one breath', () => {
  const breath = (...texts: string[]) => {
    const talk = startTalk(stubDetector);
    return texts.map((text, index) => talk.say(text, index === 0 ? A_MINUTE : 5_000));
  };

  it('are answered together, the worst first and a line for each', () => {
    const [, , last] = breath('[green] 取件码', '[red loan] 先交保证金', '[yellow] 点开看看');
    const lines = (last?.reply ?? '').split('\n');
    expect(lines[0]).toMatch(/^🔴/);
    expect(lines[1]).toContain('3');
    expect(lines.slice(2, 5).map((line) => line.slice(0, 5))).toEqual(['1. 🟢', '2. 🔴', '3. 🟡']);
    expect(last?.verdict?.colour).toBe('red');
  });

  it('do not make who waits forget his number', () => {
    const talk = startTalk(stubDetector);
    talk.say('[green human]');
    talk.say('[red loan] 甲');
    expect(talk.say('[red loan] 乙', 1_000).reply).toMatch(/^1\. 🔴[\s\S]*工单A000001/m);
  });

  it('tell a child what to do, and that somebody is called', () => {
    const talk = startTalk(stubDetector);
    talk.say('[green game child] 甲');
    const { reply, escalation } = talk.say('[red game child] 乙', 1_000);
    expect(reply).toMatch(/^🔴[\s\S]*给爸妈、爷爷奶奶或老师看[\s\S]*^2\. 🔴[\s\S]*工单A000001/m);
    expect(escalation?.reason).toBe('child');
  });

  it('do not hide that of a long one only the ends were read', () => {
    const first = decide(stubDetector, EMPTY_STATE, { text: '[green] 甲', partly: false }, circumstances());
    const around = circumstances({ now: NOW + 1_000 });
    expect(decide(stubDetector, first.state, { text: '[red loan] 乙', partly: true }, around).reply).toContain('我只看了开头和结尾');
  });

  it('are apart when a breath has passed', () => {
    const talk = startTalk(stubDetector);
    talk.say('[red loan] 甲');
    expect(talk.say('[green] 乙', 20_000).reply).toMatch(/^🟢/);
  });

  it('are one breath up to the last moment, though of another kind', () => {
    const talk = startTalk(stubDetector);
    talk.say('[red loan] 甲');
    expect(talk.say('[green] 乙', 19_999).reply).toMatch(/^🔴/);
  });

  it('are not mixed with what he tells himself', () => {
    const talk = startTalk(stubDetector);
    talk.say('[red loan] 甲');
    expect(talk.say('[green advice] 我没理他', 1_000).reply).not.toMatch(/^1\. /m);
  });

  it('never get a contradicting answer: the colour only rises, and the first line carries it', () => {
    const colour = fc.constantFrom('red', 'yellow', 'green');
    const type = fc.constantFrom('', ...TYPES);
    const SYMBOL = { red: '🔴', yellow: '🟡', green: '🟢' } as const;
    fc.assert(
      fc.property(fc.array(fc.tuple(colour, type), { minLength: 1, maxLength: 14 }), (texts) => {
        const talk = startTalk(stubDetector);
        let worst = 0;
        for (const [index, [name, kind]] of texts.entries()) {
          const { verdict, reply } = talk.say(`[${name} ${kind}] 第${index}条`, index === 0 ? A_MINUTE : 1_000);
          const rank = ['green', 'yellow', 'red'].indexOf(verdict?.colour ?? '');
          expect(rank).toBeGreaterThanOrEqual(worst);
          expect(rank).toBeGreaterThanOrEqual(['green', 'yellow', 'red'].indexOf(name));
          expect(reply.startsWith(SYMBOL[verdict?.colour ?? 'green'])).toBe(true);
          worst = rank;
        }
      }),
    );
  });

  it('are remembered up to a bound', () => {
    const talk = startTalk(stubDetector);
    let state = talk.say('[red loan] 头').state;
    for (let index = 0; index < 200; index++) state = talk.say(`[yellow loan] ${'长'.repeat(3000)}${index}`, 500).state;
    expect(JSON.stringify(state).length).toBeLessThan(40_000);
  });
});

it.each([
  ['[yellow advice]', 'red'],
  ['[green advice has:ask-fee]', 'red'],
  ['[yellow advice tone]', 'yellow'],
  ['[green advice]', 'yellow'],
])('what was told is weighed anew, all together, by what names something new: %s', (text, colour) => {
  const together: Detector = { ...stubDetector, judge: (said) => stubDetector.judge(said.includes('\n') ? '[red loan]' : said) };
  const talk = startTalk(together);
  talk.say('[yellow loan]');
  expect(talk.say(text).verdict?.colour).toBe(colour);
});
