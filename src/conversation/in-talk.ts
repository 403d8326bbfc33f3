import { CALL_IN_TALK, ESCALATING } from '../detection/alarm.ts';
import type { Judgement } from '../detection/detector.ts';
import { isHarmed } from '../detection/stage.ts';
import type { IntentId } from '../library/schema.ts';
import type { CitizenCommand } from './citizen-commands.ts';
import type { ConversationState, RunningCase } from './state.ts';

/** What a message means in the middle of a talk, where the same words alone would mean something else. */

/** Whoever says this asks for nothing. */
export const SMALL_TALK: ReadonlySet<IntentId> = new Set(['greeting', 'smalltalk', 'thanks', 'abuse', 'off-topic']);

/** The order is what he wants, whatever the model makes of so few words. */
export function asCommanded(judgement: Judgement, command: CitizenCommand | null, waiting: RunningCase | null): Judgement {
  if (command !== 'call-human' && !(command === 'how-long' && waiting)) return judgement;
  const { understanding, verdict } = judgement;
  const order = { intent: 'human', escalate: true } as const;
  const nothingElse = { asksWhy: false, asksAgain: false, distress: false, erase: false, correction: false };
  return { ...judgement, understanding: { ...understanding, ...order, ...nothingElse }, verdict: { ...verdict, ...order } };
}

/** Who has written in traditional characters, or in English, still does with "好" or a number alone. */
export function inHisLanguage(judgement: Judgement, { matter }: ConversationState): Judgement {
  const { analysis, verdict } = judgement;
  const before = matter?.verdict.language;
  if (!before || verdict.language !== analysis.languages[0] || !analysis.languages.includes(before)) return judgement;
  return { ...judgement, verdict: { ...verdict, language: before } };
}

/** The same words call somebody later in a talk than at its beginning. */
export function inTalk(judgement: Judgement, { matter }: ConversationState): Judgement {
  const { understanding, verdict } = judgement;
  if (!matter || understanding.alarm >= CALL_IN_TALK || understanding.intent === understanding.calm) return judgement;
  const calmly = { intent: understanding.calm, escalate: ESCALATING.has(understanding.calm) };
  return { ...judgement, understanding: { ...understanding, ...calmly }, verdict: { ...verdict, ...calmly } };
}

/** What the open matter wants of him is done: in a word or two, or told in passing among words that are no story. */
export function asConfessed(judgement: Judgement, { matter }: ConversationState): Judgement {
  const { understanding, verdict } = judgement;
  if (!matter || matter.verdict.colour === 'green' || understanding.escalate) return judgement;
  if (!understanding.done && !(isHarmed(understanding.stage) && SMALL_TALK.has(understanding.intent))) return judgement;
  const inTrouble = { intent: 'emergency', escalate: true } as const;
  return { ...judgement, understanding: { ...understanding, ...inTrouble }, verdict: { ...verdict, ...inTrouble } };
}
