import { type ForwardRow, forwardRowSchema } from '../../library/corpus-schema.ts';
import { TYPE_IDS } from '../../library/schema.ts';

/** A row of the form, as it was typed. */
export interface TypedRow {
  readonly text: string;
  readonly kind: string;
  readonly type: string;
}
export type RowProblem = 'kind' | 'type' | 'long' | 'text' | 'twice';

/** What may be written in the console; `illegal` stays with those who have the folder. */
export const KINDS = ['scam', 'legit', 'marketing'] as const satisfies readonly ForwardRow['kind'][];
/** UTF-16 units of a text. */
export const LONGEST_TEXT = 2000;
export const MOST_ROWS = 40;

/** The rows of the form in their order, without those that were left empty. */
export function rowsTyped(typed: Readonly<Record<string, string>>): readonly TypedRow[] {
  return Array.from({ length: MOST_ROWS }, (_, at) => ({
    // A row of the file is one line, and so is a text that somebody received.
    text: (typed[`text-${at}`] ?? '').replace(/(?<!\s)\s*\n\s*/g, ' '),
    kind: typed[`kind-${at}`] ?? '',
    type: typed[`type-${at}`] ?? '',
  })).filter(({ text, kind, type }) => text !== '' || kind !== '' || type !== '');
}

/** What is wrong with each row, by its place. */
export function rowProblems(rows: readonly TypedRow[]): ReadonlyMap<number, RowProblem> {
  const problems = new Map<number, RowProblem>();
  rows.forEach((row, at) => {
    const problem = problemOf(row) ?? (rows.findIndex(({ text }) => text === row.text) < at ? 'twice' : null);
    if (problem) problems.set(at, problem);
  });
  return problems;
}

function problemOf({ text, kind, type }: TypedRow): RowProblem | null {
  if (text === '') return 'text';
  if (text.length > LONGEST_TEXT) return 'long';
  if (!KINDS.some((one) => one === kind)) return 'kind';
  const known = TYPE_IDS.some((one) => one === type);
  return kind === 'scam' ? (known ? null : 'type') : type === '' ? null : 'type';
}

/** JSON Lines, as `scam-patterns/corpus/` has them. @param rows without problems */
export function toJsonLines(rows: readonly TypedRow[]): string {
  return rows.map(({ text, kind, type }) => `${JSON.stringify({ text, kind, ...(type !== '' && { type }) })}\n`).join('');
}

/** What the form begins with; lines that it cannot show are counted, for they would be lost. */
export function fromJsonLines(body: string): { readonly rows: readonly TypedRow[]; readonly unreadable: number } {
  const lines = body.split('\n').filter((line) => line.trim() !== '');
  const rows = lines.flatMap((line): TypedRow[] => {
    const row = readRow(line);
    return row ? [{ text: row.text, kind: row.kind, type: row.type ?? '' }] : [];
  });
  return { rows, unreadable: lines.length - rows.length };
}

function readRow(line: string): ForwardRow | null {
  try {
    const { success, data } = forwardRowSchema.safeParse(JSON.parse(line));
    return success && KINDS.some((one) => one === data.kind) ? data : null;
  } catch {
    return null;
  }
}
