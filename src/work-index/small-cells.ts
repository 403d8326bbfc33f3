import { FEWEST_SHOWN, hiddenCells } from '../teaching/hidden-cells.ts';

/** Counts of few are not shown outside. Pure. */

/** null: hidden. Of nothing nobody can be known, but that there is nothing tells as much as that there is one. */
export function shownCount(count: number): number | null {
  return count < FEWEST_SHOWN ? null : count;
}

/**
 * The places of a sum whose counts are hidden: the small ones, and as many others as it takes so that the total gives none away.
 * @param least what everybody knows each of them to be at least
 * @returns for each count whether it is shown
 */
export function shownOf(counts: readonly number[], least: 0 | 1 = 0): readonly boolean[] {
  const parts = counts.map((value, at) => ({ name: String(at), value, small: value < FEWEST_SHOWN, parts: [] }));
  const total = counts.reduce((sum, count) => sum + count, 0);
  const hidden = hiddenCells({ name: 'total', value: total, small: total < FEWEST_SHOWN, parts }, 0, least);
  return parts.map((part) => !hidden.has(part));
}
