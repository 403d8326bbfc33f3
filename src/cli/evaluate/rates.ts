import type { Rate } from '../../librarian/rate.ts';
import { wilson } from '../../librarian/wilson.ts';

/** With its 95 % interval. */
export function formatRate({ name, hits, of }: Rate): string {
  const [low, high] = wilson(hits, of);
  const percent = (value: number): string => `${(value * 100).toFixed(1)} %`;
  return `${name.padEnd(34)} ${of === 0 ? '–' : percent(hits / of).padStart(8)}  (${hits}/${of}; 95 %: ${percent(low)} – ${percent(high)})`;
}

/** The same for a cell of a table: `97.4 % (86.5–99.5)`. */
export function shortRate({ hits, of }: Rate): string {
  if (of === 0) return '–';
  const [low, high] = wilson(hits, of).map((value) => (value * 100).toFixed(1));
  return `${((hits / of) * 100).toFixed(1)} % (${low}–${high})`;
}
