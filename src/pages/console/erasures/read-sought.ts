import { readReceiptNumber } from '../../../desk/receipt.ts';
import type { ErasureSought } from '../../../storage/privacy/find-erasable.ts';
import { telephoneNumber } from '../../../storage/telephone-number.ts';

/** Shorter ones are emergency and service numbers. */
const FEWEST_DIGITS = 7;

/** `order`: the number of an erasure that was made at the desk. */
export type Sought = ErasureSought | { readonly by: 'order'; readonly number: string };

/** A telephone number, or what a citizen was given to read out, however it is written; null: neither. */
export function readSought(typed: string, whose: string): Sought | null {
  if (typed.length > 60) return null;
  const receipt = readReceiptNumber(typed);
  if (receipt !== null) return { by: 'receipt', number: receipt };
  const plain = typed.normalize('NFKC').replace(/[\s-]/g, '').toUpperCase();
  if (/^\d{6}$/.test(plain)) return { by: 'case', number: `A${plain}` };
  if (/^Z\d{6}$/.test(plain)) return { by: 'stop-lead', number: plain };
  if (/^S\d{6}$/.test(plain)) return { by: 'order', number: plain };
  if (/^[A-Z]\d{6}$/.test(plain)) return { by: 'case', number: plain };
  const telephone = telephoneNumber(typed);
  if (telephone === null || telephone.replace(/\D/g, '').length < FEWEST_DIGITS) return null;
  return { by: whose === 'guardian' ? 'guardian-number' : 'own-number', number: telephone };
}
