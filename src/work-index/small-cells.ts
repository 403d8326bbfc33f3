/**
 * Counts below five are not shown outside: whoever knows the place would know whom they are of. Pure.
 */
export const FEWEST_SHOWN = 5;

/** null: hidden. Of nothing nobody can be known, but that there is nothing tells as much as that there is one. */
export function shownCount(count: number): number | null {
  return count < FEWEST_SHOWN ? null : count;
}

/**
 * The places of a sum whose counts are hidden. Where one alone would be, the total would give it away: the next smallest goes with it.
 * @returns for each count whether it is shown
 */
export function shownOf(counts: readonly number[]): readonly boolean[] {
  const hidden = new Set(counts.flatMap((count, at) => (count < FEWEST_SHOWN ? [at] : [])));
  if (hidden.size === 1 && counts.length > 1) {
    const next = counts
      .map((count, at) => ({ count, at }))
      .filter(({ at }) => !hidden.has(at))
      .sort((a, b) => a.count - b.count || a.at - b.at)[0];
    if (next) hidden.add(next.at);
  }
  return counts.map((_, at) => !hidden.has(at));
}
