import { readAmount, typedAmount, writtenAmount } from './amounts.ts';
import { maskName, maskNumber } from './masking.ts';
import { readPastTime, writtenTime } from './written-time.ts';

/** One transfer, or one hand-over of cash or gold, as police and banks need to know it. Pure. */
export const MONEY_KINDS = ['transfer', 'cash', 'gold'] as const;
export type MoneyKind = (typeof MONEY_KINDS)[number];

/** What is typed as it stands; empty where nobody knows it. */
const MONEY_WORDS = [
  'payer',
  'payerId',
  'fromBank',
  'fromAccount',
  'channel',
  'payee',
  'account',
  'bank',
  'voucher',
  'waybill',
  'plate',
  'place',
  'courier',
] as const;
export type MoneyWord = (typeof MONEY_WORDS)[number];

export interface MoneyFact extends Readonly<Record<MoneyWord, string>> {
  readonly kind: MoneyKind;
  /** Fen. */
  readonly amount: number | null;
  /** When it was paid or handed over, milliseconds since 1970 UTC. */
  readonly at: number | null;
}

export const NO_MONEY_FACT: MoneyFact = {
  kind: 'transfer',
  amount: null,
  at: null,
  ...(Object.fromEntries(MONEY_WORDS.map((word) => [word, ''])) as Record<MoneyWord, string>),
};

/** UTF-16 units. */
const LONGEST_WORD = 80;
/** Cards, accounts, identity cards: the blanks in them are for the eye. */
const NUMBERS: ReadonlySet<MoneyWord> = new Set(['payerId', 'fromAccount', 'account', 'waybill', 'plate']);
const NAMES: ReadonlySet<MoneyWord> = new Set(['payer', 'payee', 'courier']);
const HIDDEN: ReadonlySet<MoneyWord> = new Set(['voucher', 'place']);

export type MoneyProblem = 'empty' | 'amount' | 'at' | 'long';
type Typed = Readonly<Record<string, string | undefined>>;
export type ReadMoney =
  | { readonly fact: MoneyFact; readonly problems: null }
  | { readonly fact: null; readonly problems: Readonly<Record<string, MoneyProblem>> };

/**
 * The fact that a form holds; fields are named like the fact's own.
 * @param now milliseconds since 1970 UTC
 * @returns what is wrong by field; `empty` stands at the amount when nothing at all was typed
 */
export function readMoneyFact(typed: Typed, now: number): ReadMoney {
  const problems: Record<string, MoneyProblem> = {};
  const [amountText, atText] = [typed.amount?.trim() ?? '', typed.at?.trim() ?? ''];
  const amount = amountText === '' ? null : readAmount(amountText);
  const at = atText === '' ? null : readPastTime(atText, now);
  if (amountText !== '' && amount === null) problems.amount = 'amount';
  if (atText !== '' && at === null) problems.at = 'at';
  const words = MONEY_WORDS.map((word) => [word, plainWord(word, typed[word] ?? '')] as const);
  for (const [word, text] of words) if (text.length > LONGEST_WORD) problems[word] = 'long';
  if (amountText === '' && atText === '' && words.every(([, text]) => text === '')) problems.amount = 'empty';
  if (Object.keys(problems).length > 0) return { fact: null, problems };
  const kind = MONEY_KINDS.find((one) => one === typed.kind) ?? 'transfer';
  return { fact: { ...NO_MONEY_FACT, ...Object.fromEntries(words), kind, amount, at }, problems: null };
}

function plainWord(word: MoneyWord, text: string): string {
  const plain = text.normalize('NFKC').replace(/\s+/g, ' ').trim();
  return NUMBERS.has(word) ? plain.replace(/(?<=[\da-z*]) ?[- ]? ?(?=[\da-z*])/gi, '') : plain;
}

/** What a form shows of it. */
export function typedMoneyFact(fact: MoneyFact): Record<string, string> {
  return {
    ...Object.fromEntries(MONEY_WORDS.map((word) => [word, fact[word]])),
    kind: fact.kind,
    amount: fact.amount === null ? '' : typedAmount(fact.amount),
    at: fact.at === null ? '' : writtenTime(fact.at),
  };
}

/** For whoever does not own the case: amounts, times, banks and channels stay. */
export function maskedMoneyFact(fact: MoneyFact): MoneyFact {
  const masked = MONEY_WORDS.map((word) => {
    const text = fact[word];
    if (NAMES.has(word)) return [word, maskName(text)];
    if (NUMBERS.has(word)) return [word, maskNumber(text)];
    return [word, HIDDEN.has(word) && text !== '' ? '***' : text];
  });
  return { ...fact, ...Object.fromEntries(masked) };
}

/** Fen; what nobody knows counts nothing. */
export function totalOf(facts: readonly MoneyFact[]): number {
  return facts.reduce((sum, { amount }) => sum + (amount ?? 0), 0);
}

/** The first payment whose time is known: the clock runs from there. */
export function firstPaidAt(facts: readonly MoneyFact[]): number | null {
  const times = facts.flatMap(({ at }) => (at === null ? [] : [at]));
  return times.length === 0 ? null : Math.min(...times);
}

const KIND_NAMES: Readonly<Record<MoneyKind, string>> = { transfer: '转账', cash: '交现金', gold: '交黄金' };

/**
 * In the order in which 110 writes it down: whose, from which account, how much and when, to whom, which voucher. Plain
 * lines in Chinese, whatever language the desk speaks; what is unknown is left to be asked.
 */
export function inPoliceOrder(facts: readonly MoneyFact[]): string {
  const several = facts.length > 1;
  const blocks = facts.map((fact, index) => {
    const lines = [
      ['姓名、证件', joined(fact.payer, fact.payerId)],
      ['转出账号、开户行', joined(fact.fromAccount, fact.fromBank)],
      ['金额、时间', joined(fact.amount === null ? '' : writtenAmount(fact.amount), fact.at === null ? '' : writtenTime(fact.at))],
      ['方式', joined(KIND_NAMES[fact.kind], fact.channel)],
      ['对方账号、户名、开户行', joined(fact.account, fact.payee, fact.bank)],
      ...(fact.kind === 'transfer' ? [] : [['交给谁、地点、车牌、运单', joined(fact.courier, fact.place, fact.plate, fact.waybill)]]),
      ['凭证', fact.voucher],
    ];
    const head = several ? [`第${index + 1}笔`] : [];
    return [...head, ...lines.map(([name, text]) => `${name}：${text === '' ? '未知' : text}`)].join('\n');
  });
  const total = several ? [`共${facts.length}笔，合计${writtenAmount(totalOf(facts))}`] : [];
  return [...blocks, ...total].join('\n\n');
}

function joined(...parts: readonly string[]): string {
  return parts.filter((part) => part !== '').join('，');
}
