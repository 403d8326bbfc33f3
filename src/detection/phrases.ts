import { type Phrase, splitPlaceholder } from '../library/phrase.ts';
import type { Entity } from './entities.ts';
import { isLatin, standsAlone } from './normalize.ts';
import { Occurrences } from './occurrences.ts';
import { compilePhrases, type PhraseTable } from './phrase-table.ts';
import { Spans } from './spans.ts';
import { WordFinder } from './word-finder.ts';

/** Where phrase number `phrase` was found, in units of the normalised text. */
export interface PhraseHit {
  readonly phrase: number;
  readonly start: number;
  readonly end: number;
}

/** Hits of one phrase beyond this many tell nothing new; it bounds the time on repetitive texts. */
const MAX_HITS = 16;

/**
 * Finds all phrases of a release in one pass: their distinct words by one trie, then a join by position, begun only for
 * phrases all of whose steps were seen. Ten times the phrases cost nearly the same.
 */
export class PhraseFinder {
  readonly #table: PhraseTable;
  readonly #finder: WordFinder;
  readonly #seen: Occurrences;
  /** phrase → number of the last text in which it was tried */
  readonly #triedIn: Int32Array;
  #text = 0;
  /** Partial matches of a phrase so far, the places of its next step, and the matches up to that one. */
  #partial = new Spans();
  #extended = new Spans();
  readonly #places = new Spans();

  constructor(phrases: readonly Phrase[]) {
    this.#table = compilePhrases(phrases);
    const { sought, wordsOf, fulfils } = this.#table;
    this.#finder = new WordFinder(sought);
    this.#seen = new Occurrences(sought.length, wordsOf, fulfils);
    this.#triedIn = new Int32Array(phrases.length);
  }

  find(text: string, entities: readonly Entity[], sentenceEnds: readonly number[]): PhraseHit[] {
    this.#look(text, entities);
    this.#text++;
    const { listed, from } = this.#table.anchored;
    const hits: PhraseHit[] = [];
    for (const word of this.#seen.words) {
      const end = from[word + 1] as number;
      for (let at = from[word] as number; at < end; at++) {
        const phrase = listed[at] as number;
        if (this.#triedIn[phrase] === this.#text) continue;
        this.#triedIn[phrase] = this.#text;
        if (this.#mayHold(phrase)) this.#join(phrase, sentenceEnds, hits);
      }
    }
    return hits;
  }

  #look(text: string, entities: readonly Entity[]): void {
    const { open, latin, openTwins, placeholders } = this.#table;
    const seen = this.#seen;
    seen.begin();
    this.#finder.find(text, (word, start, end) => {
      if (!latin[word]) return seen.add(word, start, end);
      if (isLatin(text[start - 1])) return;
      const twin = open[word] ? word : openTwins.get(word);
      if (twin !== undefined) seen.add(twin, start, end);
      if (!open[word] && standsAlone(text, start, end)) seen.add(word, start, end);
    });
    for (const { word, before, kind, behind } of placeholders) {
      for (const { kind: found, start, end } of entities) {
        if (found !== kind || !text.startsWith(behind, end) || !text.startsWith(before, start - before.length)) continue;
        seen.add(word, start - before.length, end + behind.length);
      }
    }
  }

  /** Was something seen of each of its steps? */
  #mayHold(phrase: number): boolean {
    const { stepsFrom, choice, anchor } = this.#table;
    const end = stepsFrom[phrase + 1] as number;
    for (let step = stepsFrom[phrase] as number; step < end; step++)
      if (choice[step] !== anchor[phrase] && !this.#seen.fulfilled(choice[step] as number)) return false;
    return true;
  }

  /** Extends partial matches step by step. */
  #join(phrase: number, sentenceEnds: readonly number[], hits: PhraseHit[]): void {
    const { stepsFrom, choice, gap } = this.#table;
    const first = stepsFrom[phrase] as number;
    const end = stepsFrom[phrase + 1] as number;
    this.#seen.collect(choice[first] as number, this.#partial);
    this.#partial.sortByEnd();
    for (let step = first + 1; step < end; step++) {
      this.#seen.collect(choice[step] as number, this.#places);
      this.#places.sortByStart();
      this.#extend(gap[step] as number, sentenceEnds);
      if (this.#partial.count === 0) return;
    }
    const { starts, ends, count } = this.#partial;
    for (let i = 0; i < Math.min(count, MAX_HITS); i++) hits.push({ phrase, start: starts[i] as number, end: ends[i] as number });
  }

  /** Of the partial matches that end before a place, the latest ending one leaves the smallest gap. */
  #extend(gap: number, sentenceEnds: readonly number[]): void {
    const partial = this.#partial;
    const out = this.#extended;
    out.clear();
    const { starts, ends, count } = this.#places;
    let next = 0;
    for (let i = 0; i < count; i++) {
      const start = starts[i] as number;
      while (next < partial.count && (partial.ends[next] as number) <= start) next++;
      if (next === 0) continue;
      const before = partial.ends[next - 1] as number;
      if (start - before > gap || crosses(sentenceEnds, before, start)) continue;
      out.add(partial.starts[next - 1] as number, ends[i] as number);
    }
    out.sortByEnd();
    this.#extended = partial;
    this.#partial = out;
  }
}

/** Does a sentence end lie in [from, to)? `sentenceEnds` is sorted. */
function crosses(sentenceEnds: readonly number[], from: number, to: number): boolean {
  let low = 0;
  let high = sentenceEnds.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sentenceEnds[middle] as number) < from) low = middle + 1;
    else high = middle;
  }
  return low < sentenceEnds.length && (sentenceEnds[low] as number) < to;
}

/**
 * Words of a phrase are written as in a message and pass the same normaliser; placeholders and the trailing * stay.
 * A word that the normaliser takes away altogether (an emoji) can never be seen and is dropped.
 */
export function normalizePhrase(phrase: Phrase, normalize: (text: string) => string): Phrase {
  return phrase.map(({ alternatives, gap }) => ({
    gap,
    alternatives: alternatives.map((word) => normalizeWord(word, normalize)).filter((word) => word !== ''),
  }));
}

function normalizeWord(word: string, normalize: (text: string) => string): string {
  const placeholder = splitPlaceholder(word);
  if (placeholder) return `${normalize(placeholder.before)}<${placeholder.kind}>${normalize(placeholder.behind)}`;
  return word.endsWith('*') ? `${normalize(word.slice(0, -1))}*` : normalize(word);
}
