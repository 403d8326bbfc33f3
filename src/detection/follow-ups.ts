import type { LibraryContent } from '../library/library.ts';
import { parsePhrase } from '../library/phrase.ts';
import type { Entity } from './entities.ts';
import { isFramed } from './framing.ts';
import { indexPhrases, PhraseFinder, type PhraseHit, type PhraseIndex } from './phrases.ts';

/** In units of the normalised text. Longer than this it is a story, whatever else is asked in it. */
const LONGEST = 60;
/** The same of a text in Latin letters, of which a word takes several. */
const LONGEST_LATIN = 160;

type FollowUpContent = Pick<LibraryContent, 'followUps'>;

/** What their words are found by, and the words that void them. */
export interface FollowUpIndex {
  readonly asked: PhraseIndex;
  readonly voids: PhraseIndex;
}

export function indexFollowUps({ followUps }: FollowUpContent): FollowUpIndex {
  return {
    asked: indexPhrases(followUps.flatMap(({ phrases }) => phrases.map(parsePhrase))),
    voids: indexPhrases(followUps.flatMap(({ negate }) => negate.map(parsePhrase))),
  };
}

/**
 * Which of the library's follow-ups a message is: "但我真的提现过", "is 96110 free". Of several the one of which most is said; where that one
 * is asked in an open matter only, behind it the best of those that are asked at any time.
 * @param library with normalised phrases (normalize-content.ts)
 */
export function createFollowUpFinder(library: FollowUpContent, index = indexFollowUps(library)) {
  const { followUps } = library;
  const askedBy = followUps.flatMap(({ phrases }, place) => phrases.map(() => place));
  const voidedBy = followUps.flatMap(({ negate }, place) => negate.map(() => place));
  const [askedIn, voidsIn] = [new PhraseFinder(index.asked), new PhraseFinder(index.voids)];
  return (text: string, entities: readonly Entity[], sentenceEnds: readonly number[]): readonly string[] => {
    if (text.length > (HAN.test(text) ? LONGEST : LONGEST_LATIN)) return [];
    if (isFramed(text) || entities.some(({ kind }) => HANDED_OUT.has(kind))) return [];
    const found = askedIn.find(text, entities, sentenceEnds);
    if (found.length === 0) return [];
    const voided = new Set(voidsIn.find(text, entities, sentenceEnds).map(({ phrase }) => voidedBy[phrase]));
    const standing = found.filter(({ phrase }) => !voided.has(askedBy[phrase]));
    const [first, ...others] = standing
      .sort((a, b) => length(b) - length(a))
      .flatMap(({ phrase }) => followUps[askedBy[phrase] ?? -1] ?? []);
    if (!first) return [];
    const second = first.asked === 'open' ? others.find((one) => one.asked === 'always') : undefined;
    return second ? [first.id, second.id] : [first.id];
  };
}

/** What a scammer hands out: who asks us something has no need to repeat it. */
const HANDED_OUT: ReadonlySet<Entity['kind']> = new Set(['link', 'apk', 'contact']);

const HAN = /\p{Script=Han}/u;

function length({ start, end }: PhraseHit): number {
  return end - start;
}
