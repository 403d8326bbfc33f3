import { type Phrase, splitPlaceholder } from '../library/phrase.ts';
import type { Entity } from './entities.ts';
import { isLatin, standsAlone } from './normalize.ts';
import { WordFinder } from './word-finder.ts';

/** Where phrase number `phrase` was found, in units of the normalised text. */
export interface PhraseHit {
  readonly phrase: number;
  readonly start: number;
  readonly end: number;
}
interface Span {
  readonly start: number;
  readonly end: number;
}
interface Step {
  readonly words: readonly number[];
  readonly gap: number;
}
interface Placeholder {
  readonly word: number;
  readonly before: string;
  readonly kind: string;
  readonly behind: string;
}

/** Hits of one phrase beyond this many tell nothing new; it bounds the time on repetitive texts. */
const MAX_HITS = 16;
/** Steps are counted in the bits of a number. */
const MAX_STEPS = 30;

/**
 * Finds all phrases of a release in one pass: their distinct words by one trie, then a join by position, begun only
 * for phrases of which every step was seen. Ten times the phrases cost nearly the same.
 */
export class PhraseFinder {
  readonly #words: string[] = [];
  /** word → is its trailing * an open end? */
  readonly #open: boolean[] = [];
  readonly #latin: boolean[] = [];
  readonly #phrases: readonly (readonly Step[])[];
  readonly #complete: Int32Array;
  readonly #placeholders: readonly Placeholder[];
  readonly #finder: WordFinder;
  /** word → its uses: phrase and bit of the step, flat */
  readonly #uses: readonly Int32Array[];
  readonly #seenSteps: Int32Array;
  readonly #openTwins: ReadonlyMap<number, number>;

  constructor(phrases: readonly Phrase[]) {
    const ids = new Map<string, number>();
    const uses: number[][] = [];
    const idOf = (written: string): number => {
      const known = ids.get(written);
      if (known !== undefined) return known;
      const fresh = this.#words.length;
      const open = written.endsWith('*');
      const word = open ? written.slice(0, -1) : written;
      ids.set(written, fresh);
      this.#words.push(word);
      this.#open.push(open);
      this.#latin.push(isLatin(word[0]) || isLatin(word.at(-1)));
      uses.push([]);
      return fresh;
    };
    this.#phrases = phrases.map((phrase, index) =>
      phrase.slice(0, MAX_STEPS).map(({ alternatives, gap }, step) => {
        const words = alternatives.map(idOf);
        for (const word of words) uses[word]?.push(index, 1 << step);
        return { words, gap };
      }),
    );
    this.#complete = Int32Array.from(this.#phrases, (steps) => (1 << steps.length) - 1);
    this.#uses = uses.map((use) => Int32Array.from(use));
    this.#seenSteps = new Int32Array(phrases.length);
    this.#placeholders = this.#words.flatMap((written, word) => {
      const placeholder = splitPlaceholder(written);
      return placeholder ? [{ word, ...placeholder }] : [];
    });
    // "loan" and "loan*" end at one place of the trie: the closed one stands there and names its open twin.
    this.#openTwins = new Map(
      this.#words.flatMap((word, index) => (this.#open[index] && ids.has(word) ? [[ids.get(word) as number, index] as const] : [])),
    );
    const hidden = new Set(this.#openTwins.values());
    this.#finder = new WordFinder(this.#words.map((word, index) => (splitPlaceholder(word) || hidden.has(index) ? '' : word)));
  }

  find(text: string, entities: readonly Entity[], sentenceEnds: readonly number[]): PhraseHit[] {
    const seen = this.#occurrences(text, entities);
    const hits: PhraseHit[] = [];
    for (const phrase of this.#candidates(seen)) {
      for (const { start, end } of join(this.#phrases[phrase] as readonly Step[], seen, sentenceEnds)) hits.push({ phrase, start, end });
    }
    return hits;
  }

  /** Phrases of which every step was seen somewhere. */
  #candidates(seen: ReadonlyMap<number, readonly Span[]>): number[] {
    const complete: number[] = [];
    const touched: number[] = [];
    for (const word of seen.keys()) {
      const uses = this.#uses[word] as Int32Array;
      for (let at = 0; at < uses.length; at += 2) {
        const phrase = uses[at] as number;
        const before = this.#seenSteps[phrase] as number;
        if (before === 0) touched.push(phrase);
        const now = before | (uses[at + 1] as number);
        if (now === before) continue;
        this.#seenSteps[phrase] = now;
        if (now === this.#complete[phrase]) complete.push(phrase);
      }
    }
    for (const phrase of touched) this.#seenSteps[phrase] = 0;
    return complete;
  }

  #occurrences(text: string, entities: readonly Entity[]): Map<number, Span[]> {
    const seen = new Map<number, Span[]>();
    const add = (word: number, start: number, end: number): void => {
      const spans = seen.get(word);
      if (spans) spans.push({ start, end });
      else seen.set(word, [{ start, end }]);
    };
    this.#finder.find(text, (word, start, end) => {
      if (!this.#latin[word]) return add(word, start, end);
      const twin = this.#open[word] ? word : this.#openTwins.get(word);
      if (!isLatin(text[start - 1])) {
        if (twin !== undefined) add(twin, start, end);
        if (!this.#open[word] && standsAlone(text, start, end)) add(word, start, end);
      }
    });
    for (const { word, before, kind, behind } of this.#placeholders) {
      for (const { kind: found, start, end } of entities) {
        if (found !== kind || !text.startsWith(behind, end) || !text.slice(0, start).endsWith(before)) continue;
        add(word, start - before.length, end + behind.length);
      }
    }
    return seen;
  }
}

/** Extends partial matches step by step; of the partials that end before a word, the latest ending one leaves the smallest gap. */
function join(steps: readonly Step[], seen: ReadonlyMap<number, readonly Span[]>, sentenceEnds: readonly number[]): readonly Span[] {
  let partial: readonly Span[] = [];
  for (const [index, { words, gap }] of steps.entries()) {
    const spans: Span[] = [];
    for (const word of words) spans.push(...(seen.get(word) ?? []));
    partial = index === 0 ? spans.sort((a, b) => a.end - b.end) : extend(partial, spans, gap, sentenceEnds);
    if (partial.length === 0) return partial;
  }
  return partial.slice(0, MAX_HITS);
}

function extend(partial: readonly Span[], spans: Span[], gap: number, sentenceEnds: readonly number[]): Span[] {
  const out: Span[] = [];
  spans.sort((a, b) => a.start - b.start);
  let next = 0;
  let before: Span | undefined;
  for (const span of spans) {
    while (next < partial.length && (partial[next] as Span).end <= span.start) before = partial[next++] as Span;
    if (!before || span.start - before.end > gap || crosses(sentenceEnds, before.end, span.start)) continue;
    out.push({ start: before.start, end: span.end });
  }
  return out.sort((a, b) => a.end - b.end);
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
  return (sentenceEnds[low] ?? Number.POSITIVE_INFINITY) < to;
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
