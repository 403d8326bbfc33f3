import type { Library } from '../library/library.ts';
import { COLOUR_RANK, type Colour, TYPE_IDS, type TypeId } from '../library/schema.ts';
import type { Analysis, BlockFindings } from './analysis.ts';
import { type BareLinks, bareLinksOf } from './bare-links.ts';
import { logit } from './log-odds.ts';
import { ordersBot } from './orders.ts';
import type { PatternHit } from './patterns.ts';
import { bareLinkReason, collectReasons } from './reasons.ts';
import type { Block } from './sentences.ts';
import type { SignalHit } from './signals.ts';
import type { Reason } from './verdict.ts';

/** What the text is, without what the citizen wants or what has happened to him. */
export interface Assessment {
  readonly colour: Colour;
  /** Calibrated probability that it is a scam, 0–1. */
  readonly score: number;
  /** The likeliest type, should it be a scam; null of an address alone, which tells none. */
  readonly type: TypeId | null;
  /** A pattern says so, or the type model is sure of it. */
  readonly typeSure: boolean;
  /** The type is likelier than all others together; else what is known of it would be told to the wrong one more often than not. */
  readonly typeLikely: boolean;
  /** A pattern of high or critical severity holds, whatever the classifier thinks. */
  readonly schemeKnown: boolean;
  /** Why, should it be a scam. */
  readonly reasons: readonly Reason[];
}

/**
 * Every weight and threshold of a text by itself stands here; what the teller's own words change of the colour stands in
 * detector.ts. `npm run library -- cross-validate` is what they are set by,
 * `npm run evaluate` shows what a change does.
 */
const WEIGHTS = {
  /**
   * Log-odds that a pattern adds to the classifier's, by severity; several patterns count once, the strongest. Little,
   * because the classifier has seen the same signals: a pattern's work is the type, the reason and the right to be red.
   */
  pattern: { critical: 0.8, high: 0.5, medium: 0.2 },
  /** A link whose host alone is suspicious. */
  riskyLink: {
    'link-lookalike': 2.5,
    'link-brand': 2.5,
    'link-ip': 1.2,
    'link-punycode': 1.5,
    'link-hidden': 1.5,
    'link-odd-host': 1.5,
    'link-apk': 2,
    'link-port': 0.8,
    'link-throwaway': 0.9,
    'link-shortener': 0.2,
  },
  /**
   * Log-odds of a type that a pattern of that type adds to the type model's: little, which has seen the same signals. With
   * twice as much one type in a hundred more was wrong in cross-validation, and two of real ones; with less, patterns lose
   * examples of their own.
   */
  typeByPattern: { critical: 1.4, high: 1, medium: 0.5 },
} as const;
export const THRESHOLDS = {
  /**
   * And a pattern, a suspicious host, or something asked, promised or threatened in so many words. The cheapest by the prices of
   * `npm run library -- prices`, where a harmless text in red costs as much as thirty scams that are yellow instead.
   */
  red: 0.955,
  /** By the same prices 0.45 would be cheaper; but in life far more texts are honest than in the corpus, and most must stay green. */
  yellow: 0.6,
  yellowByCritical: 0.3,
  /** A warning that asks for money is red, unless hardly a word of it looks like a scam. */
  redInCostume: 0.1,
  /** A text that warns is held against it only when it is nearly certain. */
  redInWarning: 0.985,
  yellowInWarning: 0.8,
} as const;
/** From here on the type is told without a pattern to a person in trouble, who takes every word for certain. */
const SURE_TYPE = 0.7;
/** From here on a type's own advice is given in doubt as well. */
const LIKELY_TYPE = 0.5;
/** Nearer to 0 and 1 the classifier's probabilities say nothing more. */
const LEAST = 0.001;
/** Ceiling of what words alone can prove. */
const MOST = 0.99;

export function assess(analysis: Analysis, library: Library): Assessment {
  const judged = analysis.blocks.map((block) => judgeBlock(block, analysis));
  const worst = judged.reduce((a, b) => (rank(b) > rank(a) ? b : a));
  const colour = raiseForgery(raiseBySender(worst.colour, worst.block, analysis), analysis);
  const bare = judged.length === 1 ? bareLinksOf(analysis, worst.block, worst.patterns) : null;
  if (bare) return assessBare(bare, colour, worst, analysis);
  const type = chooseType(worst.block, worst.patterns);
  const shown = worst.patterns.some(({ pattern }) => pattern.type === type);
  return {
    colour,
    score: Math.round(Math.min(MOST, worst.score) * 1000) / 1000,
    type,
    typeSure: shown || worst.block.types[type] >= SURE_TYPE,
    typeLikely: shown || worst.block.types[type] >= LIKELY_TYPE,
    schemeKnown: worst.patterns.some(({ pattern }) => pattern.severity !== 'medium'),
    reasons: collectReasons(analysis, worst.block, worst.patterns, type, library),
  };
}

/** The classifier knows bare addresses from scams, so what it thinks of honest ones is nothing to go by. */
function assessBare(bare: BareLinks, colour: Colour, { block, score }: JudgedBlock, analysis: Analysis): Assessment {
  const most = bare === 'known' ? MOST_OF_BARE.known : MOST_OF_BARE.unknown;
  return {
    colour: bare === 'known' ? raiseBySender('green', block, analysis) : colour === 'green' ? 'green' : 'yellow',
    score: Math.round(Math.min(most, score) * 1000) / 1000,
    type: null,
    typeSure: false,
    typeLikely: false,
    schemeKnown: false,
    reasons: [bareLinkReason(analysis, block)],
  };
}
const MOST_OF_BARE = { known: 0.1, unknown: 0.5 } as const;

