import type { Detector } from '../detection/detector.ts';
import { AppError } from '../errors.ts';
import type { ReleaseMetrics } from '../library/ledger.ts';
import type { SourceFiles } from '../library/sources.ts';
import { type Dialogue, evaluateDialogues, type Rehearsal } from './measure-dialogues.ts';
import { evaluateLabels, isLabelled, type LabelledRow } from './measure-labels.ts';
import { evaluateChats, evaluateForwards, type Report } from './measure-rows.ts';

const GATE = 'scam-patterns/gate/';

/** By what its first row is: dialogues, messages of a chat, texts that are only labelled, or forwarded texts. */
export async function evaluateAny(detector: Detector, rows: readonly unknown[], rehearsal: Rehearsal): Promise<Report> {
  const first = rows[0] as { readonly turns?: unknown; readonly intent?: unknown } | undefined;
  if (first?.turns) return evaluateDialogues(detector, rows as readonly Dialogue[], rehearsal);
  if (first?.intent) return evaluateChats(detector, rows as Parameters<typeof evaluateChats>[1]);
  if (first && isLabelled(first)) return evaluateLabels(detector, rows as readonly LabelledRow[]);
  return evaluateForwards(detector, rows as Parameters<typeof evaluateForwards>[1]);
}

/** The files of the gate among them, in order. */
export function gateFiles(files: SourceFiles): SourceFiles {
  return new Map([...files].filter(([path]) => path.startsWith(GATE) && path.endsWith('.jsonl')).sort(([a], [b]) => (a < b ? -1 : 1)));
}

/**
 * The rates on every file of the gate, as the ledger keeps them.
 * @throws AppError `library.invalid` naming the line that is no JSON
 */
export async function measureGate(detector: Detector, files: SourceFiles, rehearsal: Rehearsal): Promise<ReleaseMetrics> {
  const measured: [string, ReleaseMetrics[string]][] = [];
  for (const [path, text] of gateFiles(files)) {
    const { rates } = await evaluateAny(detector, rowsOf(path, text), rehearsal);
    measured.push([path.slice(GATE.length), Object.fromEntries(rates.map(({ name, hits, of }) => [name, [hits, of] as const]))]);
  }
  return Object.fromEntries(measured);
}

function rowsOf(path: string, text: string): unknown[] {
  return text.split('\n').flatMap((line, index) => {
    if (line.trim() === '') return [];
    try {
      return [JSON.parse(line)];
    } catch (cause) {
      throw new AppError('library.invalid', `${path}:${index + 1}: is no JSON`, 400, { cause });
    }
  });
}
