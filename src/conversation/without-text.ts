import type { Language } from '../detection/language.ts';
import type { Proof } from '../storage/citizens/phone-proofs.ts';
import { calledLine, isCalled } from './case-line.ts';
import type { Circumstances } from './circumstances.ts';
import type { Decision } from './decision.ts';
import type { Rating } from './rating.ts';
import { type ConversationState, languageOf, running } from './state.ts';
import { pageBeside } from './surroundings.ts';
import { createVoice, type Voice } from './wording.ts';

/** He has just come and said nothing yet; or he has come back, and what is running goes on. */
export function welcome(state: ConversationState, around: Circumstances, scene = ''): Decision {
  const voice = voiceFor(state, around);
  const greeting = whatIsRunning(state, around, voice) ?? voice.say('welcome', { city: around.city, hotline: around.hotline });
  const grid = gridOfScene(scene);
  return said(state, voice, grid === null ? greeting : `${greeting}\n${joinLine(voice, around, grid)}`);
}

/** `g_<grid>`: what the QR code of a grid carries. */
export function gridOfScene(scene: string | null): string | null {
  return /^g_([\w-]{1,60})$/.exec(scene ?? '')?.[1] ?? null;
}

/** He asks for his code, or how to register. Who waits for an officer hears of that first. */
export function tellWhereToJoin(state: ConversationState, written: Language, around: Circumstances): Decision {
  const voice = voiceFor(state, around, written);
  return said(state, voice, [whatIsRunning(state, around, voice), joinLine(voice, around, null)].filter(Boolean).join('\n'));
}

/** He wants no more lessons; help goes on as before. */
export function lessonsStopped(state: ConversationState, written: Language, around: Circumstances): Decision {
  const voice = voiceFor(state, around, written);
  return said(state, voice, voice.say('lessonsStopped'));
}

function joinLine(voice: Voice, { helpPage }: Circumstances, grid: string | null): string {
  if (helpPage === null) return voice.say('joinHere');
  return voice.say('join', { address: `${pageBeside(helpPage, 'join')}${grid === null ? '' : `?g=${grid}`}` });
}

const PROOF_WORDS = {
  proved: 'phoneProved',
  guardian: 'guardianProved',
  'signed-in': 'signedIn',
  late: 'codeLate',
  taken: 'codeTaken',
  'same-number': 'codeSameNumber',
  stranger: 'codeStranger',
} as const satisfies Record<Proof, string>;

/** He sent the code of his registration. */
export function answerProof(state: ConversationState, proof: Proof, around: Circumstances): Decision {
  const voice = voiceFor(state, around);
  return said(state, voice, voice.say(PROOF_WORDS[proof], { hotline: around.hotline }));
}

/** He has said whether a verdict was right. */
export function thankForRating(state: ConversationState, { says }: Rating, around: Circumstances): Decision {
  const voice = voiceFor(state, around);
  return said(state, voice, voice.say(says === 'wrong' ? 'ratedWrong' : 'ratedRight'));
}

/**
 * A picture or a voice message without a word. Old people send these: an officer looks at it, now or when he comes; where
 * none will, or the platform does not hand it out, he hears how to copy the words. Only what somebody can look at may be
 * promised.
 * @param fetched can be had from the platform
 */
export function takeAttachment(state: ConversationState, around: Circumstances, fetched: boolean): Decision {
  const voice = voiceFor(state, around);
  const goesOn = whatIsRunning(state, around, voice);
  if (!fetched || around.duty.kind === 'closed') {
    const pictures = around.helpPage === null ? '' : `\n${voice.say('helpPage', { address: around.helpPage })}`;
    return said(state, voice, [goesOn, voice.say('attachmentHow') + pictures].filter(Boolean).join('\n'));
  }
  const caseNumber = state.escalation?.caseNumber ?? around.newCaseNumber();
  const urgency = state.escalation?.urgency ?? 'P2';
  const escalation = running({ urgency, caseNumber }, state.escalation);
  const kept = isCalled({ duty: around.duty, reached: escalation.reached })
    ? voice.say('attachmentKept')
    : voice.say('attachmentExpected', { number: caseNumber });
  const reply = [goesOn, kept].filter(Boolean).join('\n');
  return { ...said({ ...state, escalation }, voice, reply), escalation: { urgency, reason: 'attachment', caseNumber } };
}

/** Whoever spoke of ending his life, or waits for an officer, is not greeted like a stranger. */
function whatIsRunning(state: ConversationState, around: Circumstances, voice: Voice): string | null {
  if (state.despair) return voice.say('despair');
  const { duty, hotline } = around;
  return state.escalation ? calledLine(voice, { duty, hotline, ...state.escalation }) : null;
}

function voiceFor(state: ConversationState, around: Circumstances, written?: Language): Voice {
  return createVoice(languageOf(state, written), around.toTraditional);
}

function said(state: ConversationState, { language }: Voice, reply: string): Decision {
  const understanding = { intent: 'greeting', stage: 'seen', danger: null, watched: false, forOther: false } as const;
  return { state, reply, language, verdict: null, escalation: null, erase: false, cancelling: null, understanding };
}
