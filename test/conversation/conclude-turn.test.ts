import { describe, expect, it } from 'vitest';
import { concludeTurn } from '../../src/conversation/conclude-turn.ts';
import { type ConversationState, EMPTY_STATE } from '../../src/conversation/state.ts';
import { INPUTS_VERSION, type TurnInputs } from '../../src/conversation/turn-inputs.ts';
import { NOW, stubDetector } from './stub-detector.ts';
import { startTalk } from './talk.ts';

const INPUTS: TurnInputs = {
  ...{ v: INPUTS_VERSION, now: NOW + 60_000, duty: { kind: 'staffed' }, hotline: '2250000', city: 'Huzhou', helpPage: null },
  ...{ ahead: [0, 0, 0, 0], guarded: false, owned: false, fetched: false, running: null, ruling: null, reply: 'r1', caseNumber: 'A000001' },
};

/** Of words that are heard as the marks say. */
function conclude(marks: string, text: string, inputs: Partial<TurnInputs> = {}, { remembered = EMPTY_STATE, channel = 'web' } = {}) {
  const message = { id: 'm1', conversationId: 'web:1', kind: 'text', text } as const;
  const turn = { message, channel, turn: 1, remembered, inputs: { ...INPUTS, ...inputs } };
  return concludeTurn({ ...stubDetector, judge: (said) => stubDetector.judge(`${marks} ${said}`) }, turn, {
    toTraditional: (said) => said,
    newCaseNumber: () => 'A000001',
  });
}
const answered = (...args: Parameters<typeof conclude>): string => conclude(...args).answer.messages[0]?.text ?? '';

describe('while an officer speaks with him', () => {
  const before: ConversationState = { ...startTalk(stubDetector).say('[red investment forward]').state, told: ['counsel'], passed: 2 };

  it('what the bot would have said is not remembered as said', () => {
    const alone = conclude('[green advice unsure]', '那我怎么办', {}, { remembered: before });
    expect(alone.remembered.passed).toBe(3);
    const owned = conclude('[green advice unsure]', '那我怎么办', { owned: true }, { remembered: before });
    expect(owned.answer.messages).toEqual([]);
    expect(owned.remembered).toMatchObject({ told: ['counsel'], passed: 2 });
  });

  it.each([
    ['thanks', '[green thanks]', '谢谢'],
    ['a word that tells nothing', '[green advice unsure]', '那我怎么办'],
    ['why', '[green advice why]', '为什么'],
  ])('a matter that turned red is none that he has read of: %s is answered with the whole card, once', (_, marks, text) => {
    const calm = startTalk(stubDetector).say('[green forward]').state;
    const owned = conclude('[red investment forward]', '老师让我先充五万', { owned: true }, { remembered: calm });
    expect(owned.answer.messages).toEqual([]);
    const asked = conclude('[green human]', '转人工', {}, { remembered: owned.remembered });
    const first = conclude(marks, text, {}, { remembered: asked.remembered });
    const second = conclude(marks, text, {}, { remembered: first.remembered });
    const card = /^🔴.*\n[\s\S]*怎么办[\s\S]*机器提示/u;
    expect(first.answer.messages[0]?.text).toMatch(card);
    expect(second.remembered.unread).toBeUndefined();
    expect(second.answer.messages[0]?.text).not.toBe(first.answer.messages[0]?.text);
  });

  it.each([
    ['thanks', '[green thanks]', '谢谢'],
    ['a word that tells nothing', '[green smalltalk unsure]', '人呢'],
    ['that he has stopped', '[green advice ended-averted]', '我停了'],
  ])('where money has gone meanwhile %s is answered with 110, and with what looks bad behind it', (_, marks, text) => {
    const calm = startTalk(stubDetector).say('[green forward]').state;
    const owned = conclude('[red investment emergency paid]', '转了五万', { owned: true }, { remembered: calm });
    const running = { urgency: 'P0', caseNumber: 'A000001', reached: false, waiting: true, kept: false } as const;
    const back = conclude(marks, text, { running }, { remembered: owned.remembered });
    const lines = back.answer.messages[0]?.text.split('\n') ?? [];
    expect(lines[0]).toMatch(/^🔴 马上停下：.*110.*“我被骗了，要止付”/u);
    expect(lines.join('')).toMatch(/工单A000001.*为什么/u);
    expect(back.remembered.unread).toBeUndefined();
  });

  it('who is ashamed is comforted first, and reads of it next', () => {
    const owned = conclude('[red investment forward]', '老师让我先充五万', { owned: true });
    const comforted = conclude('[green distress]', '我太傻了', {}, { remembered: owned.remembered });
    expect(comforted.answer.messages[0]?.text).toMatch(/^不怪您/);
    expect(comforted.remembered.unread).toBe(true);
    expect(conclude('[green thanks]', '谢谢', {}, { remembered: comforted.remembered }).answer.messages[0]?.text).toMatch(/^🔴/u);
  });

  it('he has read of it once the officer has given his verdict', () => {
    const owned = conclude('[red investment forward]', '老师让我先充五万', { owned: true });
    expect(owned.remembered.unread).toBe(true);
    const ruling = { colour: 'red', type: null, at: NOW, officer: '李娜', reason: '平台查不到' } as const;
    expect(conclude('[green thanks]', '谢谢', { ruling }, { remembered: owned.remembered }).remembered.unread).toBeUndefined();
  });

  it('what he tells is remembered all the same', () => {
    const { remembered } = conclude('[red emergency paid]', '转了', { owned: true }, { remembered: before });
    expect(remembered).toMatchObject({ lost: true, harmTold: true });
  });
});

describe('what is told beside the first answer is in the language of the answer', () => {
  it.each([
    ['the notice', '[green greeting en]', 'hello', { untold: true } as const, 'twilio', 'are encrypted'],
    ['that the platform stores abroad', '[green greeting en]', 'hello', { before: null }, 'telegram', 'stored outside China'],
    ['where to register', '[green forward en]', 'register', {}, 'web', 'join'],
    ['that lessons have ended', '[green forward en]', 'unsubscribe', {}, 'twilio', 'lesson'],
  ])('%s', (_, marks, text, inputs, channel, says) => {
    const english = answered(marks, text, inputs, { channel });
    expect(english).toContain(says);
    expect(english).not.toMatch(/\p{Script=Han}/u);
  });
});
