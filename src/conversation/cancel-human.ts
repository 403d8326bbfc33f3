import type { Judgement } from '../detection/detector.ts';
import type { Circumstances } from './circumstances.ts';
import type { Decision } from './decision.ts';
import { type ConversationState, languageOf } from './state.ts';
import { createVoice } from './wording.ts';

/**
 * He wants no human any more. A case of harm, of life or money in these minutes, or that an officer keeps, stays: somebody may stand beside him
 * and tell him what to write; its officer learns of it.
 */
export function cancelHuman(state: ConversationState, judgement: Judgement, around: Circumstances): Decision {
  const { understanding, verdict } = judgement;
  const voice = createVoice(languageOf(state, verdict.language), around.toTraditional);
  const waiting = state.escalation;
  const harmless = state.harmTold !== true && !state.despair && !state.held && !state.watched;
  const ends = waiting?.waiting === true && !waiting.kept && waiting.urgency >= 'P2' && harmless;
  const key = waiting === null ? 'nothingToCancel' : ends ? 'cancelled' : 'notCancelled';
  const values = { hotline: around.hotline, ...(waiting === null ? {} : { number: waiting.caseNumber }) };
  return {
    state: ends ? { ...state, escalation: null } : state,
    // Nothing telling to whoever reads along.
    reply: state.watched && waiting !== null ? voice.say('watched') : voice.say(key, values),
    language: voice.language,
    verdict: null,
    escalation: null,
    erase: false,
    cancelling: waiting === null ? null : ends ? 'cancelled' : 'told',
    understanding: { ...understanding, intent: 'human' },
  };
}
