import type { CheckResult, CheckWay } from '../../../stop-loss/identity-check.ts';
import type { LeadWord, StopWay, TransferWord } from '../../../stop-loss/stop-lead.ts';
import type { TimePassed } from '../../../stop-loss/time-passed.ts';
import type { StopLeadEnd, StopLeadOrigin, StopLeadState, StopLeadWay } from '../../../storage/stop-loss/stop-loss-tables.ts';
import type { Spoken } from '../language.tsx';

/** What stands on every page of stop leads. */
interface LeadWords {
  readonly title: string;
  readonly states: Readonly<Record<StopLeadState, string>>;
  readonly origins: Readonly<Record<StopLeadOrigin, string>>;
  readonly ways: Readonly<Record<StopWay, string>>;
  readonly fields: Readonly<Record<LeadWord | TransferWord | 'amount' | 'at' | 'way', string>>;
  readonly amountHint: string;
  readonly atHint: string;
  readonly sendWays: Readonly<Record<StopLeadWay, string>>;
  readonly checkWays: Readonly<Record<CheckWay, string>>;
  readonly checkResults: Readonly<Record<CheckResult, string>>;
  readonly ends: Readonly<Record<StopLeadEnd, string>>;
  readonly transfer: (block: number) => string;
  readonly victim: string;
  readonly scam: string;
  readonly unknown: string;
  readonly nobody: string;
  readonly passed: (passed: TimePassed) => string;
}

export const LEAD_FORM_WORDS: Spoken<LeadWords> = {
  'zh-CN': {
    title: '止付线索',
    states: { received: '待核对', checked: '已核对，待交公安', sent: '已交公安', answered: '公安已回复', closed: '已办结' },
    origins: { chat: '对话', call: '电话', page: '止付页', doorstep: '上门' },
    ways: {
      bank: '银行转账',
      alipay: '支付宝',
      wechat: '微信',
      usdt: 'USDT',
      cash: '交现金',
      gold: '交黄金',
      courier: '快递、跑腿、网约车',
      other: '其他',
    },
    fields: {
      name: '姓名',
      idNumber: '身份证号',
      phone: '联系电话',
      forWhom: '代谁报、什么关系',
      story: '简要经过',
      scamPhone: '对方电话',
      scamContact: '对方微信、QQ',
      scamLink: '网址',
      scamApp: '软件（App）',
      account: '对方账号',
      payee: '对方户名',
      bank: '对方开户行',
      fromAccount: '本人账号',
      fromBank: '本人开户行',
      voucher: '凭证、单号',
      courier: '取件人、司机',
      place: '交付地点',
      plate: '车牌',
      waybill: '运单号',
      amount: '金额',
      at: '准确时间',
      way: '方式',
    },
    amountHint: '如 20000、2万',
    atHint: '如 9:31、昨天 21:10',
    sendWays: { webhook: '接口', sheet: '打印件', file: '离线文件' },
    checkWays: {
      'rang-back': '回拨他留的电话',
      'on-the-line': '正在通话',
      'in-person': '当面看了证件',
      'by-family': '家属代报，电话核对了关系',
    },
    checkResults: { confirmed: '是本人，情况属实', unreached: '没打通', 'not-him': '不是本人，或对不上' },
    ends: {
      done: '公安已答复，办完了',
      withdrawn: '他说不用了',
      duplicate: '重复',
      unreachable: '一直联系不上',
      'no-loss': '钱没有转出去',
      silent: '长期没有新消息（自动）',
    },
    transfer: (block) => `第${block}笔`,
    victim: '受害人',
    scam: '对方和经过',
    unknown: '未知',
    nobody: '没人接手',
    passed: ({ count, unit }) => `已过 ${count} ${{ minutes: '分钟', hours: '小时', days: '天' }[unit]}`,
  },
  en: {
    title: 'Stop leads',
    states: {
      received: 'Identity not checked',
      checked: 'Checked, not yet with the police',
      sent: 'With the police',
      answered: 'Answered by the police',
      closed: 'Closed',
    },
    origins: { chat: 'chat', call: 'call', page: 'page', doorstep: 'doorstep' },
    ways: {
      bank: 'Bank transfer',
      alipay: 'Alipay',
      wechat: 'WeChat',
      usdt: 'USDT',
      cash: 'Cash handed over',
      gold: 'Gold handed over',
      courier: 'Courier, errand, ride',
      other: 'Other',
    },
    fields: {
      name: 'Name',
      idNumber: 'Identity card',
      phone: 'Telephone',
      forWhom: 'On behalf of whom',
      story: 'What happened',
      scamPhone: 'Scammer’s telephone',
      scamContact: 'Scammer’s WeChat, QQ',
      scamLink: 'Link',
      scamApp: 'App',
      account: 'To account',
      payee: 'Account name',
      bank: 'Bank',
      fromAccount: 'Own account',
      fromBank: 'Own bank',
      voucher: 'Voucher, order no.',
      courier: 'Fetched by',
      place: 'Place',
      plate: 'Plate',
      waybill: 'Waybill',
      amount: 'Amount',
      at: 'Exact time',
      way: 'How',
    },
    amountHint: 'e.g. 20000',
    atHint: 'e.g. 9:31, yesterday 21:10',
    sendWays: { webhook: 'webhook', sheet: 'printed sheet', file: 'offline file' },
    checkWays: {
      'rang-back': 'Rang the number that he left',
      'on-the-line': 'He is on the line',
      'in-person': 'Met him and saw his card',
      'by-family': 'Family reports; relation checked by telephone',
    },
    checkResults: { confirmed: 'It is him, and it is so', unreached: 'Not reached', 'not-him': 'Not him, or it does not fit' },
    ends: {
      done: 'Answered and done',
      withdrawn: 'He does not want it any more',
      duplicate: 'Duplicate',
      unreachable: 'Never reached',
      'no-loss': 'No money has gone',
      silent: 'No news for long (by itself)',
    },
    transfer: (block) => `Transfer ${block}`,
    victim: 'Victim',
    scam: 'The other side, and what happened',
    unknown: 'unknown',
    nobody: 'nobody has it',
    passed: ({ count, unit }) => `${count} ${{ minutes: 'min', hours: 'h', days: 'd' }[unit]} gone`,
  },
};

/** How long the money has been gone. Milliseconds. */
