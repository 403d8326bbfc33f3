import type { Detector, Judgement } from '../detection/detector.ts';
import { judgingBy } from '../detection/judging-by.ts';
import type { Language } from '../detection/language.ts';
import { COLOUR_RANK } from '../library/schema.ts';
import type { Storage } from '../storage/storage.ts';
import type { ListColour, ListRules } from './list-rules.ts';
import { loneIdentifier } from './lone-identifier.ts';
import { type LIST_WORDS, type LookedUp, listSentence, lookUpFound } from './look-up.ts';

/** What the list says of a message that is nothing but a number, a link or an account; plain data, so that it can be replayed. */
export interface Listed {
  readonly colour: ListColour;
  readonly why: string;
  /** That it is told in; left out: Chinese. */
  readonly language?: 'en' | undefined;
}

/** Never fails a message: who is not answered by the list is answered without. @returns null: no hit */
export async function listedAs(
  storage: Pick<Storage, 'lookUp'>,
  rules: ListRules,
  text: string,
  language: Language = 'zh-CN',
): Promise<Listed | null> {
  const lone = loneIdentifier(text);
  if (!lone) return null;
  const hit = await lookUpFound(storage, rules, lone);
  if (!hit.colour) return null;
  const { colour } = hit;
  return language === 'en' ? { colour, why: reasonOf(hit, 'en'), language } : { colour, why: reasonOf(hit, 'zh-CN') };
}

/** Reasons are ended where they are put together. */
function reasonOf(hit: LookedUp, language: keyof typeof LIST_WORDS): string {
  return listSentence(hit, language).replace(/[。.]$/, '');
}

/** A score that belongs to the colour, where the text alone had a lower one. */
const LEAST_SCORE: Readonly<Record<ListColour, number>> = { yellow: 0.5, red: 0.9 };
/** Of the reason that the list gives. */
export const LISTED = 'reported-list';
const DONT = { zh: '先别转账、别点开、别回拨', en: 'Do not pay, open or call back' } as const;

/** The same detector, which knows what the list says: the hit is a reason of its own, and can only raise. */
export function withListed(detector: Detector, listed: Listed | null): Detector {
  if (!listed) return detector;
  return judgingBy(detector, (asked, text, given) => {
    const own = asked.judge(text, given);
    // All that was told in his matter is judged together as well: that is no number, and none of the list's business.
    return loneIdentifier(text) ? raise(own, text, listed) : own;
  });
}

function raise(own: Judgement, text: string, { colour, why, language }: Listed): Judgement {
  const { verdict } = own;
  const reason = { kind: 'signal' as const, id: LISTED, quote: text, start: 0, end: text.length, why };
  const higher = COLOUR_RANK[colour] > COLOUR_RANK[verdict.colour];
  return {
    ...own,
    verdict: {
      ...verdict,
      colour: higher ? colour : verdict.colour,
      score: Math.max(verdict.score, LEAST_SCORE[colour]),
      reasons: [reason, ...verdict.reasons],
      advice: higher ? { ...verdict.advice, dont: DONT[language ?? 'zh'], own: DONT } : verdict.advice,
    },
  };
}
