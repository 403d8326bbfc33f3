/** What stands around a piece of counsel (types/*.yaml), by who hears it and how it stands; part of WORDING (wording.ts). */
export const COUNSEL_WORDS = {
  counselHeard: { zh: '记下了。', en: 'Noted. ' },
  counsel: {
    zh: '{say}{dont}。钱转了、码给了，马上打110，再回我“转了”。',
    en: '{say} {dont}. If you have paid or given a code, call 110 at once and reply "I paid".',
  },
  counselUrgent: {
    zh: '{say}别再转钱；110还没打，现在就打。',
    en: '{say} Pay nothing more. If you have not called 110 yet, call now.',
  },
  counselOther: {
    zh: '{say}拿不准，和他一起打96110；眼看钱要出去，马上打110。',
    en: '{say} If in doubt, call 96110 together. If money is about to go, call 110 at once.',
  },
  counselOtherUrgent: {
    zh: '{say}他还没停下，现在就打110请民警上门。',
    en: '{say} If they have not stopped, call 110 now and ask for an officer to come.',
  },
  counselOtherLost: {
    zh: '{say}110还没打，现在陪他打。',
    en: '{say} If 110 has not been called yet, call it together now.',
  },
  counselCounter: {
    zh: '{say}没问清以前先不办；劝不住就打110。',
    en: '{say} Do not process it until that is clear. If they will not listen, call 110.',
  },
  counselCounterUrgent: {
    zh: '{say}人先留住；110还没打，现在就打。',
    en: '{say} Keep the customer with you. If you have not called 110 yet, call now.',
  },
  counselKnown: {
    zh: '{say}别再转钱；有新情况，再打110告诉民警。',
    en: '{say} Pay nothing more. If anything new happens, tell 110.',
  },
  counselKnownOther: {
    zh: '{say}有新情况，再打110告诉民警。',
    en: '{say} If anything new happens, tell 110.',
  },
  counselKnownCounter: {
    zh: '{say}人先留住，等民警来；要走，再打110。',
    en: '{say} Keep the customer with you until the police arrive. If they want to leave, call 110 again.',
  },
  counselRunner: {
    zh: '{say}别再收、转、取，卡和手机别给人用。',
    en: '{say} Do not receive, move or withdraw any more money. Lend nobody your card or phone.',
  },
  counselRunnerOther: {
    zh: '{say}先让他停手，卡和手机别给人用。',
    en: '{say} First make them stop: nobody else may use their card or phone.',
  },
} as const;
