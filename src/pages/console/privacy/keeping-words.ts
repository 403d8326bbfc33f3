import type { KeepRule } from '../../../storage/privacy/kept-table.ts';
import type { Spoken } from '../language.tsx';

interface KeepingWords {
  readonly title: string;
  readonly hint: string;
  readonly columns: readonly string[];
  readonly count: string;
  readonly removed: (rows: number, day: string) => string;
  readonly never: string;
  readonly erase: string;
  readonly eraseBy: string;
  readonly copyTitle: string;
  readonly copyHint: string;
  readonly caseNumber: string;
  readonly reason: string;
  readonly json: string;
  readonly text: string;
  readonly short: string;
  readonly nobody: string;
  readonly kinds: Readonly<Record<KeepRule, string>>;
}

export const KEEPING_WORDS: Spoken<KeepingWords> = {
  'zh-CN': {
    title: '保存与删除',
    hint: '每一类存多久、最早的是哪天、到期删了多少。这里没有任何人的内容。',
    columns: ['种类', '存多久', '条数', '最早', '到期删除（最近）'],
    count: '数一遍条数和最早的日期（数据多时要等）',
    removed: (rows, day) => `${day}：${rows}条`,
    never: '还没有',
    erase: '替本人删除资料',
    eraseBy: '有人当面、来电或来信要求删除资料：请管理员办。',
    copyTitle: '给本人一份',
    copyHint: '先核实是他本人：回拨登记的号码，或当面看证件。谁、何时、为什么，都记在审计里。内部备注不在里面。',
    caseNumber: '工单号',
    reason: '给谁，怎么核实的',
    json: '数据文件 JSON',
    text: '文字版',
    short: '写清楚给谁、怎么核实的，4到200字。',
    nobody: '没有这个工单，或者他的资料已经删除。',
    kinds: {
      consult: '聊天',
      case: '工单',
      events: '实时页面的事件',
      work: '交班单、日报、新话术、测试报告',
      reading: '第二个模型读过的',
      registration: '登记',
      consent: '同意与告知',
      warning: '预警劝阻',
      import: '导入的预警文件',
      lead: '止付线索',
      evidence: '止付凭证',
      exchange: '和协作单位的往来',
      identifier: '被举报的号码、账号、链接',
      dispute: '异议',
      trade: '往来核查',
      session: '登录与邀请',
      account: '账号',
      erasure: '值班台代办的删除',
      audit: '审计',
      pause: '办不成、暂时放一边的',
      figures: '统计',
      configuration: '程序自己的',
    },
  },
  en: {
    title: 'Keeping',
    hint: 'How long each kind is kept, since when, and what was removed because its time was over. Nothing of anybody.',
    columns: ['Kind', 'Kept for', 'Rows', 'Oldest', 'Removed (latest)'],
    count: 'Count rows and find the oldest (takes long where there is much)',
    removed: (rows, day) => `${day}: ${rows}`,
    never: 'nothing yet',
    erase: 'Erase a citizen’s data at his request',
    eraseBy: 'Somebody asks at the counter, by telephone or by letter to be erased: an administrator does it.',
    copyTitle: 'A copy for the citizen',
    copyHint:
      'Make sure that it is he: ring the number that is known, or look at his papers. Who, when and why is written down for good in the audit log. Internal notes are not in it.',
    caseNumber: 'Case number',
    reason: 'For whom, and how he has shown it',
    json: 'Data file, JSON',
    text: 'To be read',
    short: 'Write for whom it is and how he has shown that it is he, 4 to 200 characters.',
    nobody: 'There is no such case, or his data was deleted.',
    kinds: {
      consult: 'Chats',
      case: 'Cases',
      events: 'Events of live pages',
      work: 'Hand-over sheets, bulletins, new scripts, reports of builds',
      reading: 'What a second model has read',
      registration: 'Registrations',
      consent: 'Consents and notices',
      warning: 'Warnings',
      import: 'Files of warnings',
      lead: 'Stop leads',
      evidence: 'Evidence of stop leads',
      exchange: 'Exchanges with partners',
      identifier: 'Reported numbers, accounts, links',
      dispute: 'Objections',
      trade: 'Trade partners',
      session: 'Sessions and invitations',
      account: 'Accounts',
      erasure: 'Erasures ordered at the desk',
      audit: 'Audit',
      pause: 'Work that failed and waits',
      figures: 'Figures',
      configuration: 'The program’s own',
    },
  },
};
