import type { Condition } from '../library/schema.ts';

/** Assignments that are tried; beyond it nobody knows. */
const MOST_STEPS = 20_000;

/**
 * Does the condition `after` hold wherever `before` does? Each of its demands for itself: looks for signals with which the
 * first holds and the demand does not, and gives up a branch as soon as it is decided. false also when there were too many to
 * look at.
 */
export function isAsWide(before: Condition, after: Condition): boolean {
  return demandsOf(after).every((demand) => follows(before, demand));
}

function demandsOf(condition: Condition): Condition[] {
  if (typeof condition === 'string') return [condition];
  const { all, any, none } = condition;
  return [...(all ?? []).flatMap(demandsOf), ...(none ?? []).map((part) => ({ none: [part] })), ...(any ? [{ any }] : [])];
}

function follows(before: Condition, after: Condition): boolean {
  // Most edits need no search: each way of meeting the first must do, and for it one way of meeting the demand.
  const demands = demandsOf(before);
  const either = demands.find(isEither);
  if (either) {
    const others = demands.filter((demand) => demand !== either);
    return either.any.every((way) => follows({ all: [...others, way] }, after));
  }
  if (isEither(after) && after.any.some((way) => isAsWide(before, way))) return true;
  // The demand's own first: what breaks it decides most.
  const signals = [...new Set([...signalsOf(after), ...signalsOf(before)])];
  const seen = new Map<string, boolean>();
  let steps = 0;
  /** Is there nothing among the rest that shows the contrary? */
  const shown = (at: number): boolean => {
    if (++steps > MOST_STEPS) return false;
    const first = holds(before, seen);
    const second = holds(after, seen);
    if (first === false || second === true) return true;
    if (first === true && second === false) return false;
    const signal = signals[at];
    // All are known, so that both are decided.
    if (signal === undefined) return true;
    for (const there of [true, false]) {
      seen.set(signal, there);
      const settled = shown(at + 1);
      seen.delete(signal);
      if (!settled) return false;
    }
    return true;
  };
  return shown(0);
}

/** One of several that are conditions themselves. */
function isEither(condition: Condition): condition is { any: Condition[] } {
  return typeof condition !== 'string' && (condition.any ?? []).some((way) => typeof way !== 'string');
}

/** undefined: it depends on signals that are not decided. */
function holds(condition: Condition, seen: ReadonlyMap<string, boolean>): boolean | undefined {
  if (typeof condition === 'string') return seen.get(condition);
  const { all, any, none } = condition;
  const values = [
    ...(all ?? []).map((part) => holds(part, seen)),
    ...(none ?? []).map((part) => opposite(holds(part, seen))),
    ...(any ? [anyOf(any.map((part) => holds(part, seen)))] : []),
  ];
  if (values.includes(false)) return false;
  return values.includes(undefined) ? undefined : true;
}

function anyOf(values: readonly (boolean | undefined)[]): boolean | undefined {
  if (values.includes(true)) return true;
  return values.includes(undefined) ? undefined : false;
}

function opposite(value: boolean | undefined): boolean | undefined {
  return value === undefined ? undefined : !value;
}

function signalsOf(condition: Condition): string[] {
  if (typeof condition === 'string') return [condition];
  return [...(condition.all ?? []), ...(condition.any ?? []), ...(condition.none ?? [])].flatMap(signalsOf);
}
