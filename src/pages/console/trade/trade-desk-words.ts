import type { MerchantState } from '../../../storage/merchants/merchants-tables.ts';
import type { Spoken } from '../language.tsx';

export interface TradeDeskWords {
  readonly title: string;
  readonly note: string;
  readonly basis: string;
  readonly none: string;
  readonly first: (count: number) => string;
  readonly merchants: string;
  readonly checked: string;
  readonly defaults: string;
  readonly shown: string;
  readonly until: (time: string) => string;
  readonly held: string;
  readonly objections: string;
  readonly appeals: string;
  readonly open: string;
  readonly merchant: string;
  readonly number: string;
  readonly name: string;
  readonly licence: string;
  readonly market: string;
  readonly contact: string;
  readonly phone: string;
  readonly state: string;
  readonly since: string;
  readonly merchantStates: Readonly<Record<MerchantState, string>>;
  readonly howMerchant: string;
  readonly accept: string;
  readonly refuse: string;
  readonly reason: string;
  readonly reasonShown: string;
  readonly link: string;
  readonly linkNote: string;
  readonly linkMade: string;
  readonly close: string;
  readonly closeNote: string;
  readonly debt: string;
  readonly partner: string;
  readonly creditor: string;
  readonly amount: string;
  readonly due: string;
  readonly papers: string;
  readonly howDefault: string;
  readonly others: string;
  readonly show: string;
  readonly giveBack: string;
  readonly takeOff: string;
  readonly upheld: string;
  readonly dismissed: string;
  readonly howObjection: string;
  readonly appeal: string;
  readonly howAppeal: string;
  readonly notYours: string;
  readonly whoElse: string;
  readonly nobodyElse: string;
  readonly noRecord: string;
  readonly appealDismissed: string;
  readonly takeOffThis: string;
  readonly steps: string;
  readonly decided: string;
  readonly back: string;
  readonly late: string;
  readonly needReason: string;
  readonly choose: string;
  readonly unknown: string;
  readonly off: string;
}

