import { type Phrase, splitPlaceholder } from '../library/phrase.ts';
import { Automaton } from './automaton.ts';
import type { Entity } from './entities.ts';
import { standsAlone } from './normalize.ts';

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
  readonly literals: readonly number[];
  readonly gap: number;
}

/** Hits of one phrase beyond this many tell nothing new; it bounds the time on repetitive texts. */
const MAX_HITS = 16;
const LATIN_END = /[a-z0-9]/;

/**
 * Finds all phrases of a release in one pass: an automaton over their distinct words, then a join by position,
 * begun only for phrases whose rarest step (its anchor) was seen. Ten times the phrases cost nearly the same.
 */
export class PhraseFinder {
  readonly #automaton: Automaton;
  readonly #literals: string[] = [];
  readonly #prefixOnly: boolean[] = [];
  readonly #phrases: Step[][];
  readonly #placeholders: { readonly literal: number; readonly before: string; readonly kind: string; readonly behind: string }[];
  /** literal → phrases anchored on it */
  readonly #anchored: number[][] = [];

  constructor(phrases: readonly Phrase[]) {
    const ids = new Map<string, number>();
    const idOf = (word: string): number => {
      const known = ids.get(word);
      if (known !== undefined) return known;
      const fresh = this.#literals.length;
      ids.set(word, fresh);
      const open = word.endsWith('*');
      this.#literals.push(open ? word.slice(0, -1) : word);
      this.#prefixOnly.push(open);
      this.#anchored.push([]);
      return fresh;
    };
    this.#phrases = phrases.map((phrase) => phrase.map((step) => ({ literals: step.alternatives.map(idOf), gap: step.gap })));
    this.#phrases.forEach((steps, index) => {
      for (const literal of this.#anchor(steps).literals) this.#anchored[literal]?.push(index);
    });
    this.#placeholders = this.#literals.flatMap((word, literal) => {
      const placeholder = splitPlaceholder(word);
      return placeholder ? [{ literal, ...placeholder }] : [];
    });
    this.#automaton = new Automaton(this.#literals.map((word) => (splitPlaceholder(word) ? '' : word)));
  }

  find(text: string, entities: readonly Entity[], sentenceEnds: readonly number[]): PhraseHit[] {
    const seen = this.#occurrences(text, entities);
    const candidates = new Set<number>();
    for (const literal of seen.keys()) for (const phrase of this.#anchored[literal] as number[]) candidates.add(phrase);
    const hits: PhraseHit[] = [];
    for (const phrase of candidates) {
      for (const span of join(this.#phrases[phrase] as Step[], seen, sentenceEnds)) hits.push({ phrase, ...span });
    }
    return hits;
  }

  /** The step whose shortest alternative is longest: the least likely to be seen by chance. */
  #anchor(steps: readonly Step[]): Step {
    const rarity = (step: Step): number =>
      Math.min(...step.literals.map((literal) => rarityOf(this.#literals[literal] as string)));
    return steps.reduce((best, step) => (rarity(step) > rarity(best) ? step : best));
  }

  #occurrences(text: string, entities: readonly Entity[]): Map<number, Span[]> {
    const seen = new Map<number, Span[]>();
    const add = (literal: number, span: Span): void => {
      const spans = seen.get(literal);
      if (spans) spans.push(span);
      else seen.set(literal, [span]);
    };
    for (const { word, start, end } of this.#automaton.find(text)) {
      if (this.#prefixOnly[word] ? startsWord(text, start) : standsAlone(text, start, end)) add(word, { start, end });
    }
    for (const { literal, before, kind, behind } of this.#placeholders) {
      for (const entity of entities) {
        if (entity.kind !== kind || !text.startsWith(behind, entity.end) || !text.slice(0, entity.start).endsWith(before)) continue;
        add(literal, { start: entity.start - before.length, end: entity.end + behind.length });
      }
      seen.get(literal)?.sort((a, b) => a.end - b.end);
    }
    return seen;
  }
}

/** Every message has numbers; a word of two characters is rarer. */
const PLACEHOLDER_RARITY = 1.5;
function rarityOf(word: string): number {
  const placeholder = splitPlaceholder(word);
  return placeholder ? PLACEHOLDER_RARITY + placeholder.before.length + placeholder.behind.length : word.length;
}

function startsWord(text: string, start: number): boolean {
  return !LATIN_END.test(text[start - 1] ?? '');
}

/** Extends partial matches step by step; of the partials that end before a word, the latest ending one leaves the smallest gap. */
function join(steps: readonly Step[], seen: ReadonlyMap<number, readonly Span[]>, sentenceEnds: readonly number[]): Span[] {
  let partial: readonly Span[] = [];
  for (const [index, step] of steps.entries()) {
    const spans = spansOf(step, seen);
    if (spans.length === 0) return [];
    partial = index === 0 ? spans : extend(partial, spans, step.gap, sentenceEnds);
    if (partial.length === 0) return [];
  }
  return partial.slice(0, MAX_HITS);
}

function spansOf(step: Step, seen: ReadonlyMap<number, readonly Span[]>): readonly Span[] {
  if (step.literals.length === 1) return seen.get(step.literals[0] as number) ?? [];
  const spans: Span[] = [];
  for (const literal of step.literals) spans.push(...(seen.get(literal) ?? []));
  return spans.sort((a, b) => a.end - b.end || a.start - b.start);
}

function extend(partial: readonly Span[], spans: readonly Span[], gap: number, sentenceEnds: readonly number[]): Span[] {
  const out: Span[] = [];
  const byStart = [...spans].sort((a, b) => a.start - b.start);
  let next = 0;
  let before: Span | undefined;
  for (const span of byStart) {
    while (next < partial.length && (partial[next] as Span).end <= span.start) before = partial[next++] as Span;
    if (!before || span.start - before.end > gap) continue;
    if (crosses(sentenceEnds, before.end, span.start)) continue;
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
