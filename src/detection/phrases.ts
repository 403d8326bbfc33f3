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
  readonly words: Int32Array;
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

/**
 * Finds all phrases of a release in one pass: their distinct words by one trie, then a join by position, begun only for
 * phrases whose rarest step (its anchor) was seen. Ten times the phrases cost nearly the same.
 */
export class PhraseFinder {
  readonly #phrases: readonly (readonly Step[])[];
  /** The same steps, those with the fewest words first: most phrases fall at the first that was not seen. */
  readonly #checks: readonly (readonly Step[])[];
  /** word → does its trailing * leave the end open? */
  readonly #open: Uint8Array;
  readonly #latin: Uint8Array;
  /** Phrases anchored on word w: #anchored from #anchoredFrom[w] to #anchoredFrom[w + 1]. */
  readonly #anchored: Int32Array;
  readonly #anchoredFrom: Int32Array;
  readonly #placeholders: readonly Placeholder[];
  readonly #openTwins: ReadonlyMap<number, number>;
  readonly #finder: WordFinder;
  readonly #seen: Occurrences;

  constructor(phrases: readonly Phrase[]) {
    const ids = new Map<string, number>();
    const idOf = (written: string): number => {
      const known = ids.get(written);
      if (known !== undefined) return known;
      ids.set(written, ids.size);
      return ids.size - 1;
    };
    this.#phrases = phrases.map((phrase) => phrase.map(({ alternatives, gap }) => ({ words: Int32Array.from(alternatives, idOf), gap })));
    this.#checks = this.#phrases.map((steps) => [...steps].sort((a, b) => a.words.length - b.words.length));
    const written = [...ids.keys()];
    const words = written.map((word) => (word.endsWith('*') ? word.slice(0, -1) : word));
    this.#open = Uint8Array.from(written, (word) => (word.endsWith('*') ? 1 : 0));
    this.#latin = Uint8Array.from(words, (word) => (isLatin(word[0]) || isLatin(word.at(-1)) ? 1 : 0));
    ({ listed: this.#anchored, from: this.#anchoredFrom } = listAnchors(this.#phrases, words));
    this.#seen = new Occurrences(words.length);
    this.#placeholders = words.flatMap((text, word) => {
      const placeholder = splitPlaceholder(text);
      return placeholder ? [{ word, ...placeholder }] : [];
    });
    // "loan" and "loan*" end at one place of the trie: the closed one stands there and names its open twin.
    this.#openTwins = new Map(
      words.flatMap((word, index) => (this.#open[index] && ids.has(word) ? [[ids.get(word) as number, index] as const] : [])),
    );
    const hidden = new Set([...this.#openTwins.values(), ...this.#placeholders.map(({ word }) => word)]);
    this.#finder = new WordFinder(words.map((word, index) => (hidden.has(index) ? '' : word)));
  }

  find(text: string, entities: readonly Entity[], sentenceEnds: readonly number[]): PhraseHit[] {
    const seen = this.#occurrences(text, entities);
    const tried = new Set<number>();
    const hits: PhraseHit[] = [];
    for (const word of seen.words) {
      const end = this.#anchoredFrom[word + 1] as number;
      for (let at = this.#anchoredFrom[word] as number; at < end; at++) {
        const phrase = this.#anchored[at] as number;
        if (tried.has(phrase)) continue;
        tried.add(phrase);
        if (!(this.#checks[phrase] as readonly Step[]).every((step) => seen.any(step))) continue;
        for (const span of join(this.#phrases[phrase] as readonly Step[], seen, sentenceEnds))
          hits.push({ phrase, start: span.start, end: span.end });
      }
    }
    return hits;
  }

  #occurrences(text: string, entities: readonly Entity[]): Occurrences {
    const seen = this.#seen;
    seen.begin();
    this.#finder.find(text, (word, start, end) => {
      if (!this.#latin[word]) return seen.add(word, start, end);
      if (isLatin(text[start - 1])) return;
      const twin = this.#open[word] ? word : this.#openTwins.get(word);
      if (twin !== undefined) seen.add(twin, start, end);
      if (!this.#open[word] && standsAlone(text, start, end)) seen.add(word, start, end);
    });
    for (const { word, before, kind, behind } of this.#placeholders) {
      for (const { kind: found, start, end } of entities) {
        if (found !== kind || !text.startsWith(behind, end) || !text.startsWith(before, start - before.length)) continue;
        seen.add(word, start - before.length, end + behind.length);
      }
    }
    return seen;
  }
}

/**
 * Where the words of the text under examination stand. One object serves every text, one after the other: a word's
 * entry counts only while it carries the text's number, so that nothing has to be cleared or allocated per text.
 */
class Occurrences {
  readonly words: number[] = [];
  readonly #seenIn: Int32Array;
  readonly #spans: Span[][] = [];
  #text = 0;

  constructor(words: number) {
    this.#seenIn = new Int32Array(words);
  }

  begin(): void {
    this.#text++;
    this.words.length = 0;
  }

  add(word: number, start: number, end: number): void {
    if (this.#seenIn[word] === this.#text) {
      (this.#spans[word] as Span[]).push({ start, end });
      return;
    }
    this.#seenIn[word] = this.#text;
    this.#spans[word] = [{ start, end }];
    this.words.push(word);
  }

  any({ words }: Step): boolean {
    for (let i = 0; i < words.length; i++) if (this.#seenIn[words[i] as number] === this.#text) return true;
    return false;
  }

  /** All places of all of a step's words. */
  of({ words }: Step): Span[] {
    const spans: Span[] = [];
    for (let i = 0; i < words.length; i++) {
      const word = words[i] as number;
      if (this.#seenIn[word] === this.#text) for (const span of this.#spans[word] as Span[]) spans.push(span);
    }
    return spans;
  }
}

/** How often a word of one, two, more characters is seen in a message by chance, roughly. */
const COMMONNESS = [0, 60, 4, 1] as const;

/** Each phrase under the words of its anchor: the step least likely to be seen by chance. One flat list, no small arrays. */
function listAnchors(phrases: readonly (readonly Step[])[], texts: readonly string[]): { listed: Int32Array; from: Int32Array } {
  const words = texts.length;
  const chance = Float64Array.from(
    texts,
    (text) => COMMONNESS[Math.min(text.startsWith('<') ? 1 : text.length, COMMONNESS.length - 1)] ?? 1,
  );
  const commonness = (step: Step): number => step.words.reduce((sum, word) => sum + (chance[word] as number), 0);
  const anchors = phrases.map((steps) => steps.reduce((best, step) => (commonness(step) < commonness(best) ? step : best)));
  const from = new Int32Array(words + 1);
  for (const { words: anchor } of anchors) for (const word of anchor) from[word + 1] = (from[word + 1] as number) + 1;
  for (let word = 0; word < words; word++) from[word + 1] = (from[word + 1] as number) + (from[word] as number);
  const next = from.slice();
  const listed = new Int32Array(from[words] as number);
  for (const [phrase, { words: anchor }] of anchors.entries()) {
    for (const word of anchor) {
      listed[next[word] as number] = phrase;
      next[word] = (next[word] as number) + 1;
    }
  }
  return { listed, from };
}

/** Extends partial matches step by step; of the partials that end before a word, the latest ending one leaves the smallest gap. */
function join(steps: readonly Step[], seen: Occurrences, sentenceEnds: readonly number[]): readonly Span[] {
  let partial: readonly Span[] = [];
  for (const [index, step] of steps.entries()) {
    const spans = seen.of(step);
    partial = index === 0 ? spans.sort((a, b) => a.end - b.end) : extend(partial, spans, step.gap, sentenceEnds);
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
