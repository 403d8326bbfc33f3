/** Fewer than that are not shown outside: whoever knows the place would know whom they are of. */
export const FEWEST_SHOWN = 5;

/**
 * Which numbers of a table with sums may not be shown, so that nobody can compute a small one from the others. Pure.
 *
 * The table is a tree: a city, its towns, their communities; each number is the sum of those below it. A number that must be
 * hidden takes others with it: a sum of which only one part is hidden gives that part away, and so does a sum that leaves
 * its hidden parts no room.
 */
export interface SummedCell {
  readonly name: string;
  /** A whole number from 0 on; where there are parts, their sum. */
  readonly value: number;
  /** It must be hidden for its own sake. */
  readonly small: boolean;
  readonly parts: readonly SummedCell[];
}

/**
 * @param share how much of the sum of hidden parts must stay open, 0 to 1: whoever knows all that is shown can tell none of
 * them closer than that, and never exactly
 * @param least the smallest that a hidden number can be. 1: zeros are shown, for nobody is behind them. 0: they are hidden too.
 * @returns those that are not shown
 */
export function hiddenCells(root: SummedCell, share = 0, least: 0 | 1 = 1): ReadonlySet<SummedCell> {
  const hidden = new Set<SummedCell>();
  const sums: SummedCell[] = [];
  const walk = (cell: SummedCell): void => {
    if (cell.small && cell.value >= least) hidden.add(cell);
    if (cell.parts.length > 0) sums.push(cell);
    for (const part of cell.parts) walk(part);
  };
  walk(root);
  // Each round hides at least one more, so it ends.
  for (;;) {
    const more = sums.flatMap((sum) => nextToHide(sum, hidden, { share, least }) ?? [])[0];
    if (!more) return hidden;
    hidden.add(more);
  }
}

interface Rules {
  readonly share: number;
  readonly least: number;
}

/** What the sum over these parts gives away as long as it is shown, or null when it gives nothing away. */
function nextToHide(sum: SummedCell, hidden: ReadonlySet<SummedCell>, { share, least }: Rules): SummedCell | null {
  const unseen = sum.parts.filter((part) => hidden.has(part));
  const seen = sum.parts.filter((part) => !hidden.has(part) && part.value > 0).sort((one, other) => one.value - other.value);
  if (hidden.has(sum)) return unseen.length > 0 ? null : (seen[0] ?? null);
  if (unseen.length === 0) return null;
  const left = unseen.reduce((total, part) => total + part.value, 0);
  const needed = unseen.reduce((total, part) => total + leastOf(part, hidden, least), 0);
  const room = (more: SummedCell | null): number =>
    left - needed + (more ? more.value - leastOf(more, new Set([...hidden, more]), least) : 0);
  const enough = (more: SummedCell | null): boolean => room(more) >= Math.max(1, Math.ceil(share * left));
  if (unseen.length > 1 && enough(null)) return null;
  return seen.find(enough) ?? seen.at(-1) ?? sum;
}

/** The smallest that a hidden number can be, for whoever sees what is shown below it. */
function leastOf(cell: SummedCell, hidden: ReadonlySet<SummedCell>, least: number): number {
  const below = cell.parts.reduce((total, part) => total + (hidden.has(part) ? leastOf(part, hidden, least) : part.value), 0);
  return Math.max(least, below);
}