export const TRADE_DESK_WORDS: Spoken<TradeDeskWords> = {
  'zh-CN': {
    title: '往来单位核查',
    note: '商户和失约登记都要民警核对过才起作用。打开一条就会记入审计。',
    basis: '依据',
    none: '现在没有。',
    first: (count) => `最多列${count}条。没列出的，用上面的编号找。`,
    merchants: '等核对的商户',
    checked: '已核准的商户',
    defaults: '等核对的失约登记',
    shown: '属实、在显示的失约登记',
    until: (time) => `，到${time}没人反对就修复`,
    held: '，还有债权人没收到钱，或有异议在查',
    objections: '对修复的异议',
    appeals: '申诉',
    open: '打开',
    merchant: '商户',
    number: '编号',
    name: '名称',
    licence: '统一社会信用代码',
    market: '市场',
    contact: '联系人',
    phone: '电话',
    state: '状态',
    since: '提交',
    merchantStates: { pending: '等核对', checked: '已核准', refused: '没有核准', closed: '已注销' },
    howMerchant: '到店里看营业执照，看商户自己手机上的登记编号是不是这一个，再核准。电话里报的不算。',
    accept: '核准',
    refuse: '不核准',
    reason: '理由',
    reasonShown: '理由，提交人看得到',
    link: '给一次性登录链接',
    linkNote: '商户换了手机时用。当面确认是他本人，链接24小时内用一次。',
    linkMade: '当面给商户扫或输入，只显示这一次：',
    close: '注销商户',
    closeNote: '资料删除，他登记的失约全部撤下。',
    debt: '失约登记',
    partner: '对方',
    creditor: '债权人',
    amount: '欠款',
    due: '应付清日期',
    papers: '材料',
    howDefault: '看过原件，确认是这家单位、到期没付、没有争议，才显示。有争议的不采用，让双方走法院。',
    others: '同一单位的其他登记',
    show: '属实，显示',
    giveBack: '不采用',
    takeOff: '撤下',
    upheld: '异议成立',
    dismissed: '异议不成立',
    howObjection: '成立：恢复为没还清。不成立：接着公示。',
    appeal: '申诉',
    howAppeal: '先打电话核对身份。经手过这条记录的人不能决定申诉。',
    notYours: '您经手过这条记录，申诉要由别人来定。',
    whoElse: '可以决定的同事：',
    nobodyElse: '这里的同事都经手过，请主管找邻近单位的民警来定，管理员给他开账号。',
    noRecord: '名下没有失约登记。',
    appealDismissed: '申诉不成立',
    takeOffThis: '申诉成立，撤下这一条',
    steps: '每一步',
    decided: '决定',
    back: '回到列表',
    late: '没做成：同事先办了，或者现在不能这样办，或者您经手过这条记录。看看现在的情况。',
    needReason: '写一句理由，最多500字。',
    choose: '请按一个按钮。',
    unknown: '没有这一条，可能已经删除。',
    off: '往来单位核查没有开通：管理员还没有填法律依据。',
  },
  en: {
    title: 'Trade partners',
    note: 'Merchants and defaults count only once an officer has checked them. Opening one is written into the audit log.',
    basis: 'Legal basis',
    none: 'None now.',
    first: (count) => `${count} are listed at most. What is not listed is found by its number above.`,
    merchants: 'Merchants to be checked',
    checked: 'Accepted merchants',
    defaults: 'Defaults to be checked',
    shown: 'Accepted defaults that are shown',
    until: (time) => `, repaired on ${time} if nobody objects`,
    held: ', held by another creditor or an objection',
    objections: 'Objections to repairs',
    appeals: 'Appeals',
    open: 'Open',
    merchant: 'Merchant',
    number: 'Number',
    name: 'Name',
    licence: 'Licence number',
    market: 'Market',
    contact: 'Contact',
    phone: 'Telephone',
    state: 'State',
    since: 'Sent',
    merchantStates: { pending: 'to be checked', checked: 'accepted', refused: 'not accepted', closed: 'deleted' },
    howMerchant:
      'See the licence at the stall, and that the merchant’s own telephone shows this number. What is said on the telephone does not count.',
    accept: 'Accept',
    refuse: 'Do not accept',
    reason: 'Reason',
    reasonShown: 'Reason; whoever sent it can read it',
    link: 'Give a one-time link',
    linkNote: 'For a merchant with another telephone. Make sure in person who it is; the link works once within 24 hours.',
    linkMade: 'Hand it over in person; it is shown this once:',
    close: 'Delete the merchant',
    closeNote: 'The data is deleted, and all defaults that were filed are taken off.',
    debt: 'Default',
    partner: 'Partner',
    creditor: 'Creditor',
    amount: 'Amount',
    due: 'Due on',
    papers: 'Papers',
    howDefault: 'Accept only after seeing the originals: this partner, overdue, undisputed. What is disputed is for a court.',
    others: 'Other defaults of this partner',
    show: 'True, show it',
    giveBack: 'Do not accept',
    takeOff: 'Take off',
    upheld: 'Objection is right',
    dismissed: 'Objection is wrong',
    howObjection: 'Right: the default counts again. Wrong: the waiting time goes on.',
    appeal: 'Appeal',
    howAppeal: 'Ring first to make sure who it is. Whoever had a hand in the record cannot decide.',
    notYours: 'You had a hand in this record; somebody else decides the appeal.',
    whoElse: 'Colleagues who can: ',
    nobodyElse:
      'Everybody here had a hand in it: let a supervisor ask an officer of the next station, for whom an administrator makes an account.',
    noRecord: 'There is no default under this licence.',
    appealDismissed: 'Appeal is wrong',
    takeOffThis: 'Appeal is right, take this one off',
    steps: 'Every step',
    decided: 'Decision',
    back: 'Back to the list',
    late: 'Not done: a colleague was faster, it cannot be done now, or you had a hand in this record. See how it stands.',
    needReason: 'Write a reason in a sentence, 500 characters at most.',
    choose: 'Press one of the buttons.',
    unknown: 'There is no such entry; perhaps it was deleted.',
    off: 'The check of trade partners is switched off: the operator has not entered its legal basis.',
  },
};
