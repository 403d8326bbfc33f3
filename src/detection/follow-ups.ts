import type { LibraryContent } from '../library/library.ts';
import { parsePhrase } from '../library/phrase.ts';
import type { Entity } from './entities.ts';
import { isFramed } from './framing.ts';
import { PhraseFinder, type PhraseHit } from './phrases.ts';

/** In units of the normalised text. Longer than this it is a story, whatever else is asked in it. */
const LONGEST = 60;
/** The same of a text in Latin letters, of which a word takes several. */
const LONGEST_LATIN = 160;

/**
 * Which of the library's follow-ups a message is: "但我真的提现过", "is 96110 free". Of several the one of which most is said; where that one
 * is asked in an open matter only, behind it the best of those that are asked at any time.
 * @param library with normalised phrases (normalize-content.ts)
 */
export function createFollowUpFinder({ followUps }: Pick<LibraryContent, 'followUps'>) {
  const finderOf = (phrases: readonly string[]): PhraseFinder => new PhraseFinder(phrases.map(parsePhrase));
  const asked = followUps.flatMap(({ phrases }, place) => phrases.map((phrase) => ({ phrase, place })));
  const voids = followUps.flatMap(({ negate }, place) => negate.map((phrase) => ({ phrase, place })));
  const askedIn = finderOf(asked.map(({ phrase }) => phrase));
  const voidsIn = finderOf(voids.map(({ phrase }) => phrase));
  return (text: string, entities: readonly Entity[], sentenceEnds: readonly number[]): readonly string[] => {
    if (text.length > (HAN.test(text) ? LONGEST : LONGEST_LATIN)) return [];
    if (isFramed(text) || entities.some(({ kind }) => HANDED_OUT.has(kind))) return [];
    const found = askedIn.find(text, entities, sentenceEnds);
    if (found.length === 0) return [];
    const voided = new Set(voidsIn.find(text, entities, sentenceEnds).map(({ phrase }) => voids[phrase]?.place));
    const standing = found.filter(({ phrase }) => !voided.has(asked[phrase]?.place));
    const [first, ...others] = standing
      .sort((a, b) => length(b) - length(a))
      .flatMap(({ phrase }) => followUps[asked[phrase]?.place ?? -1] ?? []);
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
