import type { Detector } from '../detection/detector.ts';
import { speaking } from '../detection/judging-by.ts';
import type { Incoming } from '../storage/messages.ts';
import { type Answer, type BotMessage, type CheckAnswer, checkId, toCheckAnswer } from './answer.ts';
import { type Circumstances, circumstancesOf, type Means } from './circumstances.ts';
import { clipText } from './clip-text.ts';
import { decide, decideUnjudged } from './decide.ts';
import type { Decision } from './decision.ts';
import { hearing } from './listeners.ts';
import { readRating } from './rating.ts';
import { underRuling } from './ruling.ts';
import type { ConversationState } from './state.ts';
import { withLine, withTerms } from './terms.ts';
import type { TurnInputs } from './turn-inputs.ts';
import { answerProof, takeAttachment, thankForRating, welcome } from './without-text.ts';
import { createVoice } from './wording.ts';

interface Turn {
  readonly message: Incoming;
  readonly channel: string;
  /** Counted from 1 within the conversation. */
  readonly turn: number;
  readonly remembered: ConversationState;
  readonly inputs: TurnInputs;
}

/** What came of a message, whole; nothing is stored yet. */
export interface Concluded {
  readonly decision: Decision;
  readonly check: CheckAnswer | null;
  readonly answer: Answer;
  /** What is remembered from now on. */
  readonly remembered: ConversationState;
  /** He is told with it what is done with his words; the words of welcome do, too. */
  readonly told: boolean;
  /** Why the analysis broke down; null when it did not. */
  readonly failure: unknown;
}

/**
 * Pure: the same release, message, memory and inputs lead to the same answer, byte for byte. Both the first time and a replay
 * go this one way.
 */
export function concludeTurn(detector: Detector, turn: Turn, means: Means): Concluded {
  const { message, channel, inputs } = turn;
  const around = circumstancesOf(inputs, means);
  const { speaks: _, ...before } = turn.remembered;
  const page = inputs.speaks === undefined ? {} : { speaks: inputs.speaks };
  const state = underRuling({ ...before, ...page, escalation: inputs.running }, inputs.ruling, detector.library);
  const { decision: decided, failure } = judgeSafely(detector, state, turn, around);
  // Whoever was erased and comes again is told again.
  const noted = inputs.before === null && ABROAD.has(channel) ? withNote(decided, around) : decided;
  const telling =
    inputs.untold === true && message.kind !== 'joined' && mayWaitToHear(noted) ? tellTerms(noted, detector.library.version, around) : null;
  const decision = sayWhereToAnswer(telling ?? noted, inputs, detector.library.version, around);
  const { verdict, reply } = decision;
  const dial = (id: string): string => (detector.library.numbers[id]?.number ?? id).replace('{hotline}', inputs.hotline);
  const check = verdict ? toCheckAnswer(checkId(message.text, message.sender, detector.library.version), verdict, reply, dial) : null;
  const said: BotMessage = { id: inputs.reply, author: 'bot', text: reply, ...(check ? { verdict: check } : {}) };
  const answer: Answer = {
    messages: inputs.owned ? [] : [said],
    status: inputs.owned ? 'open' : decision.cancelling === 'cancelled' ? 'resolved' : 'pending',
    escalated: inputs.owned || decision.state.escalation !== null,
  };
  return {
    decision,
    check,
    answer,
    remembered: { ...(inputs.owned ? unsaid(decision.state, turn.remembered) : decision.state), keptTurn: turn.turn },
    told: telling !== null || message.kind === 'joined',
    failure,
  };
}

/** What he would have been told, had no officer been speaking with him, he has not heard. */
function unsaid({ told: _, passed: __, ...state }: ConversationState, { told, passed }: ConversationState): ConversationState {
  return { ...state, ...(told && { told }), ...(passed && { passed }) };
}

/** When analysis fails: yellow, do not pay, a human. Never an error to the citizen, never silence. */
function judgeSafely(
  detector: Detector,
  state: ConversationState,
  { message: { kind, text, sender }, inputs }: Turn,
  around: Circumstances,
): { readonly decision: Decision; readonly failure: unknown } {
  const made = (decision: Decision) => ({ decision, failure: null });
  if (kind === 'joined') return made(welcome(state, around, text));
  if (kind === 'rating') return made(thankForRating(state, readRating(text), around));
  if (kind === 'attachment') return made(takeAttachment(state, around, inputs.fetched));
  if (inputs.proof) return made(answerProof(state, inputs.proof, around));
  const unjudged = (failure: unknown) => ({ decision: decideUnjudged(detector, state, text, around), failure });
  if (inputs.failed) return unjudged('it broke down when it was judged');
  try {
    const heard = hearing(inputs.speaks === undefined ? detector : speaking(detector, inputs.speaks), {
      readings: inputs.readings ?? [],
      probing: inputs.probing === true,
      listed: inputs.listed ?? null,
    });
    return made(decide(heard, state, { ...clipText(text), sender }, around));
  } catch (error) {
    return unjudged(error ?? 'unknown');
  }
}

/** Platforms that store what is written outside of China: the first reply says so. */
const ABROAD: ReadonlySet<string> = new Set(['telegram', 'twilio', 'httpsms']);

/** Behind the first line: what matters most stays first. */
function withNote(decision: Decision, { toTraditional }: Circumstances): Decision {
  const note = createVoice(decision.language, toTraditional).say('abroad');
  const [first = '', ...rest] = decision.reply.split('\n');
  return { ...decision, reply: [first, note, ...rest].join('\n') };
}

/** Who is in need hears nothing but what helps him: the law lets the notice follow (PIPL 18(2)). Who leaves needs none. */
function mayWaitToHear({ state, erase, understanding: { danger, watched } }: Decision): boolean {
  return state.escalation === null && !erase && danger === null && !watched && !state.despair && state.watched !== true;
}

/**
 * A human is called from where none can answer him: he hears how one can, and never that one will answer there. Where somebody
 * may read along he hears no word more than the neutral one.
 */
function sayWhereToAnswer(decision: Decision, { apart, owned }: TurnInputs, version: string, around: Circumstances): Decision {
  const { state, escalation, language, reply } = decision;
  if (apart === undefined || owned || state.escalation === null || state.watched === true) return decision;
  const voice = createVoice(language, around.toTraditional);
  const line = voice.say(apart === 'group' ? 'officerNotInGroup' : 'officerNeedsAWord', { hotline: around.hotline });
  const waits = voice.say('caseWaits', { number: state.escalation.caseNumber });
  if (apart === 'group' && reply.includes(waits)) return { ...decision, reply: reply.replace(waits, () => line) };
  return escalation === null ? decision : { ...decision, reply: withLine(reply, line, voice.say('label', { version })) };
}

function tellTerms(decision: Decision, release: string, { toTraditional }: Circumstances): Decision | null {
  const voice = createVoice(decision.language, toTraditional);
  const reply = withTerms(decision.reply, voice.say('terms'), voice.say('label', { version: release }));
  return reply === null ? null : { ...decision, reply };
}
