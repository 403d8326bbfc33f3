import type { LossBand } from '../../../storage/teaching/teaching-tables.ts';
import type { Identifying } from '../../../teaching/identifying-words.ts';
import { LOSS_BAND_WORDS } from '../../../teaching/loss-bands.ts';
import type { Spoken } from '../language.tsx';

interface Words {
  readonly title: string;
  readonly lead: string;
  readonly days: string;
  readonly day: string;
  readonly scam: string;
  readonly by: string;
  readonly ownTurn: string;
  readonly chosen: string;
  readonly fromCase: string;
  readonly choose: string;
  readonly free: string;
  readonly withdraw: string;
  readonly preview: string;
  readonly cases: string;
  readonly casesLead: string;
  readonly noCases: string;
  readonly month: string;
  readonly town: string;
  readonly lost: string;
  readonly type: string;
  readonly write: string;
  readonly writeTitle: string;
  readonly writeLead: string;
  readonly headline: string;
  readonly story: string;
  readonly source: string;
  readonly propose: string;
  readonly waiting: string;
  readonly noneWaiting: string;
  readonly agree: string;
  readonly refuse: string;
  readonly onDay: string;
  readonly own: string;
  readonly news: string;
  readonly newsLead: string;
  readonly published: string;
  readonly posters: string;
  readonly unknownPlace: string;
  readonly daily: string;
  readonly newsItem: string;
  readonly told: (by: string) => string;
  readonly gone: string;
  readonly taken: string;
  readonly needText: (least: number, most: number) => string;
  readonly needTitle: (most: number) => string;
  readonly sourceLong: string;
  readonly needType: string;
  readonly needDay: string;
  readonly saysSafe: string;
  readonly unknownCase: string;
  readonly found: (what: readonly Identifying[]) => string;
  readonly band: Readonly<Record<LossBand, string>>;
}

const FOUND: Spoken<Readonly<Record<Identifying, string>>> = {
  'zh-CN': {
    telephone: '电话号码',
    name: '姓名、户名',
    account: '账号、卡号或别的号码',
    address: '门牌地址',
    link: '网址或邮箱',
    date: '具体的日子（写到月就行）',
    amount: '准确的金额（写“几万元”就行）',
    other: '可能认出人的字',
  },
  en: {
    telephone: 'a telephone number',
    name: 'a name',
    account: 'an account or another number',
    address: 'an address',
    link: 'a link or e-mail address',
    date: 'an exact day (the month is enough)',
    amount: 'an exact amount (“some tens of thousands” is enough)',
    other: 'something that may lead to somebody',
  },
};

