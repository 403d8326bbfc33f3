import type { DefaultState } from '../../../storage/merchants/default-machine.ts';
import type { AmountBand, EnquiryPurpose } from '../../../storage/merchants/merchants-tables.ts';
import type { TradeAct } from '../../../storage/merchants/trade-acts.ts';

interface TradeWords {
  readonly bands: Readonly<Record<AmountBand, string>>;
  readonly purposes: Readonly<Record<EnquiryPurpose, string>>;
  readonly states: Readonly<Record<DefaultState, string>>;
  readonly acts: Readonly<Record<TradeAct, string>>;
}

/** What the check of trade partners calls things, for merchants and at the desk. */
export const TRADE_WORDS: Readonly<Record<'zh-CN' | 'en', TradeWords>> = {
  'zh-CN': {
    bands: {
      'under-10k': '1万元以下',
      '10k-50k': '1万到5万元',
      '50k-200k': '5万到20万元',
      '200k-1m': '20万到100万元',
      'over-1m': '100万元以上',
    },
    purposes: { credit: '赊账发货之前', prepayment: '付定金、预付款之前', consignment: '放货代销之前' },
    states: {
      filed: '等民警核对',
      returned: '民警没有采用',
      visible: '已核对，没还清',
      paid: '债权人说已还清，公示中',
      repaired: '已修复，不再显示',
      withdrawn: '已撤下',
    },
    acts: {
      'merchant-registered': '登记',
      'merchant-checked': '民警核准',
      'merchant-refused': '民警没有核准',
      'merchant-closed': '民警注销',
      'merchant-left': '自己注销',
      'merchant-linked': '民警给了登录链接',
      enquired: '查询',
      filed: '债权人登记',
      accepted: '民警核对后显示',
      returned: '民警没有采用',
      paid: '债权人说已还清',
      reopened: '恢复为没还清',
      repaired: '修复，不再显示',
      withdrawn: '撤下',
      objected: '有商户提出异议',
      'objection-upheld': '异议成立，恢复为没还清',
      'objection-dismissed': '异议不成立',
      appealed: '当事人申诉',
      'appeal-upheld': '申诉成立，撤下',
      'appeal-dismissed': '申诉不成立',
      'party-erased': '到期删除',
    },
  },
  en: {
    bands: {
      'under-10k': 'under 10,000 yuan',
      '10k-50k': '10,000 to 50,000 yuan',
      '50k-200k': '50,000 to 200,000 yuan',
      '200k-1m': '200,000 to 1 million yuan',
      'over-1m': 'over 1 million yuan',
    },
    purposes: { credit: 'before goods on credit', prepayment: 'before a deposit', consignment: 'before goods on consignment' },
    states: {
      filed: 'waits for a check',
      returned: 'not accepted',
      visible: 'checked, not paid',
      paid: 'paid, says the creditor; may be objected to',
      repaired: 'repaired, not shown any more',
      withdrawn: 'taken off',
    },
    acts: {
      'merchant-registered': 'registered',
      'merchant-checked': 'accepted by an officer',
      'merchant-refused': 'not accepted by an officer',
      'merchant-closed': 'deleted by an officer',
      'merchant-left': 'deleted by himself',
      'merchant-linked': 'given a link to sign in',
      enquired: 'asked',
      filed: 'filed by the creditor',
      accepted: 'checked by an officer, shown since',
      returned: 'not accepted by an officer',
      paid: 'paid, says the creditor',
      reopened: 'counts again',
      repaired: 'repaired, not shown any more',
      withdrawn: 'taken off',
      objected: 'a merchant objected',
      'objection-upheld': 'objection upheld, counts again',
      'objection-dismissed': 'objection dismissed',
      appealed: 'appeal of the one concerned',
      'appeal-upheld': 'appeal upheld, taken off',
      'appeal-dismissed': 'appeal dismissed',
      'party-erased': 'erased in time',
    },
  },
};
