import { wilson } from '../../librarian/wilson.ts';
import { printTable } from '../print-table.ts';

/** One judged text whose truth is known. */
export interface Scored {
  /** What the verdict says, 0–1. */
  readonly score: number;
  readonly scam: boolean;
}

/** Texts of about the same score. */
export interface Bin {
  readonly of: number;
  readonly lowest: number;
  readonly highest: number;
  /** What the verdicts say on average, 0–1. */
  readonly said: number;
  /** How many are scams, 0–1. */
  readonly found: number;
}

const BINS = 10;

/**
 * Sorted by score and cut into ten bins of the same size (none is empty; fewer texts make fewer bins). Where a cut falls
 * among equal scores, their scams are shared out evenly, so that the order of the rows decides nothing.
 */
export function binScores(rows: readonly Scored[]): Bin[] {
  const sorted = evened([...rows].sort((a, b) => a.score - b.score));
  const bins: Bin[] = [];
  for (let bin = 0; bin < BINS; bin++) {
    const part = sorted.slice(Math.floor((bin * sorted.length) / BINS), Math.floor(((bin + 1) * sorted.length) / BINS));
    const [first, last] = [part[0], part.at(-1)];
    if (!first || !last) continue;
    bins.push({
      of: part.length,
      lowest: first.score,
      highest: last.score,
      said: mean(part.map(({ score }) => score)),
      found: mean(part.map(({ share }) => share)),
    });
  }
  return bins;
}

/** Expected calibration error: how far what is said lies from what is found, on average over the texts; 0 is perfect. */
export function calibrationError(bins: readonly Bin[]): number {
  const texts = bins.reduce((sum, { of }) => sum + of, 0);
  return bins.reduce((sum, { of, said, found }) => sum + (of / texts) * Math.abs(said - found), 0);
}

/** @returns a Markdown table */
export function printBins(bins: readonly Bin[]): string {
  const percent = (value: number): string => (value * 100).toFixed(1);
  return printTable(
    ['bin', 'n', 'scores', 'said %', 'scams %', '95 %'],
    bins.map(({ of, lowest, highest, said, found }, index) => [
      String(index + 1),
      String(of),
      `${lowest.toFixed(3)}–${highest.toFixed(3)}`,
      percent(said),
      percent(found),
      wilson(found * of, of)
        .map(percent)
        .join('–'),
    ]),
  );
}

function evened(sorted: readonly Scored[]): { score: number; share: number }[] {
  return [...Map.groupBy(sorted, ({ score }) => score)].flatMap(([score, group]) => {
    const share = mean(group.map(({ scam }) => Number(scam)));
    return group.map(() => ({ score, share }));
  });
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
