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
  const waiting = new Map<string, Pattern[]>();
  for (const pattern of patterns) {
    if (pattern.status === 'deprecated') continue;
    for (const id of new Set(entries(pattern.when))) waiting.set(id, [...(waiting.get(id) ?? []), pattern]);
  }
  return (hits) => {
    const bySignal = new Map<string, SignalHit>();
    for (const hit of hits) if (!bySignal.has(hit.signal.id)) bySignal.set(hit.signal.id, hit);
    const found = new Map<string, PatternHit>();
    for (const id of bySignal.keys()) {
      for (const pattern of waiting.get(id) ?? []) {
        if (found.has(pattern.id) || !holds(pattern.when, bySignal)) continue;
        const evidence = new Set<SignalHit>();
        collectEvidence(pattern.when, bySignal, evidence);
        found.set(pattern.id, { pattern, evidence: [...evidence] });
      }
    }
    return [...found.values()];
  };
}

/** Signals of which at least one must be there for the condition to hold; of several such sets the smallest. */
function entries(condition: Condition): string[] {
  if (typeof condition === 'string') return [condition];
  const any = (condition.any ?? []).map(entries);
  const oneOf = any.every((set) => set.length > 0) ? any.flat() : [];
  const sets = [...(condition.all ?? []).map(entries), oneOf].filter((set) => set.length > 0);
  return sets.reduce((best, set) => (set.length < best.length ? set : best), sets[0] ?? []);
}

type Hits = ReadonlyMap<string, SignalHit>;

function holds(condition: Condition, hits: Hits): boolean {
  if (typeof condition === 'string') return hits.has(condition);
  const { all, any, none } = condition;
  if (all) for (const part of all) if (!holds(part, hits)) return false;
  if (any && !oneHolds(any, hits)) return false;
  return !none || !oneHolds(none, hits);
}

function oneHolds(parts: readonly Condition[], hits: Hits): boolean {
  for (const part of parts) if (holds(part, hits)) return true;
  return false;
}

/** The same, and which hits were met on the way: also those of a part of which another half is missing. */
function collectEvidence(condition: Condition, hits: Hits, evidence: Set<SignalHit>): boolean {
  if (typeof condition === 'string') {
    const hit = hits.get(condition);
    if (hit) evidence.add(hit);
    return hit !== undefined;
  }
  const { all, any, none } = condition;
  if (none && oneHolds(none, hits)) return false;
  if (all && !all.every((part) => collectEvidence(part, hits, evidence))) return false;
  return !any || any.map((part) => collectEvidence(part, hits, evidence)).some(Boolean);
}
