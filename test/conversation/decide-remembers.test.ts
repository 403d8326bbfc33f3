import { describe, expect, it } from 'vitest';
import { decide, decideUnjudged } from '../../src/conversation/decide.ts';
import { type ConversationState, EMPTY_STATE } from '../../src/conversation/state.ts';
import type { Detector } from '../../src/detection/detector.ts';
import { DAY } from '../../src/durations.ts';
import { circumstances, NOW, stubDetector } from './stub-detector.ts';
import { startTalk } from './talk.ts';

/** Hears this in whatever is said. */
const hearing = (marks: string): Detector => ({ ...stubDetector, judge: (text) => stubDetector.judge(`${marks} ${text}`) });
const ask = (text: string, marks: string, parts = {}, told = {}) =>
  decide(hearing(marks), EMPTY_STATE, { text, partly: false, ...told }, circumstances(parts));

describe('a talk remembers', () => {
  it.each([
    ['[yellow advice gave-code]', true],
    ['[red forward paid]', true],
    ['[yellow emergency]', true],
    ['[yellow stop-loss]', true],
    ['[yellow advice clicked]', false],
    ['[red advice]', false],
  ])('of %s that harm was told: %s', (text, told) => {
    const talk = startTalk(stubDetector);
    expect(talk.say(text).state.harmTold).toBe(told);
    expect(talk.say('[green thanks]').state.harmTold).toBe(told);
  });

  it('that somebody reads along, and that he despaired', () => {
    const watched = startTalk(stubDetector);
    expect(watched.say('[yellow advice]').state.watched).toBe(false);
    watched.say('[green advice watched]');
    expect(watched.say('[green thanks]').state.watched).toBe(true);
    const despairing = startTalk(stubDetector);
    despairing.say('[green despair]');
    expect(despairing.say('[green thanks]').state.despair).toBe(true);
  });

  it('despair: thanks and distress are answered with life first from then on', () => {
    const talk = startTalk(stubDetector);
    talk.say('[green despair]');
    expect(talk.say('[green thanks]').reply).toMatch(/^我在，您慢慢说.*110.*12356/);
    expect(talk.say('[green distress]').reply).toMatch(/^听见了。骗人的、吓人的是他/);
    expect(talk.say('[green advice]').reply).toMatch(/^钱的事慢慢办，先保您平安/);
    expect(talk.say('[red despair]').reply).toMatch(/^我在，您慢慢说/);
    expect(startTalk(stubDetector).say('[green distress]').reply).toMatch(/^不怪您/);
  });

  it('despair: small talk and what nobody understands too, when his case is long closed', () => {
    const closed = { ...EMPTY_STATE, despair: true };
    for (const text of ['[green smalltalk]', '[green thanks]', '[green off-topic unsure]'])
      expect(decide(stubDetector, closed, { text, partly: false }, circumstances()).reply).toMatch(/^钱的事慢慢办，先保您平安/);
  });

  it('the urgency of a case when only a human is asked for again', () => {
    const talk = startTalk(stubDetector);
    talk.say('[green human gave-code]');
    expect(talk.say('[green human]').escalation?.urgency).toBe('P1');
  });
});

it.each([
  ['[green despair watched]', 'despair'],
  ['[green advice watched]', 'watched'],
  ['[green human]', 'human'],
  ['[yellow emergency paid]', 'emergency: paid'],
])('the officer reads why he was called by %s: %s', (text, reason) => {
  expect(startTalk(stubDetector).say(text).escalation?.reason).toBe(reason);
});

describe('trouble', () => {
  it('is answered in red with what made it suspicious, whatever the text alone is', () => {
    const { verdict } = startTalk(stubDetector).say('[yellow emergency paid]');
    expect(verdict).toMatchObject({ colour: 'red', reasons: [{ why: '理由：yellow' }] });
    expect(startTalk(stubDetector).say('[yellow stop-loss paid]').verdict?.colour).toBe('red');
    expect(startTalk(stubDetector).say('[yellow human paid]').verdict?.colour).not.toBe('red');
  });
});

