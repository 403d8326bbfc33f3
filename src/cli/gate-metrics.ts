import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Detector } from '../detection/detector.ts';
import type { ReleaseMetrics } from '../library/ledger.ts';
import { evaluateAny } from './evaluate-any.ts';
import { ROOT } from './paths.ts';

const GATE = join(ROOT, 'scam-patterns', 'gate');

/** The rates on every file of the gate, as the ledger keeps them. */
export async function measureGate(detector: Detector): Promise<ReleaseMetrics> {
  const measured: [string, ReleaseMetrics[string]][] = [];
  for (const file of readdirSync(GATE)
    .filter((name) => name.endsWith('.jsonl'))
    .sort()) {
    const rows = readFileSync(join(GATE, file), 'utf8')
      .split('\n')
      .filter((line) => line.trim() !== '')
      .map((line) => JSON.parse(line));
    const { rates } = await evaluateAny(detector, rows);
    measured.push([file, Object.fromEntries(rates.map(({ name, hits, of }) => [name, [hits, of] as const]))]);
  }
  return Object.fromEntries(measured);
}
