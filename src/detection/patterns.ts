import type { Condition, Pattern } from '../library/schema.ts';
import type { SignalHit } from './signals.ts';

/** A pattern whose condition holds, with the hits that made it true. */
export interface PatternHit {
  readonly pattern: Pattern;
  readonly evidence: readonly SignalHit[];
}

/** Every pattern that holds over these hits; the hits must come from one speaker and one block. Deprecated ones never hold. */
export function matchPatterns(patterns: readonly Pattern[], hits: readonly SignalHit[]): PatternHit[] {
  if (hits.length === 0) return [];
  const bySignal = new Map<string, SignalHit>();
  for (const hit of hits) if (!bySignal.has(hit.signal.id)) bySignal.set(hit.signal.id, hit);
  const found: PatternHit[] = [];
  for (const pattern of patterns) {
    if (pattern.status === 'deprecated') continue;
    const evidence: SignalHit[] = [];
    if (holds(pattern.when, bySignal, evidence)) found.push({ pattern, evidence: [...new Set(evidence)] });
  }
  return found;
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

/** The signals that a condition names, wherever they stand in it. */
export function signalsOf(condition: Condition): string[] {
  if (typeof condition === 'string') return [condition];
  return [...(condition.all ?? []), ...(condition.any ?? []), ...(condition.none ?? [])].flatMap(signalsOf);
}
