import type { VerdictCount } from '../../storage/desk-numbers.ts';

/** From worst to harmless; `none`: a message that was not judged. */
export const SHADES = ['red', 'yellow', 'green', 'none'] as const;
export type Shade = (typeof SHADES)[number];
export type ColourCounts = Readonly<Record<Shade | 'total' | 'escalated', number>>;

export function colourCounts(rows: readonly VerdictCount[]): ColourCounts {
  const counts = { red: 0, yellow: 0, green: 0, none: 0, total: 0, escalated: 0 };
  for (const { colour, count, escalated } of rows) {
    counts[colour ?? 'none'] += count;
    counts.total += count;
    counts.escalated += escalated;
  }
  return counts;
}

/** One line for each key, the one with the most warnings first. */
export function colourCountsBy<Key>(
  rows: readonly VerdictCount[],
  keyOf: (row: VerdictCount) => Key,
): readonly { readonly key: Key; readonly counts: ColourCounts }[] {
  const warnings = ({ counts }: { counts: ColourCounts }): number => counts.red + counts.yellow;
  return [...Map.groupBy(rows, keyOf)]
    .map(([key, of]) => ({ key, counts: colourCounts(of) }))
    .sort((a, b) => warnings(b) - warnings(a) || b.counts.total - a.counts.total);
}
