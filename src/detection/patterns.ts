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
        if (found.has(pattern.id)) continue;
        const evidence: SignalHit[] = [];
        if (holds(pattern.when, bySignal, evidence)) found.set(pattern.id, { pattern, evidence: [...new Set(evidence)] });
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

function holds(condition: Condition, hits: ReadonlyMap<string, SignalHit>, evidence: SignalHit[]): boolean {
  if (typeof condition === 'string') {
    const hit = hits.get(condition);
    if (hit) evidence.push(hit);
    return hit !== undefined;
  }
  const { all, any, none } = condition;
  if (none?.some((part) => holds(part, hits, []))) return false;
  if (all && !all.every((part) => holds(part, hits, evidence))) return false;
  if (!any) return true;
  return any.map((part) => holds(part, hits, evidence)).some(Boolean);
}
