import type { Detector } from '../detection/detector.ts';
import { evaluateDialogues } from './evaluate-dialogues.ts';
import { evaluateChats, evaluateForwards, type Report } from './evaluate-rows.ts';

/** By what its first row is: dialogues, messages of a chat, or forwarded texts. */
export async function evaluateAny(detector: Detector, rows: readonly unknown[]): Promise<Report> {
  const first = rows[0] as { readonly turns?: unknown; readonly intent?: unknown } | undefined;
  if (first?.turns) return evaluateDialogues(detector, rows as Parameters<typeof evaluateDialogues>[1]);
  if (first?.intent) return evaluateChats(detector, rows as Parameters<typeof evaluateChats>[1]);
  return evaluateForwards(detector, rows as Parameters<typeof evaluateForwards>[1]);
}
