import type { CodePurpose } from '../../../storage/citizens/citizens-tables.ts';
import type { Spoken } from '../../console/language.tsx';

/** How a telephone is proved: he sends digits to us, and nothing but digits, in whatever language he reads the page. */
export const PHONE_WORDS: Spoken<{
  readonly reasons: Readonly<Record<CodePurpose, { readonly title: string; readonly why: (done: string) => string }>>;
  readonly text: string;
  /** In what language our answer to it comes: digits are in none. */
  readonly answer: string;
  /** @param or text them instead */
  readonly call: (or: boolean) => readonly [string, string];
  readonly valid: readonly [string, string];
  readonly scam: string;
  readonly onlyHere: string;
  /** The button behind it: it only looks whether we have got them. @param texted or read out on the telephone */
  readonly done: (texted: boolean) => string;
  readonly title: string;
  readonly none: string;
  readonly confirmed: (masked: string) => string;
  readonly signInTitle: string;
  readonly notRegistered: string;
  readonly newNumber: readonly [string, string];
}> = {
  'zh-CN': {
    reasons: {
      phone: { title: '确认手机号', why: () => '有预警时，我们才找得到您。' },
      guardian: { title: '请监护人用自己的手机确认', why: () => '确认以后，孩子才算登记好。' },
      'sign-in': { title: '用您登记过的手机确认是您本人', why: (done) => `确认以后，回到这里点“${done}”。` },
    },
    text: '用手机短信，只把这9个数字发到 ',
    answer: '',
    call: (or) => [`${or ? '或者' : ''}打 `, '，把这串数字念给接线员。'],
    valid: ['到 ', ' 有效，用一次。'],
    scam: '别的任何人问您要，都是骗子。',
    onlyHere: '我们不会发短信、打电话来要它。',
    done: (texted) => `${texted ? '发' : '念'}好了，看看成没成`,
    title: '手机号',
    none: '还没有确认过手机号。',
    confirmed: (masked) => `现在确认的是 ${masked}。要换，就用新手机照下面做。`,
    signInTitle: '换手机或浏览器进入',
    notRegistered: '没登记过，去登记',
    newNumber: ['手机号也换了？打 ', '，接线员核对以后给您一个一次性的网址。'],
  },
  en: {
    reasons: {
      phone: { title: 'Confirm your phone number', why: () => 'So that we can reach you when there is a warning.' },
      guardian: { title: 'The guardian confirms with their own phone', why: () => 'The child is registered only after that.' },
      'sign-in': {
        title: 'Use your registered phone to show that it is you',
        why: (done) => `Then come back to this page and tap “${done}”.`,
      },
    },
    text: 'By text message: send these 9 digits, and nothing else, to ',
    answer: '. Our answer comes in Chinese; this page tells you in English.',
    call: (or) => [or ? 'Or call ' : 'Call ', ' and read these digits out to the officer.'],
    valid: ['Valid until ', ', for one use. '],
    scam: 'Anybody else who asks you for them is a scammer. ',
    onlyHere: 'We never text or call you to ask for them.',
    done: (texted) => `I have ${texted ? 'sent them' : 'read them out'}: see if it worked`,
    title: 'Phone number',
    none: 'No phone number is confirmed yet.',
    confirmed: (masked) => `Confirmed at present: ${masked}. To change it, do this with the new phone.`,
    signInTitle: 'Sign in on another phone or browser',
    notRegistered: 'Not registered yet? Register',
    newNumber: ['Is your number new too? Call ', '. The officer makes sure that it is you and gives you a link that works once.'],
  },
};

/** The page of the link that an officer gives. */
export const LINK_WORDS: Spoken<{
  readonly title: string;
  readonly back: string;
  readonly yours: string;
  readonly open: string;
  readonly over: (hotline: string) => string;
}> = {
  'zh-CN': {
    title: '进入我的反诈码',
    back: '回去',
    yours: '这个网址是接线员给您本人的，只能用一次。',
    open: '在这台手机上进入',
    over: (hotline) => `这个网址用过了，或者过期了。请打${hotline}再要一个。`,
  },
  en: {
    title: 'Open my anti-fraud code',
    back: 'Go back',
    yours: 'The officer gave this link to you alone. It works once.',
    open: 'Open it here',
    over: (hotline) => `This link has been used or has expired. Please call ${hotline} and ask for another.`,
  },
};
