import { bankOfCard } from './card-prefixes.ts';
import { bodyWith, type Correction, correctionsOf } from './corrections.ts';
import {
  blocksOf,
  fieldOf,
  LEAD_WORDS,
  leadBodyOf,
  readLeadBody,
  readTransfer,
  readTransfers,
  TRANSFER_WORDS,
  type TransferBody,
  typedTransfers,
} from './stop-lead.ts';

/** A form that comes once more, because he went back and typed on: against the lead that it made the first time. Pure. */
const WORDS = ['amount', 'at', 'way', ...TRANSFER_WORDS] as const;

type Typed = Readonly<Record<string, string | undefined>>;
interface PlacedTransfer {
  readonly position: number;
  readonly transfer: TransferBody;
}
export interface LeadOfForm {
  /** As it is stored. */
  readonly body: string | null;
  readonly transfers: readonly PlacedTransfer[];
  /** Milliseconds since 1970 UTC. */
  readonly createdAt: number;
}
export interface CorrectedByForm {
  readonly body: string;
  /** Those that are different now. */
  readonly transfers: readonly PlacedTransfer[];
  readonly added: readonly TransferBody[];
}

/** What was typed, and nothing of when: "10分钟前" sent twice is one form. */
export function formContent(typed: Typed): string {
  const blocks = Array.from({ length: blocksOf(typed) }, (_, index) => WORDS.map((word) => plain(typed[fieldOf(index + 1, word)])));
  return JSON.stringify([readLeadBody(typed), blocks]);
}
const plain = (text = ''): string => text.normalize('NFKC').trim().replace(/\s+/g, ' ');

/**
 * What the form says otherwise is corrected, what it has besides is added, and what it leaves empty stays: nothing that was
 * ever handed in is lost. A payment that it has as it stands is that one; the others are taken in their order.
 * @param now milliseconds since 1970 UTC
 * @returns null: the lead says it already
 */
export function formAgain(lead: LeadOfForm, typed: Typed, now: number): CorrectedByForm | null {
  const blocks = readTransfers(typed, now);
  const changeOf = (one: PlacedTransfer, block: number) => changed(one, typed, { block, now, sentAt: lead.createdAt });
  const left = [...lead.transfers];
  const others = blocks.filter(({ block }) => {
    const same = left.findIndex((one) => changeOf(one, block).corrections.length === 0);
    if (same >= 0) left.splice(same, 1);
    return same < 0;
  });
  const changes = others
    .slice(0, left.length)
    .flatMap(({ block }, index) => left.slice(index, index + 1).map((one) => changeOf(one, block)));
  const added = others.slice(left.length).map(({ transfer }) => transfer);
  const kept = leadBodyOf(lead.body);
  const said = readLeadBody(typed);
  const words = LEAD_WORDS.filter((word) => said[word] !== '' && said[word] !== kept[word]);
  const corrections = [
    ...changes.flatMap((one) => one.corrections),
    ...words.map((word): Correction => ({ at: now, position: null, word, before: kept[word], after: said[word] })),
  ];
  if (corrections.length + added.length === 0) return null;
  const body = { ...kept, ...Object.fromEntries(words.map((word) => [word, said[word]])) };
  return { body: bodyWith(body, [...correctionsOf(lead.body), ...corrections]), transfers: changes.map(({ placed }) => placed), added };
}

interface Block {
  readonly block: number;
  readonly now: number;
  /** When the form came the first time. */
  readonly sentAt: number;
}

function changed({ position, transfer: kept }: PlacedTransfer, typed: Typed, block: Block) {
  const transfer = merged(kept, typed, block);
  const [before, after] = [typedTransfers([kept]), typedTransfers([transfer])];
  const corrections = WORDS.flatMap((word): Correction[] => {
    const [was = '', is = ''] = [before[fieldOf(1, word)], after[fieldOf(1, word)]];
    return was === is ? [] : [{ at: block.now, position, word, before: was, after: is }];
  });
  return { placed: { position, transfer }, corrections };
}

function merged(kept: TransferBody, typed: Typed, { block, now, sentAt }: Block): TransferBody {
  const { transfer: read } = readTransfer(typed, block, now);
  const { at: atFirst } = readTransfer(typed, block, sentAt).transfer;
  const saysAmount = read.amount !== null || read.amountSaid !== '';
  // "10分钟前" that stands there still is the moment that it was.
  const saysTime = (read.at !== null || read.atSaid !== '') && (atFirst === null || !isSameMinute(atFirst, kept.at));
  return {
    ...kept,
    ...Object.fromEntries(TRANSFER_WORDS.map((word) => [word, read[word] || kept[word]])),
    bank: bankOf(read.bank, kept.bank, [kept.account, read.account]),
    fromBank: bankOf(read.fromBank, kept.fromBank, [kept.fromAccount, read.fromAccount]),
    way: read.way,
    ...(saysAmount && { amount: read.amount, amountSaid: read.amountSaid }),
    ...(saysTime && { at: read.at, atSaid: read.atSaid }),
  };
}

/** The bank that the old card's number named is not the new one's. */
function bankOf(said: string, kept: string, [before, after]: readonly [string, string]): string {
  if (said !== '') return said;
  return after !== '' && after !== before && kept === bankOfCard(before) ? '' : kept;
}

function isSameMinute(one: number, other: number | null): boolean {
  return other !== null && Math.abs(one - other) < 60_000;
}
