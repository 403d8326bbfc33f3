import { maskText } from '../desk/masking.ts';
import { bankOfCard } from './card-prefixes.ts';
import { maskedLead, maskedTransfer } from './masked-lead.ts';
import {
  fieldOf,
  type LeadBody,
  type LeadWord,
  LONGEST_WORD,
  leadBodyOf,
  NO_LEAD,
  NO_TRANSFER,
  readTransfer,
  STOP_WAYS,
  type TransferBody,
  type TransferWord,
  typedTransfers,
} from './stop-lead.ts';

/** What a victim may put right on the page of his lead until an officer has taken it. Pure. */
export const CORRECTED_WORDS = ['amount', 'at', 'way', 'account'] as const;
type CorrectedWord = (typeof CORRECTED_WORDS)[number];

/** One field as it was and as it is since. Both stay with the lead, whoever changes it afterwards. */
export interface Correction {
  /** Milliseconds since 1970 UTC. */
  readonly at: number;
  /** Of the transfer; null: it is of the lead itself, such as his telephone. */
  readonly position: number | null;
  /** Any of them, where the whole form came once more (form-again.ts). */
  readonly word: LeadWord | TransferWord | CorrectedWord;
  /** As he wrote it; of the way, which one. */
  readonly before: string;
  readonly after: string;
}

interface PlacedTransfer {
  readonly position: number;
  readonly transfer: TransferBody;
}
export interface CorrectedTransfers {
  /** Those that are different now. */
  readonly transfers: readonly PlacedTransfer[];
  readonly corrections: readonly Correction[];
}

type Typed = Readonly<Record<string, string | undefined>>;

/**
 * A form with the transfers in their order. A field that stands as it was shown, or is not on the form, leaves what is kept as it
 * is; an account that is left empty as well, because the page does not show it.
 * @param now milliseconds since 1970 UTC
 */
export function correctTransfers(kept: readonly PlacedTransfer[], typed: Typed, now: number): CorrectedTransfers {
  const corrected = kept.map((one, index) => correctTransfer(one, index + 1, typed, now));
  return {
    transfers: corrected.flatMap(({ transfer, corrections }) => (corrections.length > 0 ? [transfer] : [])),
    corrections: corrected.flatMap(({ corrections }) => corrections),
  };
}

function correctTransfer({ position, transfer }: PlacedTransfer, block: number, typed: Typed, now: number) {
  const shown = typedTransfers([transfer]);
  const written = CORRECTED_WORDS.flatMap((word): (Correction & { readonly word: CorrectedWord })[] => {
    const [before = '', after] = [shown[fieldOf(1, word)], typed[fieldOf(block, word)]?.trim().slice(0, LONGEST_WORD)];
    if (after === undefined || after === before || (word === 'account' && after === '')) return [];
    if (word === 'way' && !STOP_WAYS.some((way) => way === after)) return [];
    return [{ at: now, position, word, before, after }];
  });
  const fields = { ...shown, ...Object.fromEntries(written.map(({ word, after }) => [fieldOf(1, word), after])) };
  const isWritten = (word: CorrectedWord): boolean => written.some((one) => one.word === word);
  // The bank that the old card's number named is not the new one's.
  if (isWritten('account') && transfer.bank === bankOfCard(transfer.account)) fields[fieldOf(1, 'bank')] = '';
  const { transfer: read } = readTransfer(fields, 1, now);
  const { amount, amountSaid, at, atSaid } = transfer;
  const corrected = { ...read, ...(!isWritten('amount') && { amount, amountSaid }), ...(!isWritten('at') && { at, atSaid }) };
  // The same form sent twice, or the same sum in other words, corrects nothing.
  const corrections = written.filter(({ word }) => FIELDS[word].some((field) => corrected[field] !== transfer[field]));
  return { transfer: { position, transfer: corrected }, corrections };
}

/** What of a transfer a field of the form says. */
const FIELDS = {
  amount: ['amount', 'amountSaid'],
  at: ['at', 'atSaid'],
  way: ['way'],
  account: ['account'],
} as const satisfies Readonly<Record<CorrectedWord, readonly (keyof TransferBody)[]>>;

/** The lead's body as it is stored, with all that was ever corrected. */
export function bodyWith(body: LeadBody, corrections: readonly Correction[]): string {
  return JSON.stringify(corrections.length === 0 ? body : { ...body, corrections });
}

/** @param json the lead's body as it is stored; null: purged */
export function correctionsOf(json: string | null): readonly Correction[] {
  if (json === null) return [];
  const { corrections = [] } = JSON.parse(json) as { readonly corrections?: readonly Correction[] };
  return corrections;
}

/** The same lead with another telephone; null: it has it already. */
export function withTelephone(json: string | null, phone: string, now: number): string | null {
  const body = leadBodyOf(json);
  if (body.phone === phone) return null;
  const correction: Correction = { at: now, position: null, word: 'phone', before: body.phone, after: phone };
  return bodyWith({ ...body, phone }, [...correctionsOf(json), correction]);
}

/** For an officer who does not handle the lead. */
export function maskedCorrection(correction: Correction): Correction {
  const mask = (text: string): string => masked(correction.word, text);
  return { ...correction, before: mask(correction.before), after: mask(correction.after) };
}

const isLeadWord = (word: Correction['word']): word is LeadWord => word in NO_LEAD;

function masked(word: Correction['word'], text: string): string {
  if (word === 'way') return text;
  if (word === 'amount' || word === 'at') return maskText(text);
  return isLeadWord(word) ? maskedLead({ ...NO_LEAD, [word]: text })[word] : maskedTransfer({ ...NO_TRANSFER, [word]: text })[word];
}

interface Standing {
  readonly state: string;
  readonly handler: unknown;
  readonly body: string | null;
}

/** By whoever handed it in: until an officer has taken it. */
export function mayCorrect({ state, handler, body }: Standing): boolean {
  return state === 'received' && handler === null && body !== null;
}
