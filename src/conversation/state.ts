import type { Understanding } from '../detection/intent.ts';
import { type Danger, type Onlooker, SURE_DANGER_IN_TALK } from '../detection/labels.ts';
import type { Language } from '../detection/language.ts';
import { isHarmed } from '../detection/stage.ts';
import type { Verdict } from '../detection/verdict.ts';
import { DAY } from '../durations.ts';
import type { Stage } from '../library/schema.ts';
import type { Colour, Urgency } from '../storage/desk-schema.ts';

/**
 * What the bot remembers of a conversation, sealed in the database between messages. The matter is what is spoken of
 * now: its colour is the conversation's, never that of a single quoted text.
 */
export interface ConversationState {
  readonly matter: Matter | null;
  /** The running case; the cases table is its truth, the sealed copy is never read. */
  readonly escalation: RunningCase | null;
  /** He spoke of ending his life: from then on nothing is answered lightly. */
  readonly despair: boolean;
  /** It was somebody else whose life was in danger. */
  readonly despairOther?: boolean;
  /** Somebody is kept by force, he or whom he speaks for. */
  readonly held?: 'himself' | 'other' | null;
  /** He has said that he is a child. */
  readonly child?: boolean;
  /** It is somebody else's matter that he tells. */
  readonly forOther?: boolean;
  /** … of a stranger's, which he sees at his counter or by chance. */
  readonly onlooker?: Onlooker | null;
  /** He has named what left his hands; an emergency alone may still be ahead of him. */
  readonly lost?: boolean;
  /** … more than a month ago, and nothing since: what is urgent for others no longer is for him. */
  readonly longAgo?: boolean;
  /** How often words that told nothing new were answered in his open matters. */
  readonly passed?: number;
  /** The counsel that he was given, by name: none is given twice. */
  readonly told?: readonly string[];
  /** Once he told of something that has happened, if only a code given: no case is cancelled behind his back. */
  readonly harmTold?: boolean;
  /** The newest officer's verdict that was taken over, milliseconds since 1970 UTC: none is taken twice. */
  readonly ruledAt?: number;
  /** The open matter looks worse than he has read: it became so while an officer spoke with him, and the bot was silent. */
  readonly unread?: true;
  /** He has said that 110 knows of it: until his case is closed he is not told once more to call. */
  readonly policeKnow?: boolean;
  /** He said that somebody reads along: nothing telling is sent to him of our own accord. */
  readonly watched?: boolean;
  /** The language of the page that he last wrote on, where that is not Chinese. */
  readonly speaks?: 'en';
  /** The turn that left it like this and whose inputs were kept: what it remembered can be had again by a replay. */
  readonly keptTurn?: number;
  /** Texts forwarded within a moment: one case, answered together. */
  readonly recent: readonly RecentText[];
}
export interface RunningCase {
  readonly urgency: Urgency;
  readonly caseNumber: string;
  /** Somebody answered the telephone that was rung for it. */
  readonly reached: boolean;
  /** Nobody has claimed it yet. */
  readonly waiting: boolean;
  /** An officer wants it to stay. */
  readonly kept?: boolean;
}
export interface Matter {
  readonly verdict: Verdict;
  /** What was told of it, oldest first; bounded. */
  readonly texts: readonly string[];
  readonly updatedAt: number;
  /** What an officer has said of it, as long as nothing new has raised it. */
  readonly ruling?: Ruling;
  /** Somebody who says that he is police has only told him to stop. */
  readonly dissuading?: true;
  /** He has said that he checked it himself and that it is true; as long as nothing new is told of it. */
  readonly verified?: true;
}
/** An officer's verdict, over the bot's. */
export interface Ruling {
  readonly colour: Colour;
  /** His name as the citizen may read it. */
  readonly officer: string;
  readonly reason: string;
}
export interface RecentText {
  readonly at: number;
  readonly excerpt: string;
  readonly verdict: Verdict;
}

export const EMPTY_STATE: ConversationState = { matter: null, escalation: null, despair: false, recent: [] };

/** The language that he is to be written to: of his page; else of what is spoken of, or of what he has just written. */
export function languageOf({ speaks, matter }: Pick<ConversationState, 'speaks' | 'matter'>, written: Language = 'zh-CN'): Language {
  return speaks ?? matter?.verdict.language ?? written;
}

/** As it is stored with a conversation; null: it has just begun. Ours alone write it, under the seal. */
export function readState(stored: string | null): ConversationState {
  return stored === null ? EMPTY_STATE : (JSON.parse(stored) as ConversationState);
}