describe('trouble in the middle of a talk', () => {
  it('keeps what made the matter suspicious', () => {
    const talk = startTalk(stubDetector);
    talk.say('[red loan]');
    expect(talk.say('[green emergency paid]').verdict).toMatchObject({ colour: 'red', reasons: [{ why: '理由：red' }] });
  });

  it('is a loss to stop though nothing is said of how far it went', () => {
    expect(startTalk(stubDetector).say('[yellow stop-loss]').escalation?.urgency).toBe('P1');
  });

  it('gives nothing away to whoever reads along, whatever was asked', () => {
    expect(startTalk(stubDetector).say('[green advice watched]').reply).toBe('收到，已登记。');
  });
});

describe('asked again', () => {
  it('the verdict is repeated as it was', () => {
    const talk = startTalk(stubDetector);
    const first = talk.say('[red loan]').reply;
    talk.say('[green thanks]');
    expect(talk.say('[green again]').reply).toBe(first);
  });

  it('without a verdict the text is asked for', () => {
    expect(startTalk(stubDetector).say('[green again]')).toMatchObject({ verdict: null, reply: expect.stringContaining('发给我') });
  });

  it('with a correction, that is said first', () => {
    const talk = startTalk(stubDetector);
    talk.say('[red loan]');
    const { reply, verdict } = talk.say('[green correction advice]');
    expect(reply).toMatch(/^明白了，按您更正的看。\n🟡/);
    expect(verdict?.colour).toBe('yellow');
  });
});

describe('the wish to be erased', () => {
  it('is met where nothing waits', () => {
    expect(startTalk(stubDetector).say('[green erase]')).toMatchObject({ erase: true, reply: expect.stringMatching(/^已删除/) });
    expect(startTalk(stubDetector).say('[green thanks]').erase).toBe(false);
  });

  it('waits for the end of the case, which is named, and is not lost', () => {
    const talk = startTalk(stubDetector);
    talk.say('[green human]');
    expect(talk.say('[green erase]')).toMatchObject({ erase: true, reply: expect.stringMatching(/^工单A000001还没办完/) });
  });

  it.each(['[green erase despair]', '[green erase watched]', '[red emergency erase]', '[green erase human]'])(
    'is not noted when he hears something else instead: %s',
    (text) => expect(startTalk(stubDetector).say(text).erase).toBe(false),
  );

  it.each(['delete-chats', 'remember-me', 'averted', 'exposed'])(
    'is not passed over for what the words sound like besides: %s',
    (sounds) => {
      const talk = startTalk(stubDetector);
      talk.say('[red task-rebate advice]');
      expect(talk.say(`[green privacy erase ${sounds}]`)).toMatchObject({ erase: true, reply: expect.stringMatching(/^已删除/) });
    },
  );
});

describe('what an officer reads in his queue', () => {
  it.each([
    ['[red advice watched child]', 'watched'],
    ['[red advice watched scene]', 'watched'],
    ['[red advice child]', 'child'],
  ])('is what made it urgent: %s', (text, reason) => {
    expect(startTalk(stubDetector).say(text).escalation?.reason).toBe(reason);
  });
});

describe('who asks what is done with his words', () => {
  it('reads where all of it stands, if there is such a page', () => {
    const helpPage = 'https://fanzha.example/help';
    expect(startTalk(stubDetector, { helpPage }).say('[green privacy]').reply).toContain('https://fanzha.example/privacy');
    expect(startTalk(stubDetector).say('[green privacy]').reply).not.toContain('http');
    expect(startTalk(stubDetector, { helpPage }).say('[green thanks]').reply).not.toContain('http');
  });
});