interface JudgedBlock {
  readonly block: BlockFindings;
  readonly patterns: readonly PatternHit[];
  readonly colour: Colour;
  readonly score: number;
}

function rank({ colour, score }: JudgedBlock): number {
  return COLOUR_RANK[colour] + score;
}

function judgeBlock(block: BlockFindings, analysis: Analysis): JudgedBlock {
  const patterns = block.patterns.filter(({ pattern }) => pattern.status === 'stable' || pattern.status === 'test');
  const strongest = Math.max(0, ...patterns.map(({ pattern }) => WEIGHTS.pattern[pattern.severity]));
  const link = Math.max(0, ...block.hits.map((hit) => WEIGHTS.riskyLink[hit.signal.id as keyof typeof WEIGHTS.riskyLink] ?? 0));
  const score = sigmoid(logit(block.scam, LEAST) + strongest + link);
  const critical = patterns.some(({ pattern }) => pattern.severity === 'critical');
  const known = patterns.length > 0 || link > 1;
  return {
    block,
    patterns,
    score,
    colour: colourOf(score, block, { critical, known, warning: warns(analysis, block), costume: analysis.costume }),
  };
}

function warns({ costume, sentences }: Analysis, block: Block): boolean {
  return !costume && sentences.some(({ speaker, start }) => speaker === 'warning' && start >= block.start && start < block.end);
}

interface Marks {
  readonly critical: boolean;
  /** A pattern or a suspicious host. */
  readonly known: boolean;
  readonly warning: boolean;
  /** Warns, and asks all the same. */
  readonly costume: boolean;
}

function colourOf(score: number, block: BlockFindings, { critical, known, warning, costume }: Marks): Colour {
  if (costume && score >= THRESHOLDS.redInCostume && (critical || block.hits.some((hit) => hit.signal.id === 'ask-safe-account')))
    return 'red';
  const red = warning ? THRESHOLDS.redInWarning : THRESHOLDS.red;
  const yellow = warning ? THRESHOLDS.yellowInWarning : THRESHOLDS.yellow;
  if (score >= red && (known || block.hits.some((hit) => means(hit) && !isMereHandle(hit, block)))) return 'red';
  return score >= (critical && !warning ? THRESHOLDS.yellowByCritical : yellow) || block.hits.some(ordersBot) ? 'yellow' : 'green';
}

const MEANING: ReadonlySet<string> = new Set(['ask', 'lure', 'threat', 'pressure']);
const HANDLES: ReadonlySet<string> = new Set(['link-any', 'contact-any', 'phone-premium']);

/** What is wanted, promised or threatened, or something to click, call or add. */
function means(hit: SignalHit): boolean {
  return MEANING.has(hit.signal.role) || HANDLES.has(hit.signal.id);
}

/** Not a word beside it: a number or a name alone says nothing that anybody wants. Of addresses alone bare-links.ts decides. */
function isMereHandle({ signal, start, end }: SignalHit, block: Block): boolean {
  return HANDLES.has(signal.id) && signal.id !== 'link-any' && start - block.start <= MARGIN && block.end - end <= MARGIN;
}
/** Of signs around it, UTF-16 units. */
const MARGIN = 2;

/** An ask in words, or something to click, call or add. */
function asks(hit: SignalHit): boolean {
  return hit.signal.role === 'ask' || HANDLES.has(hit.signal.id);
}

/** An institution does not write from a private mobile or a foreign number. Only ever raises. */
function raiseBySender(colour: Colour, block: BlockFindings, { sender }: Analysis): Colour {
  if (colour !== 'green') return colour;
  const institution = block.hits.some((hit) => hit.signal.role === 'identity');
  const wants = block.hits.some(asks);
  return (sender === 'foreign' && (institution || wants)) || (sender === 'mobile' && institution && wants) ? 'yellow' : colour;
}

/**
 * What looks like our own reply is not judged by its words, so it could carry anything: with an ask in it, it is never
 * green. A real reply of ours, sent back, gets the same mild answer.
 */
function raiseForgery(colour: Colour, { sentences, hits }: Analysis): Colour {
  if (colour !== 'green') return colour;
  const ours = sentences.filter(({ speaker }) => speaker === 'own-reply');
  return hits.some((hit) => asks(hit) && ours.some(({ start, end }) => hit.start >= start && hit.end <= end)) ? 'yellow' : colour;
}

function chooseType(block: BlockFindings, patterns: readonly PatternHit[]): TypeId {
  let best: TypeId = 'other-scam';
  let most = Number.NEGATIVE_INFINITY;
  for (const type of TYPE_IDS) {
    if (block.types[type] === undefined) continue;
    let vote = 0;
    for (const { pattern } of patterns) if (pattern.type === type) vote = Math.max(vote, WEIGHTS.typeByPattern[pattern.severity]);
    const score = Math.log(block.types[type] + 1e-6) + vote;
    if (score <= most) continue;
    most = score;
    best = type;
  }
  return best;
}

function sigmoid(x: number): number {
  return 1 / (1 + Math.exp(-x));
}
