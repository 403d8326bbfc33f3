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