describe('an order', () => {
  it('is done whatever else the few words sound like', () => {
    const { reply, escalation, erase } = ask('转人工', '[green thanks why again distress erase correction]');
    expect(reply).toMatch(/^已为您转人工，工单A000001/);
    expect(escalation).toMatchObject({ urgency: 'P2', reason: 'human' });
    expect(erase).toBe(false);
  });

  it('how long it takes is one for him who waits only', () => {
    expect(ask('还要等多久', '[green thanks]').escalation).toBeNull();
    const talk = startTalk(stubDetector);
    talk.say('[green human]');
    expect(talk.say('还要等多久')).toMatchObject({ reply: expect.stringMatching(/^已为您转人工，工单A000001/), verdict: null });
  });

  it('is none while a human owns the talk, nor in a text passed on', () => {
    expect(ask('转人工', '[green thanks]', { owned: true }).escalation).toBeNull();
    expect(ask('退订', '[red loan]').reply).toMatch(/^好，不再给您发/);
    expect(ask('退订', '[red loan]', { owned: true }).reply).toMatch(/^🔴/);
    expect(ask('退订', '[red loan]', {}, { sender: '10690000' }).reply).toMatch(/^🔴/);
  });
});

describe('what cannot be judged', () => {
  it('leaves the matter as it was and is taken for a text passed on', () => {
    const { state } = startTalk(stubDetector).say('[yellow loan]');
    const decision = decideUnjudged(stubDetector, state, '[throws]', circumstances());
    expect(decision.state.matter).toEqual(state.matter);
    expect(decision.understanding).toEqual({ intent: 'forward', stage: 'seen', danger: null, watched: false, forOther: false });
  });

  it('is answered with the number of the case that a human has for it, and as red as the matter is', () => {
    const called = (state: ConversationState, parts = {}) => decideUnjudged(stubDetector, state, '[throws]', circumstances(parts)).reply;
    const first = called(EMPTY_STATE);
    expect(first).toMatch(/^🟡 这条我看不准。.*110.*96110.*A000001.*机器提示/s);
    expect(first).not.toContain('要人工请回');
    const red = startTalk(stubDetector).say('[red loan pattern]').state;
    expect(called(red)).toMatch(/^🔴 像诈骗：.*没能看懂.*A000001/s);
    expect(called(red, { now: NOW + 2 * DAY })).toMatch(/^🟡 /);
    expect(called(startTalk(stubDetector).say('[green human]').state)).toMatch(/^🟡 .*A000001/s);
  });

  it('is answered in the language that he speaks', () => {
    const english = decideUnjudged(stubDetector, { ...EMPTY_STATE, speaks: 'en' }, '说不清', circumstances()).reply;
    expect(english).not.toMatch(/\p{Script=Han}/u);
    expect(decideUnjudged(stubDetector, EMPTY_STATE, '说不清', circumstances()).reply).toMatch(/\p{Script=Han}/u);
  });
});

describe('what was not read', () => {
  it('makes yellow of green alone, and no suspicion smaller', () => {
    const partly = { partly: true };
    expect(ask('…', '[green forward]', {}, partly).verdict).toMatchObject({ colour: 'yellow', score: 0.5 });
    expect(ask('…', '[yellow forward]', {}, partly).verdict).toMatchObject({ colour: 'yellow', score: 0.6 });
  });

  it('leaves red as it was, with the number of the case that waits', () => {
    const talk = startTalk(stubDetector);
    const { state } = talk.say('[red loan]');
    expect(decideUnjudged(stubDetector, state, '[throws]', circumstances()).verdict).toMatchObject({ colour: 'red', type: { id: 'loan' } });
    const yellow = startTalk(stubDetector).say('[yellow loan]').state;
    expect(decideUnjudged(stubDetector, yellow, '[throws]', circumstances()).verdict).toMatchObject({ colour: 'yellow', type: null });
    const waiting = { ...startTalk(stubDetector).say('[green human]').state };
    const numbered = circumstances({ newCaseNumber: () => 'B000009' });
    expect(decideUnjudged(stubDetector, waiting, '[throws]', numbered).escalation?.caseNumber).toBe('A000001');
    expect(decideUnjudged(stubDetector, EMPTY_STATE, '[throws]', numbered).escalation).toMatchObject({
      caseNumber: 'B000009',
      reason: 'analysis failed',
    });
  });
});
