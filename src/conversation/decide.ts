import { type Detector, type Judgement, unjudged } from '../detection/detector.ts';
import type { Understanding } from '../detection/intent.ts';
import { isHarmed } from '../detection/stage.ts';
import type { Verdict } from '../detection/verdict.ts';
import type { Urgency } from '../storage/schema.ts';
import {
  calledLine,
  composeEmergency,
  composeHuman,
  composeSeveral,
  composeVerdict,
  composeWhy,
  label,
  type ReplyFacts,
  verifyLine,
} from './compose.ts';
import { replyOfIntent } from './intent-replies.ts';
import { followMatter } from './matter.ts';
import type { ConversationState } from './state.ts';
import type { Surroundings } from './surroundings.ts';
import { createVoice } from './wording.ts';

export interface Decision {
  readonly state: ConversationState;
  readonly reply: string;
  /** The colour of the matter now spoken of; null where nothing has been judged. */
  readonly verdict: Verdict | null;
  readonly escalation: Escalation | null;
  /** His data is to be destroyed once this is answered. */
  readonly erase: boolean;
  readonly understanding: Pick<Understanding, 'intent' | 'stage' | 'despair' | 'watched' | 'forOther'>;
}
/** What he says; of a very long text its first and last part. */
export interface Told {
  readonly text: string;
  readonly partly: boolean;
  /** Who had sent what he passes on, where the channel knows it. */
  readonly sender?: string | undefined;
}
interface Escalation {
  readonly urgency: Urgency;
  readonly reason: string;
  readonly caseNumber: string;
}

/** Pure: the same state, text and surroundings always lead to the same decision. */
export function decide(detector: Detector, state: ConversationState, { text, partly, sender }: Told, around: Surroundings): Decision {
  const heard = detector.judge(text, sender);
  const judgement = partly ? atLeastYellow(heard) : heard;
  const { understanding } = judgement;
  const followed = followMatter(detector, state, judgement, text, around.now);
  const urgency = urgencyOf(judgement, state);
  const escalation = urgency && {
    urgency,
    reason: reasonOf(judgement),
    caseNumber: state.escalation?.caseNumber ?? around.newCaseNumber(),
  };
  const matter =
    followed.matter && isEmergency(judgement)
      ? { ...followed.matter, verdict: { ...followed.matter.verdict, colour: 'red' as const } }
      : followed.matter;
  const next: ConversationState = {
    matter,
    despair: understanding.despair || state.despair,
    recent: followed.recent,
    escalation: escalation
      ? { urgency: worse(escalation.urgency, state.escalation?.urgency), caseNumber: escalation.caseNumber }
      : state.escalation,
  };
  const voice = createVoice(judgement.verdict.language, around.toTraditional);
  const facts: ReplyFacts = {
    understanding,
    duty: around.duty,
    hotline: around.hotline,
    caseNumber: next.escalation?.caseNumber ?? null,
    partly,
  };
  // What is answered in red is red: somebody who acts on colours must see what the citizen reads.
  const verdict = matter?.verdict ?? null;
  const reply = composeReply();
  return { state: next, reply, verdict, escalation, erase: understanding.erase && next.escalation === null, understanding };

  function composeReply(): string {
    const library = detector.library;
    if (understanding.asksWhy)
      return verdict ? composeWhy({ ...verdict, language: voice.language }, library, voice) : voice.say('whyNothing');
    if (understanding.despair || understanding.watched || isEmergency(judgement))
      return composeEmergency(verdict ?? judgement.verdict, voice, facts);
    if (understanding.intent === 'human') return withLabel(composeHuman(voice, facts));
    if (understanding.distress) return withLabel(voice.say(next.despair ? 'despair' : 'comfort'));
    if (understanding.asksAgain) return verdict ? composeVerdict(verdict, library, voice, facts) : voice.say('whyNothing');
    if (understanding.erase) return voice.say(next.escalation ? 'eraseLater' : 'erased', { number: facts.caseNumber ?? '' });
    const plain = withOffice(replyOfIntent(judgement, library, voice, around));
    if (plain && !followed.judged && next.despair) return withLabel(voice.say('despair'));
    if (plain && !followed.judged) return verdict ? withLabel(plain) : plain;
    if (!verdict) return plain ?? voice.say('unsure');
    if (followed.recent.length > 1) return composeSeveral(verdict, followed.recent, library, voice, facts);
    const corrected = followed.corrected ? `${voice.say('corrected')}\n` : '';
    const waiting = state.escalation ? `\n${calledLine(voice, facts)}` : '';
    return corrected + composeVerdict(verdict, library, voice, facts) + waiting;
  }

  /** "那真的去哪儿查" is answered with the office that he was told to be from. */
  function withOffice(text: string | null): string | null {
    if (text === null || understanding.intent !== 'knowledge') return text;
    const office = verifyLine(judgement.verdict, detector.library, voice) || (verdict ? verifyLine(verdict, detector.library, voice) : '');
    return office ? `${office}\n${text}` : text;
  }

  function withLabel(text: string): string {
    return `${text}\n${label(judgement.verdict, voice)}`;
  }
}

/** When analysis fails: yellow, pay nothing, and a human looks at it. */
export function decideUnjudged(detector: Detector, state: ConversationState, text: string, around: Surroundings): Decision {
  const known = state.matter?.verdict;
  const verdict = known?.colour === 'red' ? known : unjudged(detector.library, text);
  const voice = createVoice(verdict.language, around.toTraditional);
  const escalation: Escalation = {
    urgency: 'P2',
    reason: 'analysis failed',
    caseNumber: state.escalation?.caseNumber ?? around.newCaseNumber(),
  };
  return {
    state: { ...state, escalation: state.escalation ?? { urgency: escalation.urgency, caseNumber: escalation.caseNumber } },
    reply: `${voice.say('unsure')}\n${label(verdict, voice)}`,
    verdict,
    escalation,
    erase: false,
    understanding: { intent: 'forward', stage: 'seen', despair: false, watched: false, forOther: false },
  };
}

/** What was not read cannot be called harmless. */
function atLeastYellow(judgement: Judgement): Judgement {
  if (judgement.verdict.colour !== 'green') return judgement;
  return { ...judgement, verdict: { ...judgement.verdict, colour: 'yellow', score: Math.max(judgement.verdict.score, UNREAD_SCORE) } };
}
const UNREAD_SCORE = 0.5;

function isEmergency({ understanding }: Judgement): boolean {
  return understanding.intent === 'emergency' || understanding.intent === 'stop-loss';
}

/** Stage, not colour, drives urgency: a yellow text with money gone comes before a red one that was only received. */
function urgencyOf({ understanding }: Judgement, state: ConversationState): Urgency | null {
  // Who is watched gets a neutral answer, so somebody must know what it is about.
  if (understanding.despair || understanding.watched) return 'P0';
  if (!understanding.escalate) return null;
  if (understanding.intent === 'emergency') return 'P0';
  if (understanding.intent === 'stop-loss') return 'P1';
  return state.escalation?.urgency ?? (isHarmed(understanding.stage) ? 'P1' : 'P2');
}

function reasonOf({ understanding }: Judgement): string {
  if (understanding.despair) return 'despair';
  if (understanding.watched) return 'watched';
  return understanding.stage === 'seen' ? understanding.intent : `${understanding.intent}: ${understanding.stage}`;
}

function worse(a: Urgency, b: Urgency | undefined): Urgency {
  return b !== undefined && b < a ? b : a;
}