export const TEACHING_WORDS: Spoken<Words> = {
  'zh-CN': {
    title: '一哥说骗',
    lead: '每日一骗没有人定，就按套路库轮。结案的真事由您用自己的话写，同事看过才给群众看。',
    days: '今天和往后',
    day: '日期',
    scam: '骗局',
    by: '怎么来的',
    ownTurn: '套路库轮到',
    chosen: '值班员定的',
    fromCase: '本市真事',
    choose: '定这个',
    free: '还给套路库',
    withdraw: '撤下',
    preview: '群众看到的',
    cases: '结了案、可以讲的事',
    casesLead: '最近半年。这里只有类型、月份、镇街和损失档，写的时候也只用这些。',
    noCases: '还没有结成“真诈骗”并写了类型的工单。',
    month: '月份',
    town: '镇街',
    lost: '损失',
    type: '类型',
    write: '写成短文',
    writeTitle: '写一件真事',
    writeLead: '用自己的话写，换掉细节。不写人名、号码、账号、地址、日子和准确金额。镇街不会给群众看。',
    headline: '标题',
    story: '经过',
    source: '来源（可不填）',
    propose: '交给同事看',
    waiting: '等同事看的',
    noneWaiting: '没有等着看的。',
    agree: '同意，给群众看',
    refuse: '不同意',
    onDay: '放在哪一天',
    own: '自己写的要请同事看。',
    news: '写一条消息',
    newsLead: '两三句话：最近什么多，怎么防。同事同意后出现在“最近要留意”。',
    published: '群众看得到的消息',
    posters: '网格海报',
    unknownPlace: '没写',
    daily: '每日一骗',
    newsItem: '消息',
    told: (by) => `${by}写的`,
    gone: '这一篇同事已经办了，看看现在的情况。',
    taken: '那一天已经有了，换一天，或先撤下那一天的。',
    needText: (least, most) => `写${least}到${most}个字。`,
    needTitle: (most) => `写标题，最多${most}个字。`,
    sourceLong: '来源最多40个字。',
    needType: '请选一个类型。',
    needDay: '请选今天或往后60天里的一天。',
    saysSafe: '不能写成“可以转”“放心”“安全的”，换个说法。',
    unknownCase: '没有这件事，或者已经重新打开了。',
    found: (what) => `里面好像有：${what.map((one) => FOUND['zh-CN'][one]).join('、')}。请换掉再交。`,
    band: LOSS_BAND_WORDS,
  },
  en: {
    title: 'Teaching',
    lead: 'Where nobody chooses a day’s scam, the library takes turns. Closed cases are told in your own words; citizens read them after a colleague has agreed.',
    days: 'Today and after',
    day: 'Day',
    scam: 'Scam',
    by: 'From',
    ownTurn: 'the library’s turn',
    chosen: 'chosen at the desk',
    fromCase: 'a case of this city',
    choose: 'Choose',
    free: 'Leave to the library',
    withdraw: 'Take down',
    preview: 'What citizens see',
    cases: 'Closed cases that may be told',
    casesLead: 'Of half a year. Only type, month, town and loss band stand here; use no more than these.',
    noCases: 'No case was closed as a scam with its type yet.',
    month: 'Month',
    town: 'Town',
    lost: 'Loss',
    type: 'Type',
    write: 'Tell it',
    writeTitle: 'Tell a case',
    writeLead:
      'In your own words, with other details. No names, numbers, accounts, addresses, days or exact amounts. Citizens never see the town.',
    headline: 'Title',
    story: 'What happened',
    source: 'Source (may stay empty)',
    propose: 'Show it to a colleague',
    waiting: 'Waiting for a colleague',
    noneWaiting: 'Nothing is waiting.',
    agree: 'Agree: citizens read it',
    refuse: 'Refuse',
    onDay: 'On which day',
    own: 'Your own text is for a colleague to read.',
    news: 'Write news',
    newsLead: 'Two or three sentences: what is frequent, how to meet it. It appears when a colleague agrees.',
    published: 'News that citizens see',
    posters: 'Posters of the grids',
    unknownPlace: 'not noted',
    daily: 'Daily scam',
    newsItem: 'News',
    told: (by) => `by ${by}`,
    gone: 'A colleague has dealt with this text. See how it stands now.',
    taken: 'That day has its scam. Choose another day, or take that one down first.',
    needText: (least, most) => `Write ${least} to ${most} characters.`,
    needTitle: (most) => `Write a title of ${most} characters at most.`,
    sourceLong: 'The source has 40 characters at most.',
    needType: 'Choose a type.',
    needDay: 'Choose today or one of the next 60 days.',
    saysSafe: 'It may not read as an approval of a payment, or that something is safe.',
    unknownCase: 'There is no such case, or it was opened again.',
    found: (what) => `There seems to be: ${what.map((one) => FOUND.en[one]).join(', ')}. Please take it out.`,
    band: {
      none: 'nothing lost',
      'under-1': 'under 10,000 yuan',
      '1-5': '10,000 to 50,000 yuan',
      '5-10': '50,000 to 100,000 yuan',
      '10-50': '100,000 to 500,000 yuan',
      'over-50': 'over 500,000 yuan',
    },
  },
};
