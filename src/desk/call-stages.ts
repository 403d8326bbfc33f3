import type { Stage } from '../library/schema.ts';
import type { Urgency } from '../storage/desk-schema.ts';

/** How far it has gone, in the order in which it is asked on the telephone: the worst first, one key each. Pure. */
export const CALL_STAGES = [
  'paid',
  'handed-over',
  'fetching-cash',
  'sharing',
  'gave-code',
  'installed',
  'gathered',
  'borrowed',
  'clicked',
  'seen',
] as const satisfies readonly Stage[];
export type CallStage = (typeof CALL_STAGES)[number];

const MINUTES_COUNT: ReadonlySet<CallStage> = new Set(['paid', 'handed-over', 'sharing', 'fetching-cash']);
const UNDER_WAY: ReadonlySet<CallStage> = new Set(['sharing', 'fetching-cash']);
const CONTROL_GONE: ReadonlySet<CallStage> = new Set(['gave-code', 'installed', 'gathered', 'borrowed']);

export function isCallStage(text: string): text is CallStage {
  return CALL_STAGES.some((stage) => stage === text);
}

export function urgencyOfCall(stage: CallStage): Urgency {
  if (MINUTES_COUNT.has(stage)) return 'P0';
  return CONTROL_GONE.has(stage) ? 'P1' : 'P2';
}

/** Why a human has it, in the words of the cases table. */
export function reasonOfCall(stage: CallStage): string {
  const intent = UNDER_WAY.has(stage) ? 'emergency' : urgencyOfCall(stage) === 'P2' ? 'advice' : 'stop-loss';
  return stage === 'seen' ? intent : `${intent}: ${stage}`;
}
