import { readAmount, typedAmount } from '../desk/amounts.ts';
import type { MoneyFact } from '../desk/money-facts.ts';
import { readPastTime, writtenTime } from '../desk/written-time.ts';
import { bankOfCard } from './card-prefixes.ts';

/** What a victim says of his loss: whose it is, one record for each transfer or hand-over, and the scammer's own. Pure. */
export const STOP_WAYS = ['bank', 'alipay', 'wechat', 'usdt', 'cash', 'gold', 'courier', 'other'] as const;
export type StopWay = (typeof STOP_WAYS)[number];

export const TRANSFER_WORDS = [
  'account',
  'payee',
  'bank',
  'fromAccount',
  'fromBank',
  'voucher',
  'courier',
  'place',
  'plate',
  'waybill',
] as const;
export type TransferWord = (typeof TRANSFER_WORDS)[number];
export const LEAD_WORDS = ['name', 'idNumber', 'phone', 'forWhom', 'story', 'scamPhone', 'scamContact', 'scamLink', 'scamApp'] as const;
export type LeadWord = (typeof LEAD_WORDS)[number];

export type LeadBody = Readonly<Record<LeadWord, string>>;
export interface TransferBody extends Readonly<Record<TransferWord, string>> {
  readonly way: StopWay;
  /** Fen. */
  readonly amount: number | null;
  /** Milliseconds since 1970 UTC. */
  readonly at: number | null;
  /** As he wrote it, where it could not be read: nothing is lost, and nobody is sent back for it. */
  readonly amountSaid: string;
  readonly atSaid: string;
}

type Typed = Readonly<Record<string, string | undefined>>;
/** UTF-16 units. */
export const LONGEST_WORD = 200;
export const LONGEST_STORY = 2000;
export const MOST_TRANSFERS = 20;
const NUMBERS: ReadonlySet<string> = new Set(['account', 'fromAccount', 'idNumber', 'waybill', 'plate', 'phone', 'scamPhone']);

export const NO_LEAD: LeadBody = Object.fromEntries(LEAD_WORDS.map((word) => [word, ''])) as LeadBody;
export const NO_TRANSFER: TransferBody = {
  way: 'bank',
  amount: null,
  at: null,
  amountSaid: '',
  atSaid: '',
  ...(Object.fromEntries(TRANSFER_WORDS.map((word) => [word, ''])) as Record<TransferWord, string>),
};

function plain(word: string, text: string): string {
  if (word === 'story') return text.trim().slice(0, LONGEST_STORY);
  const flat = text.normalize('NFKC').trim().slice(0, LONGEST_WORD).replace(/\s+/g, ' ');
  return NUMBERS.has(word) ? flat.replace(/(?<=[\da-z*]) ?[- ]? ?(?=[\da-z*])/gi, '') : flat;
}

/** The fields that a form holds besides the transfers. */
export function readLeadBody(typed: Typed): LeadBody {
  return Object.fromEntries(LEAD_WORDS.map((word) => [word, plain(word, typed[word] ?? '')])) as LeadBody;
}

/** `t3-amount` is the amount of the third transfer on the form. */
export const fieldOf = (index: number, name: string): string => `t${index}-${name}`;

/** How many blocks of a transfer a form has; at least one. */
export function blocksOf(typed: Typed): number {
  const numbers = Object.keys(typed).flatMap((name) => /^t(\d{1,2})-/.exec(name)?.[1] ?? []);
  return Math.min(MOST_TRANSFERS, Math.max(1, ...numbers.map(Number)));
}

export interface ReadTransfer {
  /** Of the block on the form, from 1 on. */
  readonly block: number;
  readonly transfer: TransferBody;
}

/**
 * The transfers that a form holds; blocks with neither amount, time, account nor payee are left out.
 * @param now milliseconds since 1970 UTC
 */
export function readTransfers(typed: Typed, now: number): readonly ReadTransfer[] {
  return Array.from({ length: blocksOf(typed) }, (_, index) => readTransfer(typed, index + 1, now)).filter(({ transfer }) =>
    saysSomething(transfer),
  );
}

