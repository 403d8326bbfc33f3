import type { Decision } from './decide.ts';
import type { ConversationState } from './state.ts';
import type { Surroundings } from './surroundings.ts';
import { createVoice } from './wording.ts';

/** He has just come and said nothing yet. */
export function welcome(state: ConversationState, around: Surroundings): Decision {
  const voice = createVoice('zh-CN', around.toTraditional);
  return said(state, voice.say('welcome', { city: around.city, hotline: around.hotline }));
}

/** @param text as a rating is stored: `right` or `wrong`, and of which message */
export function thankForRating(state: ConversationState, text: string, around: Surroundings): Decision {
  const voice = createVoice('zh-CN', around.toTraditional);
  return said(state, voice.say(text.startsWith('wrong') ? 'ratedWrong' : 'ratedRight'));
}

/**
 * A picture or a voice message without a word. Old people send these: an officer looks at it, and where none is on duty he
 * hears how to copy the words. Only what is kept for somebody may be promised to somebody.
 */
export function takeAttachment(state: ConversationState, around: Surroundings): Decision {
  const voice = createVoice('zh-CN', around.toTraditional);
  if (!around.duty.onDuty) {
    const pictures = around.helpPage === null ? '' : `\n${voice.say('helpPage', { address: around.helpPage })}`;
    return said(state, voice.say('attachmentHow') + pictures);
  }
  const caseNumber = state.escalation?.caseNumber ?? around.newCaseNumber();
  const urgency = state.escalation?.urgency ?? 'P2';
  const escalation = { urgency, reason: 'attachment', caseNumber };
  return { ...said({ ...state, escalation: { urgency, caseNumber } }, voice.say('attachmentKept')), escalation };
}

function said(state: ConversationState, reply: string): Decision {
  const understanding = { intent: 'greeting', stage: 'seen', despair: false, watched: false, forOther: false } as const;
  return { state, reply, verdict: null, escalation: null, erase: false, understanding };
}
