import { printTable } from '../print-table.ts';

/** What a drill counted. A figure may be anything; a loss is what must never be. */
export interface Report {
  readonly drill: string;
  readonly on: string;
  readonly seed: number;
  readonly tookSeconds: number;
  /** In the order in which they are shown. */
  readonly figures: Readonly<Record<string, number | string>>;
  /** Each with how often; those of 0 are shown too, so that one sees what was looked for. */
  readonly losses: Readonly<Record<string, number>>;
  /** Of a few losses, ids and no texts. */
  readonly examples: readonly string[];
}

export function lossesOf({ losses }: Report): readonly string[] {
  return Object.entries(losses).flatMap(([what, count]) => (count === 0 ? [] : [`${what}: ${count}`]));
}

/** One line of JSON for programs, then a table for people. */
export function printReport(report: Report): string {
  const { drill, on, tookSeconds, figures, losses, examples } = report;
  const rows = [...Object.entries(figures), ...Object.entries(losses)].map(([what, count]) => [what, String(count)]);
  const bad = lossesOf(report);
  const verdict = bad.length === 0 ? 'nothing was lost' : `LOST: ${bad.join(', ')}\n${examples.join('\n')}`;
  return `${JSON.stringify(report)}\n\n${drill} on ${on}, ${tookSeconds.toFixed(0)} s\n\n${printTable(['', 'count'], rows)}\n${verdict}\n\n`;
}
