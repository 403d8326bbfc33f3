import type { PhoneNumber } from '../library/schema.ts';
import { writtenAmount } from './amounts.ts';
import type { CannedReply } from './canned-reply.ts';
import type { MoneyFact } from './money-facts.ts';

/** What is known of the case; what is missing is said in general words. */
export interface ReplyFacts {
  readonly officer: string;
  readonly caseNumber: string;
  /** The city's own. */
  readonly hotline: string;
  /** The scam type in everyday words. */
  readonly type?: string | null;
  /** The newest transfer that was written down. */
  readonly money?: Pick<MoneyFact, 'fromBank' | 'payee' | 'amount'> | null;
}

/** A draft for the officer to read and change. */
export function fillReply({ text }: Pick<CannedReply, 'text'>, facts: ReplyFacts, numbers: Readonly<Record<string, PhoneNumber>>): string {
  const values: Readonly<Record<string, string>> = {
    officer: facts.officer,
    number: facts.caseNumber,
    hotline: facts.hotline,
    type: facts.type ? `“${facts.type}”` : '诈骗',
    amount: facts.money?.amount ? writtenAmount(facts.money.amount).replace('.00元', '元') : '那笔钱',
    payee: facts.money?.payee || '对方',
    bankCall: bankCall(facts.money?.fromBank ?? '', numbers),
  };
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => values[name] ?? whole);
}

/** What people call them. */
const SHORT_NAMES: Readonly<Record<string, string>> = {
  工行: '工商银行',
  农行: '农业银行',
  中行: '中国银行',
  建行: '建设银行',
  交行: '交通银行',
  招行: '招商银行',
  邮储: '邮储银行',
  邮政储蓄: '邮储银行',
};
const SERVICE = '客服';

/** Only numbers that the library has checked; else the one on the card. */
function bankCall(bank: string, numbers: Readonly<Record<string, PhoneNumber>>): string {
  const short = Object.keys(SHORT_NAMES).find((name) => bank.includes(name));
  const named = `${bank} ${short ? SHORT_NAMES[short] : ''}`;
  const known = Object.values(numbers).find(
    ({ title: { zh } }) => zh.endsWith(`银行${SERVICE}`) && named.includes(zh.slice(0, -SERVICE.length)),
  );
  return known ? `${known.title.zh}${known.number}` : '付款银行客服（卡背面的电话）';
}
