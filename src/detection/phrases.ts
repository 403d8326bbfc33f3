import { type Phrase, splitPlaceholder } from '../library/phrase.ts';
import { BitSet } from './bit-set.ts';
import type { Entity } from './entities.ts';
import { isLatin, standsAlone } from './normalize.ts';
import { Occurrences } from './occurrences.ts';
import {
  ANCHOR,
  ANCHORS,
  ANYWHERE,
  CARD_FIELDS,
  compilePhrases,
  END,
  FULFILS,
  NO_TWIN,
  NO_WITNESS,
  OPEN,
  type PhraseTable,
  TWIN,
} from './phrase-table.ts';
import { Sightings } from './sightings.ts';
import { Spans } from './spans.ts';
import { growTrie, type Trie, WordFinder } from './word-finder.ts';

/** Where phrase number `phrase` was found, in units of the normalised text. */
export interface PhraseHit {
  readonly phrase: number;
  readonly start: number;
  readonly end: number;
}

/** All that phrases are found by: plain data, which can be kept. The words themselves are in the trie alone. */
export interface PhraseIndex {
  readonly table: Omit<PhraseTable, 'sought' | 'cardOf'>;
  /** How many there are. */
  readonly words: number;
  readonly trie: Trie;
}

/** Takes most of a second for the phrases of a release. */
export function indexPhrases(phrases: readonly Phrase[]): PhraseIndex {
  const { sought, cardOf, ...table } = compilePhrases(phrases);
  return { table, words: sought.length, trie: growTrie(sought, cardOf) };
}

/** Hits of one phrase beyond this many tell nothing new; it bounds the time on repetitive texts. */
const MAX_HITS = 16;

/**
 * Finds all phrases of a release: their distinct words by one walk over the text, then sentence by sentence, because no
 * gap crosses the end of one, a join by position, begun only for phrases whose two rarest steps were seen in the sentence.
 * Ten times the phrases cost nearly the same.
 */
export class PhraseFinder {
  readonly #table: PhraseIndex['table'];
  readonly #finder: WordFinder;
  readonly #sightings = new Sightings();
  readonly #seen: Occurrences;
  /** Phrases that were tried in the stretch under examination. */
  readonly #tried: BitSet;
  /** phrase → its hits in the last text in which it had any, and the text's number */
  readonly #hits: Int32Array;
  readonly #hitIn: Int32Array;
  #text = 0;
  /** Partial matches of a phrase so far, the places of its next step, and the matches up to that one. */
  #partial = new Spans();
  #extended = new Spans();
  readonly #places = new Spans();

  constructor({ table, words, trie }: PhraseIndex) {
    const phrases = table.stepsFrom.length - 1;
    this.#table = table;
    this.#finder = new WordFinder(trie);
    this.#seen = new Occurrences(table, words);
    this.#tried = new BitSet(phrases);
    this.#hits = new Int32Array(phrases);
    this.#hitIn = new Int32Array(phrases);
  }

  /** @returns hits ordered by their start, then by their end, then by their phrase */
  find(text: string, entities: readonly Entity[], sentenceEnds: readonly number[]): PhraseHit[] {
    const sightings = this.#sightings;
    this.#look(text, entities);
    this.#text++;
    const hits: PhraseHit[] = [];
    let sentence = 0;
    for (let next = 0; next < sightings.count; ) {
      this.#seen.begin();
      // A word that holds the end of a sentence binds the next one to it.
      let limit = behind(sentenceEnds, sentence);
      for (; next < sightings.count && sightings.start(next) < limit; next++) {
        this.#seen.add(sightings.card(next), sightings.start(next), sightings.end(next));
        while (sightings.end(next) >= limit) limit = behind(sentenceEnds, ++sentence);
      }
      this.#findInStretch(sentenceEnds, hits);
      sentence++;
    }
    return hits.sort((a, b) => a.start - b.start || a.end - b.end || a.phrase - b.phrase);
  }

  #findInStretch(sentenceEnds: readonly number[], hits: PhraseHit[]): void {
    const { cards } = this.#table;
    const seen = this.#seen;
    this.#tried.clear();
    for (const card of seen.cards) {
      const from = card + CARD_FIELDS + (cards[card + FULFILS] as number);
      const to = from + ANCHOR * (cards[card + ANCHORS] as number);
      for (let at = from; at < to; at += ANCHOR) {
        const witness = cards[at + 1] as number;
        if (witness !== NO_WITNESS && !seen.fulfilled(witness)) continue;
        const phrase = cards[at] as number;
        if (this.#tried.has(phrase)) continue;
        this.#tried.add(phrase);
        if (this.#mayHold(phrase)) this.#join(phrase, sentenceEnds, hits);
      }
    }
  }

  #look(text: string, entities: readonly Entity[]): void {
    const { cards, placeholders } = this.#table;
    const sightings = this.#sightings;
    sightings.begin();
    this.#finder.find(text, (card, start, end) => {
      const ending = cards[card + END];
      if (ending === ANYWHERE) return sightings.add(card, start, end);
      if (isLatin(text[start - 1])) return;
      if (ending === OPEN) return sightings.add(card, start, end);
      const twin = cards[card + TWIN] as number;
      if (twin !== NO_TWIN) sightings.add(twin, start, end);
      if (standsAlone(text, start, end)) sightings.add(card, start, end);
    });
    if (entities.length === 0) return;
    const others = [];
    for (const { card, before, kind, behind } of placeholders) {
      for (const { kind: found, start, end } of entities) {
        if (found !== kind || !text.startsWith(behind, end) || !text.startsWith(before, start - before.length)) continue;
        others.push({ card, start: start - before.length, end: end + behind.length });
      }
    }
    sightings.merge(others);
  }

  /** Was something seen of each of its steps, as far as that is noted? */
  #mayHold(phrase: number): boolean {
    const { stepsFrom, choice, watched } = this.#table;
    const end = stepsFrom[phrase + 1] as number;
    for (let step = stepsFrom[phrase] as number; step < end; step++) {
      const asked = choice[step] as number;
      if (watched[asked] && !this.#seen.fulfilled(asked)) return false;
    }
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
    for (let i = 0; i < count && this.#hasRoom(phrase); i++) hits.push({ phrase, start: starts[i] as number, end: ends[i] as number });
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

  #hasRoom(phrase: number): boolean {
    if (this.#hitIn[phrase] !== this.#text) this.#hits[phrase] = 0;
    this.#hitIn[phrase] = this.#text;
    this.#hits[phrase] = (this.#hits[phrase] as number) + 1;
    return (this.#hits[phrase] as number) <= MAX_HITS;
  }
}

/** Behind the end of that sentence. */
function behind(sentenceEnds: readonly number[], sentence: number): number {
  return (sentenceEnds[sentence] ?? Number.POSITIVE_INFINITY) + 1;
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
