import { INTENT_IDS, type IntentId } from '../library/schema.ts';
import type { Chances, Piece } from './analysis.ts';
import { logit } from './log-odds.ts';
import type { SignalHit } from './signals.ts';
import { isHarmed, readStage } from './stage.ts';

export const ESCALATING: ReadonlySet<IntentId> = new Set(['emergency', 'stop-loss', 'human']);
/** Money or a code is gone, or going now. */
export function isTrouble(intent: IntentId): boolean {
  return intent === 'emergency' || intent === 'stop-loss';
}

const CALLING_OR_FORWARD: ReadonlySet<IntentId> = new Set([...ESCALATING, 'forward']);

/** A message, or a piece of a long one, as far as it may call for a human. */
export interface Told {
  readonly intents: Chances;
  /** Ids of its signals. */
  readonly states: ReadonlySet<string>;
  /** Money, codes or control have left his hands by what is said. */
  readonly harmed: boolean;
  readonly wantsHuman: boolean;
  /** Says so in so many words, not in a warning. */
  readonly cheated: boolean;
  /** The classifier's probability that the text is about a scam, 0–1: who has paid his school fees needs nobody. */
  readonly scam: number;
}

/**
 * What speaks for calling a human, in log-odds, found by cross-validation on the corpus' own chats: the wording as a whole
 * by the intent model, and what is said in so many words.
 */
const ALARM = {
  wording: 0.8,
  /** The likeliest intent that calls nobody, against it. */
  otherwise: -0.25,
  /** Money, codes or control have left his hands, as far as it is about a scam and the words are his own. */
  harmed: 1.5,
  /** He says himself that he was cheated: then it is about a scam, whatever the words are known from, such as warnings. Set by hand. */
  cheated: 2.5,
  asksForHuman: 1.2,
  /** "要是转了会怎样": nothing has happened. */
  hypothetical: -0.9,
  notYet: -0.35,
  asksWhetherSafe: -0.15,
  reports: -0.3,
  /** "我同事前年就栽在这上头": somebody who is not at his side, and long ago. */
  othersLongAgo: -2,
} as const;
/**
 * From here on a human is called: 4.3 % of the corpus' chats that need none, when the models have not seen them. Our own sets
 * hardly tell 0.2 from 0.4 (docs/quality.md).
 */
export const CALL = 0.4;
/** In the middle of a talk a fragment hangs on what was said before, and says less of itself. */
export const CALL_IN_TALK = 0.6;

/** Once he has found out himself that it is true, "跟他说了是买房首付" sounds like it by its words alone. */
export const CALL_WHEN_CHECKED = 1.2;

/** Nearer to 0 and 1 the intent model's probabilities say nothing more. */
const LEAST = 0.0001;

/** In log-odds; from `CALL` on a human is called. */
export function alarmOf({ intents, states, harmed, wantsHuman, cheated, scam }: Told): number {
  const { emergency, human, 'stop-loss': stopLoss, forward } = intents;
  let alarm = ALARM.wording * logit(emergency + stopLoss + human, LEAST);
  alarm += ALARM.otherwise * logit(intents[likeliest(intents, CALLING_OR_FORWARD)], LEAST);
  if (harmed) alarm += ALARM.harmed * scam * (1 - forward);
  if (cheated) alarm += ALARM.cheated * (1 - forward);
  if (wantsHuman) alarm += ALARM.asksForHuman;
  if (states.has('state-hypothetical')) alarm += ALARM.hypothetical;
  if (states.has('state-not-yet')) alarm += ALARM.notYet;
  if (states.has('state-asks-safe')) alarm += ALARM.asksWhetherSafe;
  if (states.has('state-report')) alarm += ALARM.reports;
  if (states.has('state-others-past-loss')) alarm += ALARM.othersLongAgo;
  return alarm;
}

/**
 * So far lies a long story's alarm from that of the whole towards that of its loudest piece. Told by authors of whom the models had
 * seen nothing, stories of 320 characters and more: the whole alone finds 55 % of what must call at 3 % false calls, the loudest piece
 * alone is worse, and this 71 % at 8 %; a quarter less or more changes little.
 */
const TOWARDS_LOUDEST = 0.4;

export interface Heard {
  /** In log-odds; from `CALL` on a human is called. */
  readonly alarm: number;
  /** What speaks for it most: the whole, or a piece where the whole alone would not call. */
  readonly by: Told;
}

/** In a long story the one clause that matters ("…念了那六个数…") drowns in all the others, so each piece is heard for itself as well. */
export function hearOut(whole: Told, pieces: readonly Piece[]): Heard {
  const ofWhole = alarmOf(whole);
  const [loudest] = pieces
    .map((piece) => toldBy(piece, whole.scam))
    .map((by) => ({ by, alarm: alarmOf(by) }))
    .sort((a, b) => b.alarm - a.alarm);
  if (!loudest) return { alarm: ofWhole, by: whole };
  const alarm = ofWhole + TOWARDS_LOUDEST * (loudest.alarm - ofWhole);
  return { alarm, by: ofWhole < CALL && alarm >= CALL ? loudest.by : whole };
}

function toldBy({ intents, hits }: Piece, scam: number): Told {
  const states = new Set(hits.map(({ signal }: SignalHit) => signal.id));
  return { intents, states, harmed: isHarmed(readStage(hits)), wantsHuman: false, cheated: saysCheated(hits), scam };
}

/** @param hits that count: what a warning quotes is nobody's own loss */
export function saysCheated(hits: readonly SignalHit[]): boolean {
  return hits.some(({ signal }) => signal.id === 'state-cheated');
}

export function likeliest(chances: Chances, without: ReadonlySet<IntentId> = NONE): IntentId {
  let best: IntentId = 'advice';
  let most = Number.NEGATIVE_INFINITY;
  for (const id of INTENT_IDS) {
    if (chances[id] <= most || without.has(id)) continue;
    most = chances[id];
    best = id;
  }
  return best;
}
const NONE: ReadonlySet<IntentId> = new Set();
