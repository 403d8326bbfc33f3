import { readAmount } from '../../desk/amounts.ts';
import type { ClosingDetails } from '../../storage/case-closing.ts';
import type { Truth } from '../../storage/desk-schema.ts';
import { TRUTHS } from './desk-words.ts';

/** What is wrong with a field of the closing form. */
export type ClosingProblem = 'truth' | 'type' | 'amount';
type Field = 'truth' | 'type' | 'lost' | 'saved';

export type ClosingRead =
  | { readonly truth: Truth; readonly details: ClosingDetails }
  | { readonly problems: Readonly<Partial<Record<Field, ClosingProblem>>> };

/** @param types ids of the library's scam types */
export function readClosing(typed: Readonly<Record<string, string>>, types: readonly string[]): ClosingRead {
  const truth = TRUTHS.find((one) => one === typed.truth);
  const trueType = typed.type || null;
  const [lost, saved] = [readYuan(typed.lost ?? ''), readYuan(typed.saved ?? '')];
  const problems = {
    ...(truth ? {} : { truth: 'truth' as const }),
    ...(trueType === null || types.includes(trueType) ? {} : { type: 'type' as const }),
    ...(lost === undefined ? { lost: 'amount' as const } : {}),
    ...(saved === undefined ? { saved: 'amount' as const } : {}),
  };
  if (!truth || lost === undefined || saved === undefined || Object.keys(problems).length > 0) return { problems };
  return { truth, details: { trueType, lost, saved, reported: typed.reported === '1' } };
}

const NOTHING = /^[¥￥]?0+(?:\.0{1,2})?(?:元|块)?$/;
/** `2,5万` may be 25,000 or a slip: commas separate thousands, or the amount is not taken. */
const THOUSANDS = /^\D*\d{1,3}(?:,\d{3})+(?!\d|,)/;

/** Fen; null when nothing was typed, undefined for what cannot be read. */
export function readYuan(typed: string): number | null | undefined {
  const plain = typed.normalize('NFKC').trim();
  if (plain === '') return null;
  if (NOTHING.test(plain)) return 0;
  if (plain.includes(',') && !THOUSANDS.test(plain)) return undefined;
  return readAmount(plain) ?? undefined;
}
