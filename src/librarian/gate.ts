import type { ReleaseMetrics } from '../library/ledger.ts';
import { wilson } from './wilson.ts';

/** One line of what must hold before a release is published. */
export interface GateLine {
  readonly what: string;
  readonly found: string;
  readonly wanted: string;
  readonly result: 'ok' | 'FAIL' | 'skipped';
}

/** Of these less is better: a harmless text taken for a scam, a human called for nothing. */
const LESS_IS_BETTER: ReadonlySet<string> = new Set(['legit red', 'escalate false']);
/** Says what is in the file, not how good it is judged. */
const NEUTRAL: ReadonlySet<string> = new Set(['escalated']);

/** Nothing may be worse than chance allows against the release's own figures. Rates that one of both does not have are told. */
export function compareMetrics(now: ReleaseMetrics, released: ReleaseMetrics): GateLine[] {
  const lines: GateLine[] = [];
  for (const [file, rates] of Object.entries(released))
    for (const [name, [hits, of]] of Object.entries(rates)) {
      if (NEUTRAL.has(name) || of === 0) continue;
      const what = `${file}: ${name}`;
      const less = LESS_IS_BETTER.has(name);
      const [low, high] = wilson(hits, of);
      const wanted = less ? `≤ ${percent(high)}` : `≥ ${percent(low)}`;
      const [found, foundOf] = now[file]?.[name] ?? [0, 0];
      if (foundOf === 0) {
        lines.push({ what, found: 'not measured', wanted, result: 'FAIL' });
        continue;
      }
      const rate = found / foundOf;
      const holds = less ? rate <= high : rate >= low;
      lines.push({ what, found: `${percent(rate)} (${found}/${foundOf})`, wanted, result: holds ? 'ok' : 'FAIL' });
    }
  return lines;
}

function percent(value: number): string {
  return `${(value * 100).toFixed(1)} %`;
}
