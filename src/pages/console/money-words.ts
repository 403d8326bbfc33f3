import type { MoneyKind, MoneyProblem, MoneyWord } from '../../desk/money-facts.ts';
import type { DeskLanguage, Spoken } from './language.tsx';

/** What the fields of a money fact are called. */
interface MoneyWords {
  readonly kinds: Readonly<Record<MoneyKind, string>>;
  readonly kind: string;
  readonly amount: string;
  readonly at: string;
  readonly amountHint: string;
  readonly atHint: string;
  readonly fields: Readonly<Record<MoneyWord, string>>;
  readonly problems: Readonly<Record<MoneyProblem, string>>;
  readonly them: string;
  readonly us: string;
  readonly handed: string;
}

export const MONEY_FORM_WORDS: Spoken<MoneyWords> = {
  'zh-CN': {
    kinds: { transfer: '转账', cash: '交现金', gold: '交黄金' },
    kind: '怎么出去的',
    amount: '金额',
    at: '什么时候',
    amountHint: '如 20000、2万',
    atHint: '如 9:31、昨天 21:10',
    fields: {
      payer: '姓名',
      payerId: '身份证号',
      fromBank: '开户行',
      fromAccount: '转出账号',
      channel: '方式',
      payee: '户名',
      account: '对方账号',
      bank: '开户行',
      voucher: '凭证、单号',
      waybill: '运单号',
      plate: '车牌',
      place: '地点',
      courier: '交给谁、谁来取',
    },
    problems: {
      empty: '金额、时间、账号，至少填一样。',
      amount: '看不懂这个金额。写 20000 或 2万。',
      at: '看不懂这个时间，或者还没到。写 9:31、昨天 21:10 或 11-20 09:31。',
      long: '最多80字。',
    },
    them: '对方',
    us: '他自己',
    handed: '交接',
  },
  en: {
    kinds: { transfer: 'Transfer', cash: 'Cash', gold: 'Gold' },
    kind: 'How it left',
    amount: 'Amount',
    at: 'When',
    amountHint: 'e.g. 20000',
    atHint: 'e.g. 9:31, yesterday 21:10',
    fields: {
      payer: 'Name',
      payerId: 'Identity card',
      fromBank: 'Bank',
      fromAccount: 'From account',
      channel: 'By what means',
      payee: 'Account name',
      account: 'To account',
      bank: 'Bank',
      voucher: 'Voucher, order no.',
      waybill: 'Waybill',
      plate: 'Plate',
      place: 'Place',
      courier: 'Given to, fetched by',
    },
    problems: {
      empty: 'Amount, time or account: at least one is needed.',
      amount: 'This is no amount that can be read. Write 20000 or 20,000.50.',
      at: 'This time cannot be read, or is still to come. Write 9:31, yesterday 21:10 or 11-20 09:31.',
      long: '80 characters at most.',
    },
    them: 'The other side',
    us: 'His own',
    handed: 'Hand-over',
  },
};

/** What is said beside each field. */
export function moneyProblems(problems: Readonly<Record<string, MoneyProblem>>, language: DeskLanguage): Record<string, string> {
  const words = MONEY_FORM_WORDS[language].problems;
  return Object.fromEntries(Object.entries(problems).map(([field, problem]) => [field, words[problem]]));
}
