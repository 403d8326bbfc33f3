import { isTrouble } from '../detection/alarm.ts';
import type { Judgement } from '../detection/detector.ts';
import type { Understanding } from '../detection/intent.ts';
import { isHarmed } from '../detection/stage.ts';
import type { Urgency } from '../storage/desk-schema.ts';
import type { Followed } from './matter.ts';
import { type ConversationState, seesThem } from './state.ts';

/** How soon somebody must look at a message, and why. */

/** Stage, not colour, drives urgency: a yellow text with money gone comes before a red one that was only received. */
export function urgencyOf({ understanding }: Judgement, state: ConversationState): Urgency | null {
  // Who is watched gets a neutral answer, so somebody must know what it is about.
  if (understanding.danger || understanding.watched) return 'P0';
  if (!understanding.escalate) return null;
  if (understanding.intent === 'emergency') return 'P0';
  if (understanding.intent === 'stop-loss') return 'P1';
  return state.escalation?.urgency ?? (isHarmed(understanding.stage) ? 'P1' : 'P2');
}

/** Who calls nobody, and needs somebody all the same. */
export interface QuietCall {
  readonly urgency: Urgency;
  readonly reason: 'child' | 'unclear' | 'witness';
}

/**
 * Who sees the criminals themselves brings what an officer must hear while they are there; who only reports it has time. A child before a
 * scam needs a grown-up, whatever it asks for. And who says for the second time in a red matter what the bot cannot make out may be
 * telling of a loss: a human reads it.
 */
export function quietCallOf({ understanding }: Judgement, state: ConversationState, { matter, judged }: Followed): QuietCall | null {
  if (state.escalation !== null) return null;
  if (seesThem(understanding, state) && understanding.intent !== 'report') return { urgency: 'P1', reason: 'witness' };
  if (matter?.verdict.colour !== 'red') return null;
  if (understanding.child || state.child === true) return { urgency: 'P1', reason: 'child' };
  const { unsure, followUp, ending, asksWhy, erase } = understanding;
  const lost = unsure && !judged && followUp === null && ending === null && !asksWhy && !erase;
  return lost && (state.passed ?? 0) > 0 ? { urgency: 'P2', reason: 'unclear' } : null;
}

/** As the officer reads it in his queue. */
export function reasonOf({ understanding }: Judgement): string {
  if (understanding.danger) return understanding.danger.kind;
  if (understanding.watched) return 'watched';
  return understanding.stage === 'seen' ? understanding.intent : `${understanding.intent}: ${understanding.stage}`;
}

/** More than that something was received or opened. */
export function hasHappened({ stage, intent }: Understanding): boolean {
  return (stage !== 'seen' && stage !== 'clicked') || isTrouble(intent);
}

export function isEmergency({ understanding }: Judgement): boolean {
  return isTrouble(understanding.intent);
}
