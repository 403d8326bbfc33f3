/** What stands around a piece of counsel (types/*.yaml), by who hears it and how it stands; part of WORDING (wording.ts). */
export const COUNSEL_WORDS = {
  counselHeard: { zh: '记下了。', en: 'Noted. ' },
  counsel: {
    zh: '{say}{dont}。钱转了、码给了，马上打110，再回我“转了”。',
    en: '{say} {dont}. If money or a code has gone, call 110 and reply "I paid".',
  },
  counselUrgent: {
    zh: '{say}别再转钱；110还没打，现在就打。',
    en: '{say} Pay nothing more; if you have not called 110, call now.',
  },
  counselOther: {
    zh: '{say}拿不准，和他一起打96110；眼看钱要出去，马上打110。',
    en: '{say} In doubt call 96110 together; if money is about to go, call 110.',
  },
  counselOtherUrgent: {
    zh: '{say}他还没停下，现在就打110请民警上门。',
    en: '{say} If it has not stopped, ask 110 now to send an officer.',
  },
  counselOtherLost: {
    zh: '{say}110还没打，现在陪他打。',
    en: '{say} If 110 has not been called, call it together now.',
  },
  counselCounter: {
    zh: '{say}没问清以前先不办；劝不住就打110。',
    en: '{say} Do not process it before that is clear; if he will not listen, call 110.',
  },
  counselCounterUrgent: {
    zh: '{say}人先留住；110还没打，现在就打。',
    en: '{say} Keep the customer with you; if you have not called 110, call now.',
  },
  counselKnown: {
    zh: '{say}别再转钱；有新情况，再打110告诉民警。',
    en: '{say} Pay nothing more; tell 110 whatever is new.',
  },
  counselKnownOther: {
    zh: '{say}有新情况，再打110告诉民警。',
    en: '{say} Tell 110 whatever is new.',
  },
  counselKnownCounter: {
    zh: '{say}人先留住，等民警来；要走，再打110。',
    en: '{say} Keep the customer until the police are there; call 110 again if he leaves.',
  },
  counselRunner: {
    zh: '{say}别再收、转、取，卡和手机别给人用。',
    en: '{say} Take, move or fetch nothing more; lend no card and no phone.',
  },
  counselRunnerOther: {
    zh: '{say}先让他停手，卡和手机别给人用。',
    en: '{say} Have it stop now: no card and no phone lent.',
  },
} as const;
