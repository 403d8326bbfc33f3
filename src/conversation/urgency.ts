import type { Judgement } from '../detection/detector.ts';
import { isHarmed } from '../detection/stage.ts';
import type { Urgency } from '../storage/desk-schema.ts';
import type { ConversationState, RunningCase } from './state.ts';

/** How soon somebody must look at a message, and why. */

/** Stage, not colour, drives urgency: a yellow text with money gone comes before a red one that was only received. */
export function urgencyOf({ understanding }: Judgement, state: ConversationState): Urgency | null {
  // Who is watched gets a neutral answer, so somebody must know what it is about.
  if (understanding.despair || understanding.watched) return 'P0';
  if (!understanding.escalate) return null;
  if (understanding.intent === 'emergency') return 'P0';
  if (understanding.intent === 'stop-loss') return 'P1';
  return state.escalation?.urgency ?? (isHarmed(understanding.stage) ? 'P1' : 'P2');
}

/** Money, a code or a life is at stake in the case that waits. */
export function isUrgent(waiting: RunningCase | null): boolean {
  return waiting !== null && waiting.urgency <= 'P1';
}

/** As the officer reads it in his queue. */
export function reasonOf({ understanding }: Judgement): string {
  if (understanding.despair) return 'despair';
  if (understanding.watched) return 'watched';
  return understanding.stage === 'seen' ? understanding.intent : `${understanding.intent}: ${understanding.stage}`;
}
