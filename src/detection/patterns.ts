import type { Condition, Pattern } from '../library/schema.ts';
import type { SignalHit } from './signals.ts';

/** A pattern whose condition holds, with the hits that made it true. */
export interface PatternHit {
  readonly pattern: Pattern;
  readonly evidence: readonly SignalHit[];
}

export type PatternMatcher = (hits: readonly SignalHit[]) => PatternHit[];

/**
 * Every pattern that holds over the hits of one speaker in one block; deprecated ones never hold. Each pattern waits
 * under the few signals without which it cannot hold, so that the number of patterns hardly costs.
 */
export function createPatternMatcher(patterns: readonly Pattern[]): PatternMatcher {
  const numbers = new Map<string, number>();
  const waiting: WaitingPattern[][] = [];
  for (const pattern of patterns) {
    if (pattern.status === 'deprecated') continue;
    const entry = { pattern, when: compile(pattern.when, numbers), triedIn: 0 };
    for (const id of new Set(entries(pattern.when))) {
      const number = numberOf(id, numbers);
      waiting[number] = [...(waiting[number] ?? []), entry];
    }
  }
  const hits = new FirstHits(numbers.size);
  let block = 0;
  return (inBlock) => {
    block++;
    hits.begin();
    for (const hit of inBlock) {
      const number = numbers.get(hit.signal.id);
      if (number !== undefined) hits.note(number, hit);
    }
    const found: PatternHit[] = [];
    for (const number of hits.seen) {
      for (const entry of waiting[number] ?? []) {
        if (entry.triedIn === block) continue;
        entry.triedIn = block;
        if (!holds(entry.when, hits)) continue;
        const evidence = new Set<SignalHit>();
        collectEvidence(entry.when, hits, evidence);
        found.push({ pattern: entry.pattern, evidence: [...evidence] });
      }
    }
    return found;
  };
}

interface WaitingPattern {
  readonly pattern: Pattern;
  readonly when: Compiled;
  /** Number of the last block in which it was tried. */
  triedIn: number;
}

/** Of each signal that some pattern names the first hit in the block under examination. One object serves every block. */
class FirstHits {
  /** In the order in which they were first seen. */
  readonly seen: number[] = [];
  readonly #hits: (SignalHit | null)[];

  constructor(signals: number) {
    this.#hits = new Array<SignalHit | null>(signals).fill(null);
  }

  begin(): void {
    for (const number of this.seen) this.#hits[number] = null;
    this.seen.length = 0;
  }

  note(number: number, hit: SignalHit): void {
    if (this.#hits[number]) return;
    this.#hits[number] = hit;
    this.seen.push(number);
  }

  of(number: number): SignalHit | null {
    return this.#hits[number] as SignalHit | null;
  }
}

/** A condition with numbers for its signals; every kind of part is there, so that all have one shape. */
type Compiled =
  | number
  | { readonly all: readonly Compiled[]; readonly any: readonly Compiled[] | null; readonly none: readonly Compiled[] };

function compile(condition: Condition, numbers: Map<string, number>): Compiled {
  if (typeof condition === 'string') return numberOf(condition, numbers);
  const parts = (of: readonly Condition[]): Compiled[] => of.map((part) => compile(part, numbers));
  const { all, any, none } = condition;
  return { all: parts(all ?? []), any: any ? parts(any) : null, none: parts(none ?? []) };
}

function numberOf(id: string, numbers: Map<string, number>): number {
  const known = numbers.get(id) ?? numbers.size;
  numbers.set(id, known);
  return known;
}

/** Signals of which at least one must be there for the condition to hold; of several such sets the smallest. */
function entries(condition: Condition): string[] {
  if (typeof condition === 'string') return [condition];
  const any = (condition.any ?? []).map(entries);
  const oneOf = any.every((set) => set.length > 0) ? any.flat() : [];
  const sets = [...(condition.all ?? []).map(entries), oneOf].filter((set) => set.length > 0);
  return sets.reduce((best, set) => (set.length < best.length ? set : best), sets[0] ?? []);
}

function holds(condition: Compiled, hits: FirstHits): boolean {
  if (typeof condition === 'number') return hits.of(condition) !== null;
  for (const part of condition.all) if (!holds(part, hits)) return false;
  return (condition.any === null || oneHolds(condition.any, hits)) && !oneHolds(condition.none, hits);
}

function oneHolds(parts: readonly Compiled[], hits: FirstHits): boolean {
  for (const part of parts) if (holds(part, hits)) return true;
  return false;
}

/** The same, and which hits were met on the way: also those of a part of which another half is missing. */
function collectEvidence(condition: Compiled, hits: FirstHits, evidence: Set<SignalHit>): boolean {
  if (typeof condition === 'number') {
    const hit = hits.of(condition);
    if (hit) evidence.add(hit);
    return hit !== null;
  }
  const { all, any, none } = condition;
  if (oneHolds(none, hits)) return false;
  for (const part of all) if (!collectEvidence(part, hits, evidence)) return false;
  if (any === null) return true;
  let held = false;
  for (const part of any) if (collectEvidence(part, hits, evidence)) held = true;
  return held;
}
