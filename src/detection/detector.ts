import type { Library, TrainedLibrary } from '../library/library.ts';
import type { Bilingual, Pattern, ScamType, SignalRole } from '../library/schema.ts';
import { isTrouble } from './alarm.ts';
import { type Analysis, createAnalysis } from './analysis.ts';
import { type Assessment, assess } from './assess.ts';
import { type Understanding, understand } from './intent.ts';
import type { Language } from './language.ts';
import { createOfficeFinder } from './official-numbers.ts';
import type { Reading } from './readings.ts';
import { toldReason, unreadReason } from './reasons.ts';
import { isHarmed } from './stage.ts';
import type { Tables } from './tables.ts';
import { isUnread } from './unread.ts';
import type { Advice, Reason, Verdict } from './verdict.ts';

/** What is known of a text besides its words. */
export interface Given {
  /** Who had sent it, where the channel knows it. */
  readonly sender?: string | undefined;
  /** What a second reader has named in it (readings.ts). */
  readonly readings?: readonly Reading[] | undefined;
  /** That the verdict is worded in; left out: the text's own. */
  readonly language?: Language | undefined;
}
/** Everything one release can say of a text. Pure: no clock, no storage, no environment. */
export interface Detector {
  readonly library: Library;
  judge(text: string, given?: Given): Judgement;
  /** As it is now: for an answer that must be of one release from beginning to end. */
  atThisMoment(): Detector;
}
/** A release itself, which also shows what it finds in a text before it judges. */
export interface ReleaseDetector extends Detector {
  analyse(text: string, sender?: string): Analysis;
}
export interface Judgement {
  readonly verdict: Verdict;
  readonly understanding: Understanding;
  readonly analysis: Analysis;
}

/**
 * What the models were read from is not held on to: it takes as much memory as the detector's own table.
 * @param tables of this release, where they were kept
 */
export function createDetector(trained: TrainedLibrary, tables?: Tables): ReleaseDetector {
  const { models: _, ...library } = trained;
  const analyse = createAnalysis(trained, tables);
  const officeOf = createOfficeFinder(library);
  const schemes = new Map(library.patterns.flatMap((pattern) => (pattern.advice === undefined ? [] : [[pattern.id, pattern] as const])));
  const detector: ReleaseDetector = {
    library,
    analyse,
    judge(text, { sender, readings, language } = {}) {
      const analysed = analyse(text, sender, readings);
      const analysis = language === undefined ? analysed : { ...analysed, language };
      const understanding = understand(analysis);
      const assessment = assess(analysis, library);
      return {
        analysis,
        understanding,
        verdict: composeVerdict(library, schemes, analysis, understanding, assessment, officeOf(analysis.normalized.text)),
      };
    },
    atThisMoment: () => detector,
  };
  return detector;
}

function composeVerdict(
  library: Library,
  schemes: Schemes,
  analysis: Analysis,
  understanding: Understanding,
  assessment: Assessment,
  verifyWith: string | null,
): Verdict {
  const found = colourForTeller(assessment, understanding, namesSomething(analysis));
  // To have found nothing in what one cannot read is no green.
  const unread = found === 'green' && isUnread(analysis.normalized.text);
  const colour = unread ? 'yellow' : found;
  const suspected = assessment.score >= SUSPECTED;
  const inTrouble = isTrouble(understanding.intent);
  const doubtful = colour === 'yellow' && !assessment.typeLikely;
  const reasons = unread
    ? [unreadReason(analysis)]
    : colour === 'green'
      ? []
      : !understanding.cry && (suspected || assessment.schemeKnown)
        ? assessment.reasons.map((reason) => (doubtful && understanding.ownWords && ofItsTone(reason) ? toldReason(analysis) : reason))
        : [toldReason(analysis)];
  const typed = suspected && colour !== 'green' && !understanding.cry && !(inTrouble && !assessment.typeSure);
  const type = typed ? (library.types.find(({ id }) => id === assessment.type) ?? null) : null;
  return {
    colour,
    score: assessment.score,
    type: type && { id: type.id, title: inLanguage(type.title, analysis.language) },
    stage: understanding.stage,
    intent: understanding.intent,
    escalate: understanding.escalate,
    reasons,
    advice: {
      ...(doubtful
        ? { ...adviceFor(null, analysis.language), general: true }
        : adviceFor(type, analysis.language, schemeIn(reasons, type, schemes))),
      verifyWith: !type || IMPERSONATING.has(type.id) ? verifyWith : null,
    },
    language: analysis.language,
    libraryVersion: library.version,
  };
}

/** It says which scheme the whole sounds like. */
function ofItsTone({ kind }: Reason): boolean {
  return kind === 'classifier';
}

/** Schemes that pretend to be an office; elsewhere a bank or a wallet that is named is only where the money shall go. */
const IMPERSONATING: ReadonlySet<string> = new Set(['phishing', 'customer-service', 'authority', 'travel', 'credit-repair']);

/** Below this a told story is checked for its own sake, not for looking like a certain scam. */
const SUSPECTED = 0.3;

