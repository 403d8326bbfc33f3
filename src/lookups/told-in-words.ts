import { isTrouble } from '../detection/alarm.ts';
import type { Detector, Judgement } from '../detection/detector.ts';
import { isHarmed } from '../detection/stage.ts';
import type { SignalRole } from '../library/schema.ts';
import { type Identified, LONGEST_TYPED } from './identify.ts';

/** Somebody tells or asks something where one number or name was asked for. */
export interface ToldInWords {
  /** By his words money or more is gone, or somebody is in danger: first of all he is shown 110. */
  readonly urgent: boolean;
}

/** No name of an app has them; pronouns alone some have ("我的世界", "你我贷"). */
const ASKED = /[吗呢]$|怎么办|怎么回事|为什么|是不是|请问|帮我/;
const ENGLISH_SENTENCE = /(?:^|\s)(?:i|me|my|he|she|they|is|am|are|was|were|what|how|who|why|this)(?:\s|$)/i;
const FEWEST_ENGLISH_WORDS = 4;
/** What somebody does or says, as no name does. */
const TELLING: ReadonlySet<SignalRole> = new Set(['ask', 'threat', 'pressure', 'state', 'stage']);
const LETTERS = /\p{L}\p{L}/u;

/** @returns null: a number, a link, an account, a name, or a number that is never listed */
export function toldInWords(detector: Detector, typed: string, identified: Identified | null): ToldInWords | null {
  const text = typed.normalize('NFKC').trim().slice(0, LONGEST_TYPED);
  if ((identified !== null && identified.found.kind !== 'app') || !LETTERS.test(text)) return null;
  const judgement = detector.judge(text);
  const urgent = isUrgent(judgement);
  return identified === null || urgent || isTelling(judgement) || isSentence(text) ? { urgent } : null;
}

function isUrgent({ verdict, understanding }: Judgement): boolean {
  const { cry, cheated, danger, ownWords } = understanding;
  return cry || cheated || danger !== null || (ownWords && (isHarmed(verdict.stage) || isTrouble(verdict.intent)));
}

function isTelling({ understanding, analysis }: Judgement): boolean {
  return understanding.ownWords && analysis.counted.some(({ signal }) => TELLING.has(signal.role));
}

function isSentence(text: string): boolean {
  return ASKED.test(text) || (text.split(/\s+/).length >= FEWEST_ENGLISH_WORDS && ENGLISH_SENTENCE.test(text));
}
