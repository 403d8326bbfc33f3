import type { Spoken } from '../../console/language.tsx';

/** `/me/data`: what is kept of him. */
export const DATA_WORDS: Spoken<{
  readonly title: string;
  readonly notSaved: string;
  readonly kept: string;
  readonly name: string;
  readonly age: string;
  readonly job: string;
  readonly place: string;
  readonly noPlace: string;
  readonly phone: string;
  readonly guardian: string;
  readonly notConfirmed: string;
  readonly confirmed: (masked: string) => string;
  readonly comma: string;
  readonly confirmPhone: string;
  readonly changePhone: string;
  readonly everything: string;
  readonly correct: string;
  readonly save: string;
  readonly agreedTo: string;
  readonly agreed: string;
  readonly withdrawIsErase: readonly [string, string, string];
  readonly notAgreed: string;
  readonly agree: string;
  readonly withdraw: string;
  readonly devices: string;
  readonly signedIn: readonly [string, string];
  readonly othersOut: string;
  readonly thisOut: string;
  readonly unknown: (hotline: string) => string;
  readonly erase: string;
}> = {
  'zh-CN': {
    title: '我的信息',
    notSaved: '没存上，看看下面红字的地方。',
    kept: '我们记着这些',
    name: '称呼',
    age: '年龄',
    job: '平时做什么',
    place: '社区',
    noPlace: '没填',
    phone: '手机',
    guardian: '监护人',
    notConfirmed: '还没确认',
    confirmed: (masked) => `${masked}，已确认`,
    comma: '，',
    confirmPhone: '确认手机号',
    changePhone: '换手机号',
    everything: '全部看一遍，或导出',
    correct: '改一改',
    save: '保存',
    agreedTo: '我同意过的',
    agreed: '✓ 已同意',
    withdrawIsErase: ['✓ 已同意。', '撤回这一条就是注销：', '撤回并注销'],
    notAgreed: '没有同意',
    agree: '同意',
    withdraw: '撤回',
    devices: '登录着的手机和浏览器',
    signedIn: ['', ' 登录'],
    othersOut: '让别的都退出',
    thisOut: '这台退出',
    unknown: (hotline) => `有不认识的登录，先让别的都退出，再打${hotline}。`,
    erase: '注销，删除我的信息',
  },
  en: {
    title: 'My data',
    notSaved: 'Not saved: please look at what is marked in red below.',
    kept: 'What we keep',
    name: 'Name',
    age: 'Age',
    job: 'What you do',
    place: 'Community',
    noPlace: 'not given',
    phone: 'Phone',
    guardian: 'Guardian',
    notConfirmed: 'not confirmed yet',
    confirmed: (masked) => `${masked}, confirmed`,
    comma: ', ',
    confirmPhone: 'Confirm my number',
    changePhone: 'Change my number',
    everything: 'See everything, or download it',
    correct: 'Correct it',
    save: 'Save',
    agreedTo: 'What I agreed to',
    agreed: '✓ Agreed',
    withdrawIsErase: ['✓ Agreed. ', 'Withdrawing this one deletes your registration: ', 'withdraw and delete'],
    notAgreed: 'Not agreed',
    agree: 'Agree',
    withdraw: 'Withdraw',
    devices: 'Phones and browsers signed in',
    signedIn: ['Since ', ''],
    othersOut: 'Sign out all others',
    thisOut: 'Sign out here',
    unknown: (hotline) => `Do you see one you do not know? First sign out all others, then call ${hotline}.`,
    erase: 'Delete my registration and data',
  },
};

/** `/me/erase` and what it says afterwards. */
export const ERASE_WORDS: Spoken<{
  readonly back: string;
  readonly atOnce: string;
  readonly stays: string;
  readonly scam: string;
  readonly tickFirst: string;
  readonly sure: string;
  readonly erase: string;
  readonly erased: string;
  readonly gone: string;
  readonly cases: (numbers: readonly string[]) => string;
  readonly stopLeads: (numbers: readonly string[]) => string;
  /** Of a number that an officer has confirmed. */
  readonly earlier: (hotline: string) => string;
  readonly urgent: string;
}> = {
  'zh-CN': {
    back: '不注销，回去',
    atOnce: '马上删除：称呼、手机、社区、年龄、职业、体检，还有您在这里和用这个手机号的聊天。删了找不回来。',
    stays: '没办完的工单，和已经交给公安机关的，依法留到办完。',
    scam: '有人叫您注销、删聊天？那多半是骗子要您删证据。先别删，打96110问一问。',
    tickFirst: '请先打勾，再点注销。',
    sure: '我要注销，删除我的信息',
    erase: '注销',
    erased: '已经注销',
    gone: '您的登记、体检、聊天都删除了，现在谁也读不出来。以后有事随时再来，不用登记。',
    cases: (numbers) =>
      `工单${numbers.join('、')}还没办完。它要用的内容，依法留到结案，结案就删除。已经交给公安机关的，由公安机关依法保管。`,
    earlier: (hotline) =>
      `您是打电话由接线员确认的。这个手机号在那以前发的短信、打的电话没有一起删：请用这个手机号给我们发“删除我的信息”，或者打${hotline}问怎么办。`,
    stopLeads: (numbers) => `止付线索${numbers.join('、')}公安还要用，您填的内容依法留到办结，办结就删除。`,
    urgent: '急事打110。',
  },
  en: {
    back: 'Do not delete, go back',
    atOnce:
      'Deleted at once: name, phone, community, age, what you do, check-ups, and your chats here and with this number. It cannot be brought back.',
    stays: 'Cases that are still open, and what the police already have, are kept as the law says until they are closed.',
    scam: 'Did somebody tell you to delete this, or your chats? Most likely it is a scammer who wants the evidence gone. Do not delete yet; call 96110 and ask.',
    tickFirst: 'Please tick the box first, then delete.',
    sure: 'I want to delete my registration and data',
    erase: 'Delete',
    erased: 'Deleted',
    gone: 'Your registration, check-ups and chats are deleted. Nobody can read them any more. Come back at any time: you get help without registering.',
    cases: (numbers) =>
      `Still open: case ${numbers.join(', ')}. What it needs is kept as the law says until it is closed, then deleted. What the police already have, they keep as the law says.`,
    earlier: (hotline) =>
      `An officer confirmed you on the telephone. Text messages and calls of this number from before that were not deleted with the rest: text "delete my data" to us from this number, or call ${hotline} and ask.`,
    stopLeads: (numbers) =>
      `The police still need stop-payment lead ${numbers.join(', ')}. What you filled in is kept as the law says until it is closed, then deleted.`,
    urgent: 'Urgent: call 110.',
  },
};
