import { maskText } from '../desk/masking.ts';

/** Where two answers part first, as somebody may read it: nobody's name or number stands in it. */
export interface Difference {
  /** `answer.messages.0.verdict.score`. */
  readonly at: string;
  /** What was stored. */
  readonly was: string;
  /** What came of the replay. */
  readonly is: string;
}

const MOST_SHOWN = 60;
/** So much of what both still share is shown in front. */
const BEFORE = 12;

/** The first place, in the order of the stored one, where two values of JSON are not the same. */
export function firstDifference(was: unknown, is: unknown, at = ''): Difference | null {
  if (isObject(was) && isObject(is) && Array.isArray(was) === Array.isArray(is)) {
    for (const name of new Set([...Object.keys(was), ...Object.keys(is)])) {
      const found = firstDifference(own(was, name), own(is, name), at === '' ? name : `${at}.${name}`);
      if (found) return found;
    }
    const [before, after] = [Object.keys(was).join(), Object.keys(is).join()];
    return before === after ? null : { at: `${at} (order)`, was: before, is: after };
  }
  if (JSON.stringify(was) === JSON.stringify(is)) return null;
  if (typeof was !== 'string' || typeof is !== 'string') return { at, was: shown(was), is: shown(is) };
  // Masked as a whole: a cut number looks like none.
  const [old, now] = [[...maskText(was)], [...maskText(is)]];
  const from = Math.max(0, sharedBeginning(old, now) - BEFORE);
  return { at, was: cut(old, from), is: cut(now, from) };
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

/** What the value itself has under a name: every object inherits a `toString`, and a stored answer may have a key of that name. */
function own(value: Record<string, unknown>, name: string): unknown {
  return Object.hasOwn(value, name) ? value[name] : undefined;
}

function shown(value: unknown): string {
  return value === undefined ? 'nothing' : cut([...maskText(typeof value === 'string' ? value : JSON.stringify(value))], 0);
}

function sharedBeginning(a: readonly string[], b: readonly string[]): number {
  let at = 0;
  while (at < a.length && a[at] === b[at]) at++;
  return at;
}

function cut(units: readonly string[], from: number): string {
  const part = units
    .slice(from, from + MOST_SHOWN)
    .join('')
    .replace(/\s+/g, ' ');
  return `${from > 0 ? '…' : ''}${part}${units.length > from + MOST_SHOWN ? '…' : ''}`;
}
