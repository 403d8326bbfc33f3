import type { ReceiptState } from '../../storage/receipts.ts';
import type { Spoken } from './language.tsx';

/** On the page of a receipt; frozen codes in words. */
interface ReceiptWords {
  title: string;
  back: string;
  states: Readonly<Record<ReceiptState, string>>;
  vouches: string;
  case: string;
  made: string;
  asked: string;
  judged: string;
  sent: string;
  none: string;
  columns: Readonly<Record<'received' | 'told' | 'colour' | 'why' | 'release' | 'hash' | 'at' | 'officer' | 'author' | 'state', string>>;
  colours: Readonly<Record<string, string>>;
  authors: Readonly<Record<string, string>>;
  deliveries: Readonly<Record<string, string>>;
  unknown: string;
  notAllowed: string;
}
export const RECEIPT_WORDS: Spoken<ReceiptWords> = {
  'zh-CN': {
    title: '咨询回执',
    back: '← 回这一单',
    states: {
      intact: '核对一致：证据和封存时一样。',
      changed: '核对不一致：证据被改动过，不能用。请告诉管理员。',
      erased: '编号存在，但证据已按他的要求删除，不能再看。',
    },
    vouches: '本回执只证明他问过、得到过这些答复，不证明任何付款可信。',
    case: '工单',
    made: '开具',
    asked: '他问的，机器判的',
    judged: '人工研判',
    sent: '发给他的',
    none: '没有。',
    columns: {
      received: '收到',
      told: '判断',
      colour: '颜色、套路',
      why: '理由',
      release: '套路库、引擎',
      hash: '原文 SHA-256',
      at: '时间',
      officer: '研判员',
      author: '谁说的',
      state: '送达',
    },
    colours: { red: '红', yellow: '黄', green: '绿' },
    authors: { bot: '机器', officer: '值班员' },
    deliveries: {
      queued: '待发',
      sending: '正在发',
      accepted: '平台已收下',
      delivered: '已送到',
      waiting: '等他来话再发',
      refused: '平台拒收',
      dead: '没送到',
      withdrawn: '没有发',
    },
    unknown: '没有这个编号。',
    notAllowed: '这张回执只有办这一单的人和主管能看。',
  },
  en: {
    title: 'Receipt',
    back: '← Back to the case',
    states: {
      intact: 'It fits: the evidence is as it was sealed.',
      changed: 'It does not fit: the evidence was altered and cannot be used. Tell the administrator.',
      erased: 'The number exists, but the evidence was erased at the citizen’s wish and can be read no more.',
    },
    vouches: 'This receipt proves only that they asked and were told this. It vouches for no payment.',
    case: 'Case',
    made: 'Made',
    asked: 'What was asked, and what the machine said',
    judged: 'Officers’ verdicts',
    sent: 'What was sent',
    none: 'None.',
    columns: {
      received: 'Received',
      told: 'Judged',
      colour: 'Colour, type',
      why: 'Reasons',
      release: 'Library, engine',
      hash: 'SHA-256 of the text',
      at: 'Time',
      officer: 'Officer',
      author: 'Author',
      state: 'Delivery',
    },
    colours: { red: 'Red', yellow: 'Yellow', green: 'Green' },
    authors: { bot: 'Machine', officer: 'Officer' },
    deliveries: {
      queued: 'to be sent',
      sending: 'being sent',
      accepted: 'taken by the platform',
      delivered: 'delivered',
      waiting: 'waits until they write',
      refused: 'refused by the platform',
      dead: 'not delivered',
      withdrawn: 'not sent',
    },
    unknown: 'There is no such number.',
    notAllowed: 'Only who has the case, and supervisors, may read this receipt.',
  },
};