/** From here on a told loss is taken for a scam's: the wording sounds like one, and like somebody in trouble. */
const LIKELY_SCAM = 0.7;
const LIKELY_TROUBLE = 0.4;

/** Who asks or reports has a doubt of his own: less is needed to share it. */
const DOUBTING: ReadonlySet<string> = new Set(['advice', 'report']);
const WORTH_A_DOUBT = 0.35;
const DOUBT_SHARED = 0.9;
/** The same two where nothing but the tone speaks for it, as in everyday words about money. */
const TONE_LIKELY_SCAM = 0.8;
const TONE_DOUBT_SHARED = 0.95;

/** Of somebody in trouble, and too little to call anybody: enough not to say that nothing was found (docs/quality.md). */
const MAY_BE_LOSS = 0.2;

/**
 * Who tells that his money or his code is gone is never told "nothing found". This is a story of his own, not a quoted
 * text: of a forwarded text the colour never depends on what has happened.
 */
function colourForTeller(
  { colour, score, schemeKnown }: Assessment,
  { intent, stage, trouble, ownWords, cry, cheated, danger, onlooker, realDissuasion, policeInvitation }: Understanding,
  named: boolean,
): Verdict['colour'] {
  if (cry || danger?.sure === 1) return 'red';
  if (danger) return colour === 'green' ? 'yellow' : colour;
  const mayBeLoss = cheated || onlooker === 'scene' || (ownWords && trouble >= MAY_BE_LOSS);
  if (colour === 'green' && (realDissuasion || policeInvitation || mayBeLoss)) return 'yellow';
  if (DOUBTING.has(intent) && ownWords) {
    if (score >= (named ? DOUBT_SHARED : TONE_DOUBT_SHARED)) return 'red';
    return colour === 'green' && (schemeKnown || isHarmed(stage) || score >= WORTH_A_DOUBT) ? 'yellow' : colour;
  }
  if (intent !== 'emergency' && intent !== 'stop-loss') return colour;
  return colour === 'red' || (ownWords && score >= (named ? LIKELY_SCAM : TONE_LIKELY_SCAM) && trouble >= LIKELY_TROUBLE)
    ? 'red'
    : 'yellow';
}

/** Something that is said or done, by the other one or by him; not only how it sounds. */
function namesSomething({ counted }: Analysis): boolean {
  return counted.some(({ signal }) => !UNSAID.has(signal.role));
}
const UNSAID: ReadonlySet<SignalRole> = new Set(['state', 'context', 'exempt']);

const NOT_UNDERSTOOD = {
  zh: '这段话机器没看懂，先当可疑处理',
  en: 'the machine could not read this, so treat it as suspicious',
} as const;

/**
 * When analysis fails: yellow, with the plainest advice. What needs the analysis, as the stage, is the default.
 * @param language his page's; of a text alone nobody knows it
 */
export function unjudged(library: Library, text: string, language: Language = 'zh-CN'): Verdict {
  const quote = text.trim().slice(0, 20);
  const start = text.indexOf(quote);
  return {
    colour: 'yellow',
    score: 0.5,
    type: null,
    stage: 'seen',
    intent: 'forward',
    escalate: false,
    reasons: [{ kind: 'classifier', id: 'unjudged', quote, start, end: start + quote.length, why: inLanguage(NOT_UNDERSTOOD, language) }],
    advice: { ...adviceFor(null, language), verifyWith: null },
    language,
    libraryVersion: library.version,
  };
}

const GENERAL: { dont: Bilingual; now: { zh: string[]; en: string[] }; numbers: string[] } = {
  dont: { zh: '要钱、要码、要下载就停下', en: 'Stop if asked for money, codes' },
  now: {
    zh: ['用您自己存的号码，或官方App里的电话，找真的单位或本人核实。', '拿不准就打96110问一问。'],
    en: ['Call back on the number you have always used, or one from the official app.', 'If in doubt, call 96110.'],
  },
  numbers: ['96110', '110'],
};

/** Patterns that have advice of their own, by id. */
type Schemes = ReadonlyMap<string, Pattern>;

/** The best pattern that speaks for this type, where it has advice of its own. */
function schemeIn(reasons: readonly Reason[], type: ScamType | null, schemes: Schemes): Pattern | undefined {
  const best = reasons.find(({ kind }) => kind === 'pattern')?.id;
  const scheme = best === undefined ? undefined : schemes.get(best);
  return scheme?.type === type?.id ? scheme : undefined;
}

export function adviceFor(type: ScamType | null, language: Language, scheme?: Pattern): Omit<Advice, 'verifyWith'> {
  const { numbers } = type?.advice ?? GENERAL;
  const { dont, now } = scheme?.advice ?? type?.advice ?? GENERAL;
  const advice = { dont: inLanguage(dont, language), now: language === 'en' ? now.en : now.zh, numbers };
  return scheme ? { ...advice, scheme: scheme.id } : advice;
}

function inLanguage(text: Bilingual, language: Language): string {
  return language === 'en' ? text.en : text.zh;
}
