import type { Judgement } from '../detection/detector.ts';
import type { Ending } from '../detection/labels.ts';
import { isHarmed } from '../detection/stage.ts';
import { asks } from './in-talk.ts';
import type { ConversationState } from './state.ts';
import type { Whose } from './whose.ts';
import type { Voice } from './wording.ts';

/** How the matter that is open has ended: he has checked it himself, or nothing can happen for now. */

/**
 * Only in an open matter, and never where something has gone in the same breath, or a life is in danger. Who has stopped it is not called
 * for once more.
 */
export function asEnded(judgement: Judgement, state: ConversationState): Judgement {
  const { matter } = state;
  const { understanding, verdict } = judgement;
  const { ending, danger, watched, escalate, wantsHuman, stage, asksWhy, done } = understanding;
  const goesOn = wantsHuman || asksWhy || done || (isHarmed(stage) && stage !== 'fetching-cash') || (escalate && state.escalation === null);
  // "我没转啊" after a real call of the police has averted nothing, nor has who put the swindler's program onto his telephone.
  const notAverted = ending === 'averted' && (matter?.verdict.colour !== 'red' || stage === 'installed');
  // "被骗的钱也要还吗" asks on; nothing has turned out to be true.
  const asksOn = ending === 'genuine' && state.lost === true && asks(judgement);
  const idle = matter === null || matter.verdict.colour === 'green' || notAverted || asksOn;
  if (ending === null || idle || danger || watched || goesOn) return { ...judgement, understanding: { ...understanding, ending: null } };
  const calmly = escalate ? ({ intent: 'advice', escalate: false } as const) : {};
  return {
    ...judgement,
    understanding: { ...understanding, ...calmly, exposed: ending === 'exposed', correction: ending === 'genuine' },
    verdict: { ...verdict, ...calmly },
  };
}

const AVERTED = {
  himself: 'averted',
  child: 'avertedChild',
  other: 'avertedOther',
  counter: 'avertedCounter',
  scene: 'sceneOn',
} as const satisfies Readonly<Record<Whose, string>>;

interface Standing {
  readonly whose: Whose;
  /** A case waits of which 110 may know already. */
  readonly urgent: boolean;
  readonly policeKnow: boolean;
  /** There is an answer to what he says beside it. */
  readonly answered: boolean;
}

/** What is said to it; null where it has not ended, or where his question, or that he was right to check, is answered as all questions are. */
export function sayEnded(ending: Ending | null, { whose, urgent, policeKnow, answered }: Standing, voice: Voice): string | null {
  if (ending === null || (ending === 'averted' && answered) || (ending === 'exposed' && !urgent)) return null;
  if (ending === 'exposed') return voice.say(policeKnow ? 'exposedKnown' : 'exposedUrgent');
  const said = voice.say(ending === 'averted' ? AVERTED[whose] : 'verified');
  return urgent ? `${said}\n${voice.say('tellPoliceToo')}` : said;
}