function saysSomething({ amount, amountSaid, at, atSaid, ...words }: TransferBody): boolean {
  return amount !== null || at !== null || `${amountSaid}${atSaid}` !== '' || TRANSFER_WORDS.some((word) => words[word] !== '');
}

/** One block of a form, whether it says anything or not. @param now milliseconds since 1970 UTC */
export function readTransfer(typed: Typed, block: number, now: number): ReadTransfer {
  const said = (name: string): string => plain(name, typed[fieldOf(block, name)] ?? '');
  const words = Object.fromEntries(TRANSFER_WORDS.map((word) => [word, said(word)])) as Record<TransferWord, string>;
  const [amountSaid, atSaid] = [said('amount'), said('at')];
  const amount = amountSaid === '' ? null : readAmount(amountSaid);
  const at = /^(?:刚[刚才]|just now|now)$/i.test(atSaid)
    ? Math.floor(now / 60_000) * 60_000
    : atSaid === ''
      ? null
      : readPastTime(atSaid, now);
  const way = STOP_WAYS.find((one) => one === typed[fieldOf(block, 'way')]) ?? 'bank';
  return {
    block,
    transfer: {
      ...words,
      way,
      amount,
      at,
      amountSaid: amount === null ? amountSaid : '',
      atSaid: at === null ? atSaid : '',
      bank: words.bank || bankOfCard(words.account),
      fromBank: words.fromBank || bankOfCard(words.fromAccount),
    },
  };
}

/** What a form shows of them, in blocks from 1 on. */
export function typedTransfers(transfers: readonly TransferBody[]): Record<string, string> {
  const fields = transfers.flatMap((transfer, index) => {
    const { amount, at, amountSaid, atSaid, ...words } = transfer;
    const shown = { ...words, amount: amount === null ? amountSaid : typedAmount(amount), at: at === null ? atSaid : writtenTime(at) };
    return Object.entries(shown).map(([name, text]) => [fieldOf(index + 1, name), text] as const);
  });
  return Object.fromEntries(fields);
}

const CHANNEL_WAYS: readonly (readonly [RegExp, StopWay])[] = [
  [/支付宝/, 'alipay'],
  [/微信/, 'wechat'],
  [/usdt|虚拟币|泰达/i, 'usdt'],
];

/** A money fact of the chat or the case as a record of its own. */
export function fromMoneyFact(fact: MoneyFact): TransferBody {
  const handed = fact.kind !== 'transfer';
  return {
    ...NO_TRANSFER,
    way: handed
      ? fact.waybill !== ''
        ? 'courier'
        : (fact.kind as 'cash' | 'gold')
      : (CHANNEL_WAYS.find(([words]) => words.test(fact.channel))?.[1] ?? 'bank'),
    amount: fact.amount,
    at: fact.at,
    account: fact.account,
    payee: fact.payee,
    bank: fact.bank || bankOfCard(fact.account),
    fromAccount: fact.fromAccount,
    fromBank: fact.fromBank || bankOfCard(fact.fromAccount),
    voucher: fact.voucher,
    courier: fact.courier,
    place: fact.place,
    plate: fact.plate,
    waybill: fact.waybill,
  };
}

/** The first payment whose time is known, milliseconds since 1970 UTC. */
export function firstPaid(transfers: readonly TransferBody[]): number | null {
  const times = transfers.flatMap(({ at }) => (at === null ? [] : [at]));
  return times.length === 0 ? null : Math.min(...times);
}

/** As the storage takes it. */
export function asStored(transfer: TransferBody) {
  return { body: JSON.stringify(transfer), way: transfer.way, account: transfer.account, amount: transfer.amount, at: transfer.at };
}

/** A body as it was kept, whatever an older program left out. */
export function leadBodyOf(json: string | null): LeadBody {
  const kept = json === null ? {} : (JSON.parse(json) as Partial<LeadBody>);
  return Object.fromEntries(LEAD_WORDS.map((word) => [word, kept[word] ?? NO_LEAD[word]])) as LeadBody;
}
export const transferBodyOf = (json: string | null): TransferBody => ({
  ...NO_TRANSFER,
  ...(json === null ? {} : (JSON.parse(json) as TransferBody)),
});
