import type { TimePassed } from '../../../stop-loss/time-passed.ts';
import type { Spoken } from '../../console/language.tsx';

/** What stands on the form for stopping a payment, besides the fields of a transfer. */
export const FORM_WORDS: Spoken<{
  title: string;
  description: string;
  heading: string;
  earlier: string;
  earlierOne: string;
  progress: string;
  earlierMore: string;
  fillIn: string;
  muchOrLittle: string;
  enough: string;
  proposed: (others: boolean) => string;
  more: string;
  you: string;
  phone: string;
  phoneHint: string;
  phoneUnread: string;
  name: string;
  idNumber: string;
  forWhom: string;
  other: string;
  story: string;
  contacts: string;
  scamPhone: string;
  scamContact: string;
  scamLink: string;
  scamApp: string;
  neverBefore: string;
  never: string;
  neverBehind: string;
  send: string;
  use: string;
  back: string;
  empty: string;
  again: string;
}> = {
  'zh-CN': {
    title: '钱转走了，要止付 · 反诈一哥',
    description: '先打110。再填这张表，一笔一条，值班员核对后交公安。',
    heading: '钱转走了，要止付',
    earlier: '您交过的',
    earlierOne: '您交过一张：',
    progress: '，看进展',
    earlierMore: '又转了别的钱，再填下面这张。',
    fillIn: '再填这张表。',
    muchOrLittle: '知道多少填多少',
    enough: '，金额、账号、时间有一样就能交。值班员看到会打电话核对，核对后作为线索交公安。',
    proposed: (others) => `下面先填了您在对话里说过的${others ? '、还没交过的' : ''}，请看一遍，不对就改。`,
    more: '＋ 还有一笔',
    you: '怎么找您',
    phone: '能打通您的电话',
    phoneHint: '值班员核对要用',
    phoneUnread: '这个号码打不通。手机号是11位，座机连区号一起写。',
    name: '您的姓名',
    idNumber: '身份证号（公安止付要用，可以等电话里说）',
    forWhom: '替家人填的，写是谁、您是他什么人',
    other: '对方和经过',
    story: '简单说说怎么回事',
    contacts: '对方的电话、微信、网址、软件',
    scamPhone: '对方电话',
    scamContact: '对方微信、QQ',
    scamLink: '网址',
    scamApp: '软件名字',
    neverBefore: '密码、验证码、卡背面的数字，',
    never: '这里不要，谁要都别给',
    neverBehind: '。不用上传身份证，不用刷脸。',
    send: '交给值班员',
    use: '资料只用于止付：您的个人信息只交公安；银行、运营商、平台只收到骗子的账号、电话和网址。办结后按规定删除。',
    back: '回到对话',
    empty: '金额、时间、对方账号，先填一样就能交。急事先打110。',
    again:
      '这张表您交过一次，那一张现在改不了了。这次写的和那次不一样，还没有交上去。看一遍，再按一次“交给值班员”，就另交一张；也可以等值班员打来时告诉他。',
  },
  en: {
    title: 'Money has gone: stop the payment',
    description: 'First call 110. Then fill in this form, one record per transfer; an officer checks it and hands it to the police.',
    heading: 'Money has gone: stop the payment',
    earlier: 'What you have handed in',
    earlierOne: 'You have handed in ',
    progress: ': see how it stands',
    earlierMore: 'More money has gone since: fill in another one below.',
    fillIn: 'Then fill in this form. ',
    muchOrLittle: 'As much as you know',
    enough: ': an amount, an account or a time is enough. An officer will call you to check it, then pass it to the police.',
    proposed: (others) =>
      `What you said in the conversation${others ? ' and have not handed in yet' : ''} stands below. Please read it and correct it.`,
    more: '+ One more transfer',
    you: 'How to reach you',
    phone: 'Your telephone number',
    phoneHint: 'an officer will ring it',
    phoneUnread: 'We cannot call this number. A Chinese mobile has 11 digits; a foreign number begins with + and the country.',
    name: 'Your name, as in your passport',
    idNumber: 'Passport or ID number (police need it; you may say it on the phone)',
    forWhom: 'If this is for somebody else: who, and what you are to them',
    other: 'Who they are and what happened',
    story: 'In short, what happened? Say which language you speak.',
    contacts: 'Their phone, WeChat, link, app',
    scamPhone: 'Their telephone number',
    scamContact: 'Their WeChat, QQ or other account',
    scamLink: 'Link',
    scamApp: 'Name of the app',
    neverBefore: 'Passwords, codes and the digits on the back of your card: ',
    never: 'not here, and to nobody who asks',
    neverBehind: '. No pictures of your passport and no face scan are needed.',
    send: 'Hand it to an officer',
    use: "Used only to stop the payment. Your own details go only to the police; banks, phone companies and platforms get only the scammer's accounts, numbers and links. Deleted as the rules say when the case is done.",
    back: 'Back to the conversation',
    empty: 'An amount, a time or their account: one of them is enough. Urgent: call 110 first.',
    again:
      'You have handed in this form before, and that one can no longer be changed. What stands here now is different and has not been handed in yet. Read it through and press “Hand it to an officer” once more: it becomes a second one. Or tell the officer who rings you.',
  },
};

/** Above the form and on the page of its progress. The sentence for 110 stays Chinese: whoever answers may speak nothing else. */
export const FIRST_WORDS: Spoken<{
  steps: string;
  call: string;
  tell: string;
  sayBefore: string;
  say: string;
  sayBehind: string;
  bank: string;
  stop: string;
  passed: string;
  units: Readonly<Record<TimePassed['unit'], string>>;
  sooner: string;
}> = {
  'zh-CN': {
    steps: '先做这三步',
    call: '先打110',
    tell: '对110说：',
    sayBefore: '“',
    say: '我被骗了，要止付',
    sayBehind: '”。',
    bank: '再打付款银行或支付平台的官方客服。',
    stop: '别再转一分钱，和对方断开。',
    passed: '已过',
    units: { minutes: '分钟', hours: '小时', days: '天' },
    sooner: '越快越好，先打110',
  },
  en: {
    steps: 'Do these three first',
    call: 'First call 110',
    tell: 'Tell 110 "I was cheated, stop the payment". If nobody speaks English, say ',
    sayBefore: '“Wǒ bèi piàn le, yào zhǐfù” (',
    say: '我被骗了，要止付',
    sayBehind: ') or show it to somebody near you.',
    bank: 'Then ring the official line of your bank or payment app.',
    stop: 'Pay nothing more, and break off contact with them.',
    passed: 'Gone for',
    units: { minutes: 'minutes', hours: 'hours', days: 'days' },
    sooner: 'sooner is better: first call 110',
  },
};
