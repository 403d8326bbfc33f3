import type { Spoken } from '../../console/language.tsx';

/** Around every page of one citizen. */
export const FRAME_WORDS: Spoken<{
  readonly ask: string;
  readonly gone: string;
  readonly privacy: string;
  readonly paper: string;
  /** What the code is not. */
  readonly never: string;
  readonly backToCode: string;
}> = {
  'zh-CN': {
    ask: '有事先问，不用登记',
    gone: '钱刚转走？打110',
    privacy: '个人信息说明',
    paper: '反诈码只给本人在自己手机上看，不打印。',
    never: '绿码的人也被骗过。此码不能证明任何人可信。',
    backToCode: '回我的反诈码',
  },
  en: {
    ask: 'Ask first: no registration needed',
    gone: 'Money just gone? Call 110',
    privacy: 'Your personal information',
    paper: 'The anti-fraud code is for its holder, on their own phone. It is not printed.',
    never: 'People with a green code have been cheated too. This code cannot prove that anybody can be trusted.',
    backToCode: 'Back to my code',
  },
};

/** `/me` in each of its states. */
export const ME_WORDS: Spoken<{
  readonly title: string;
  readonly check: string;
  readonly checkAgain: string;
  readonly next: readonly [string, string];
  readonly explained: string;
  readonly changed: readonly [string, string, string];
  readonly data: string;
  readonly stranger: string;
  readonly join: string;
  readonly elsewhere: string;
  readonly renewTitle: string;
  readonly goOn: string;
  readonly disagree: string;
  readonly disagreeLink: (named: boolean) => string;
  readonly guardianTitle: string;
  readonly guardianAgrees: string;
  readonly sevenDays: string;
  readonly own: string;
}> = {
  'zh-CN': {
    title: '我的反诈码',
    check: '做反诈体检，10题',
    checkAgain: '再做一次体检',
    next: ['下次体检：', ' 以后'],
    explained: '看上次体检的讲解',
    changed: ['有一份说明改了，请', '再看一看，重新选', '。没选以前，那一项先停着。'],
    data: '我的信息：看、改、导出、撤回同意、注销',
    stranger: '这里还没有您的登记。求助不用登记。',
    join: '登记，领反诈码',
    elsewhere: '登记过，换了手机或浏览器',
    renewTitle: '说明改了，请再看一看',
    goOn: '我同意，继续',
    disagree: '不同意？',
    disagreeLink: (named) => `导出或注销${named ? '我的信息' : ''}`,
    guardianTitle: '还差监护人确认',
    guardianAgrees: '我是监护人，我同意',
    sevenDays: '7天内没有确认，这份登记会自动删除。',
    own: '看、改、注销',
  },
  en: {
    title: 'My anti-fraud code',
    check: 'Do the check-up: 10 questions',
    checkAgain: 'Do the check-up again',
    next: ['Next check-up: from ', ' on'],
    explained: 'Your last check-up, explained',
    changed: ['A text that you agreed to has changed. Please ', 'read it again and choose', '. Until then, only this one is paused.'],
    data: 'My data: see, correct, download, withdraw consent, delete',
    stranger: 'You are not registered in this browser. You get help without registering.',
    join: 'Register and get the code',
    elsewhere: 'Registered before, on another phone or browser',
    renewTitle: 'The text has changed: please read it again',
    goOn: 'I agree, go on',
    disagree: 'Do you not agree? ',
    disagreeLink: () => 'Download or delete my data',
    guardianTitle: 'The guardian has not confirmed yet',
    guardianAgrees: 'I am the guardian and I agree',
    sevenDays: 'If nobody confirms within 7 days, this registration is deleted.',
    own: 'See, correct or delete it',
  },
};
