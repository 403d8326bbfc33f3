import type { Spoken } from '../../console/language.tsx';

/** The page of registration. */
export const JOIN_WORDS: Spoken<{
  readonly title: string;
  readonly lead: string;
  readonly open: string;
  readonly read: string;
  readonly join: string;
  readonly before: string;
  readonly beforeLink: string;
  readonly agreeRequired: string;
  readonly agreeGuardian: string;
  readonly agree: string;
  readonly noCookies: string;
  readonly guardianMissing: string;
  readonly consentMissing: string;
}> = {
  'zh-CN': {
    title: '登记，领反诈码',
    lead: '反诈码只给您自己看：您现在容易不容易上当，怎么更稳当。两分钟填完。',
    open: '还差一点，看看下面红字的地方。填过的都还在。',
    read: '请读一读再打勾',
    join: '登记',
    before: '以前登记过？',
    beforeLink: '换了手机或浏览器，从这里进',
    agreeRequired: '我同意（登记要有这一条）',
    agreeGuardian: '我是监护人，我同意',
    agree: '我同意（可以不选）',
    noCookies: '您的浏览器没有收下 Cookie，登记不能保存。请打开 Cookie 再交一次。',
    guardianMissing: '未满14岁，要监护人读过、在“我是监护人”前面打勾。',
    consentMissing: '要登记，请读一读，在“登记我的信息”前面打勾。不同意也照样可以求助。',
  },
  en: {
    title: 'Register and get your anti-fraud code',
    lead: 'The code is for your eyes only. It shows how easily a scammer could fool you now, and what helps. Registering takes two minutes.',
    open: 'Almost done: please look at what is marked in red below. What you filled in is still there.',
    read: 'Please read, then tick',
    join: 'Register',
    before: 'Registered before? ',
    beforeLink: 'On a new phone or browser, sign in here',
    agreeRequired: 'I agree (needed to register)',
    agreeGuardian: 'I am the guardian and I agree',
    agree: 'I agree (optional)',
    noCookies: 'Your browser did not keep our cookie, so the registration cannot be saved. Please allow cookies and send it again.',
    guardianMissing: 'Under 14, a guardian must read the text and tick “I am the guardian and I agree”.',
    consentMissing: 'To register, please read “Keep my registration” and tick it. You get help even if you do not agree.',
  },
};

/** The fields of registration and correction, and what may be wrong with them. */
export const PROFILE_WORDS: Spoken<{
  readonly name: string;
  readonly nameHint: string;
  readonly age: string;
  readonly job: string;
  readonly child: string;
  readonly guardian: string;
  readonly guardianHint: string;
  readonly places: string;
  readonly noneOfThese: string;
  readonly place: string;
  readonly otherPlace: string;
  readonly problems: {
    readonly name: string;
    readonly longName: (most: number) => string;
    readonly oddName: string;
    readonly age: string;
    readonly job: string;
    readonly guardian: string;
    /** He makes himself older before his guardian has confirmed. */
    readonly guardianFirst: (hotline: string) => string;
    readonly noPlace: string;
    readonly manyPlaces: string;
    readonly whichPlace: string;
  };
}> = {
  'zh-CN': {
    name: '怎么称呼您',
    nameHint: '真名、小名都行，比如“张阿姨”。',
    age: '年龄',
    job: '平时做什么',
    child: '未满14岁，请监护人一起填',
    guardian: '监护人怎么称呼',
    guardianHint: '填完以后，请监护人用自己的手机确认。没确认前不算登记好。',
    places: '社区、村或单位（可以不填）',
    noneOfThese: '不是这里',
    place: '写名字就行',
    otherPlace: '别的地方，写名字',
    problems: {
      name: '请写一个称呼。',
      longName: (most) => `最多${most}个字。`,
      oddName: '称呼里不要写号码和符号。',
      age: '请选一个年龄段。',
      job: '请选一个，最接近的就行。',
      guardian: '未满14岁要监护人同意，请填监护人怎么称呼。',
      guardianFirst: (hotline) => `监护人还没有确认，年龄不能在这里改大。选错了年龄，请打${hotline}告诉接线员。`,
      noPlace: '没找到这个名字。换个写法，或者空着不填。',
      manyPlaces: '同名的太多，请连镇或街道一起写。',
      whichPlace: '是下面哪一个？请选。',
    },
  },
  en: {
    name: 'What should we call you?',
    nameHint: 'Your real name or a nickname, for example “Mary”.',
    age: 'Age',
    job: 'What you do',
    child: 'Under 14: please fill this in with a guardian',
    guardian: 'What should we call the guardian?',
    guardianHint: 'Afterwards the guardian confirms it with their own phone. Until then the child is not registered.',
    places: 'Community, village or workplace (optional)',
    noneOfThese: 'None of these',
    place: 'Its name, in Chinese',
    otherPlace: 'Another place: its name, in Chinese',
    problems: {
      name: 'Please fill in a name.',
      longName: (most) => `${most} characters at most.`,
      oddName: 'Please do not use long numbers or symbols in the name.',
      age: 'Please choose your age.',
      job: 'Please choose one; the nearest is fine.',
      guardian: 'Under 14 a guardian has to agree. Please fill in what we should call them.',
      guardianFirst: (hotline) =>
        `The guardian has not confirmed yet, so the age cannot be raised here. If you chose it by mistake, call ${hotline}.`,
      noPlace: 'We found no such name. Write it another way, or leave it empty.',
      manyPlaces: 'Too many places have this name. Please add its town or street.',
      whichPlace: 'Which of these places is it? Please choose.',
    },
  },
};
