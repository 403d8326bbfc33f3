/** How often something was as wanted. */
export interface Rate {
  readonly name: string;
  readonly hits: number;
  readonly of: number;
}

export function rate<T>(name: string, rows: readonly T[], hit: (row: T) => boolean): Rate {
  return { name, hits: rows.filter(hit).length, of: rows.length };
}

/** With its 95 % interval. */
export function formatRate({ name, hits, of }: Rate): string {
  const [low, high] = wilson(hits, of);
  const percent = (value: number): string => `${(value * 100).toFixed(1)} %`;
  return `${name.padEnd(34)} ${of === 0 ? '–' : percent(hits / of).padStart(8)}  (${hits}/${of}; 95 %: ${percent(low)} – ${percent(high)})`;
}

/** Wilson score interval, z = 1.96. */
function wilson(hits: number, of: number): [number, number] {
  if (of === 0) return [0, 1];
  const z2 = 1.96 ** 2;
  const p = hits / of;
  const middle = (p + z2 / (2 * of)) / (1 + z2 / of);
  const half = (1.96 * Math.sqrt((p * (1 - p)) / of + z2 / (4 * of * of))) / (1 + z2 / of);
  return [Math.max(0, middle - half), Math.min(1, middle + half)];
}