/** Something has left his hands, as far as he says; who fetches the money has it still. */
export function hasLost({
  stage,
  intent,
  cheated,
  cry,
  done,
}: Pick<Understanding, 'stage' | 'intent' | 'cheated' | 'cry' | 'done'>): boolean {
  return (isHarmed(stage) && stage !== 'fetching-cash') || intent === 'stop-loss' || cheated || cry || done;
}

/** What cannot be had back by himself any more; whoever shares his screen has his money still. */
const GONE: ReadonlySet<Stage> = new Set(['paid', 'handed-over', 'gave-code']);

export function hasGone(understanding: Pick<Understanding, 'stage' | 'intent' | 'cheated' | 'cry' | 'done'>): boolean {
  return hasLost(understanding) && (!isHarmed(understanding.stage) || GONE.has(understanding.stage));
}

/** After so long without a word, what comes is something new. Milliseconds. */
const MATTER_LASTS = DAY;

/** What is remembered as it holds now: a matter of which nobody has spoken for so long is none any more. */
export function asOf(state: ConversationState, now: number): ConversationState {
  return state.matter === null || now - state.matter.updatedAt < MATTER_LASTS ? state : { ...state, matter: null };
}

/** He begins with what he sees the criminals do; in the middle of his own story such words are part of it. */
export function seesThem({ onlooker }: Understanding, { matter }: ConversationState): boolean {
  return onlooker === 'scene' && matter === null;
}

/**
 * What he says of himself stays true of him: that he is a child; that he speaks for another, as long as the matter is open; that something is
 * lost, or somebody held, until his case is closed as well.
 */
export function whoHeIs(
  understanding: Understanding,
  state: ConversationState,
): Pick<ConversationState, 'held' | 'child' | 'forOther' | 'onlooker' | 'lost' | 'longAgo'> {
  const { danger, child, forOther, kinSaid, onlooker, stage, longAgo, intent, own, recently } = understanding;
  const before = own || state.matter === null ? null : state;
  const goesOn = state.matter !== null || state.escalation !== null;
  const kept = state.escalation === null ? null : (state.held ?? null);
  const seer = before === null ? onlooker : (before.onlooker ?? null);
  const held = plain(danger, 'held');
  return {
    held: held && !(held.other && seer) ? (held.other ? 'other' : 'himself') : kept,
    lost: (goesOn && state.lost === true) || hasGone(understanding),
    longAgo: longAgo || (goesOn && state.longAgo === true && intent !== 'emergency' && !(recently && hasGone(understanding))),
    child: child || state.child === true,
    // "我女儿说我傻" in the middle of his own story makes it nobody else's; "我妈已经转了" does.
    forOther: before === null ? forOther : before.forOther === true || (forOther && kinSaid && isHarmed(stage)),
    onlooker: seer,
  };
}

const MOST_TEXTS = 8;
const MOST_UNITS = 4000;

/** The matter's texts with one more, the oldest dropped where it gets too much. */
export function withText(texts: readonly string[], text: string): string[] {
  const kept = [...texts, text].slice(-MOST_TEXTS);
  while (kept.length > 1 && kept.reduce((sum, part) => sum + part.length, 0) > MOST_UNITS) kept.shift();
  return kept;
}

/** A running case only gets more urgent. */
export function running({ urgency, caseNumber }: Pick<RunningCase, 'urgency' | 'caseNumber'>, before: RunningCase | null): RunningCase {
  const worse = before !== null && before.urgency < urgency ? before.urgency : urgency;
  return { urgency: worse, caseNumber, reached: before?.reached ?? false, waiting: before?.waiting ?? true, kept: before?.kept ?? false };
}

/** From then on nothing is answered lightly; what only faintly sounds so is answered once. */
export function despairNow({ danger }: Understanding, state: ConversationState): Pick<ConversationState, 'despair' | 'despairOther'> {
  const despair = plain(danger, 'despair');
  return despair ? { despair: true, despairOther: despair.other } : { despair: state.despair, despairOther: state.despairOther === true };
}

/** That danger, where it is plain enough to speak of nothing else from then on. */
function plain(danger: Danger | null, kind: Danger['kind']): Danger | null {
  return danger?.kind === kind && danger.sure >= SURE_DANGER_IN_TALK ? danger : null;
}

/** Money, a code or a life is at stake in the case that waits. */
export function isUrgent(waiting: RunningCase | null): boolean {
  return waiting !== null && waiting.urgency <= 'P1';
}
