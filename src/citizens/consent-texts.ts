import type { ConsentPurpose } from '../storage/citizens/citizens-tables.ts';
import type { KeptConsent } from '../storage/citizens/consents.ts';

/** What somebody agrees to, in the five points that the law asks for. `{city}` and `{hotline}` are filled in by the page. */
export interface ConsentText {
  readonly purpose: ConsentPurpose;
  /** Counts up when the meaning changes: everybody is asked again, and the older one counts no more. */
  readonly version: number;
  /** Without it there is no registration; the others may be left out. */
  readonly required: boolean;
  readonly title: Both;
  readonly what: Both;
  readonly why: Both;
  readonly howLong: Both;
  readonly whose: Both;
  readonly rights: Both;
}
interface Both {
  readonly zh: string;
  readonly en: string;
}

const WHOSE: Both = {
  zh: '{city}反诈中心。数据存在境内自己的服务器上，加密保存，不卖、不给广告商。要问，拨{hotline}。',
  en: 'The anti-fraud centre of {city}. Kept encrypted on its own servers in China; never sold, never given to advertisers. Questions: {hotline}.',
};
const RIGHTS: Both = {
  zh: '随时可以看、改、导出、撤回同意、注销。不同意、撤回，都不影响您求助。',
  en: 'You may see, correct, export, withdraw and erase at any time. Help never depends on it.',
};

export const CONSENT_TEXTS: readonly ConsentText[] = [
  {
    purpose: 'profile',
    version: 1,
    required: true,
    title: { zh: '登记我的信息', en: 'Keep my registration' },
    what: {
      zh: '称呼、社区、年龄段、职业；您确认过的手机号；体检的回答。不要身份证、不要银行卡。',
      en: 'What to call you, community, age band, kind of work; the number that you confirm; your check-up answers. No ID, no bank card.',
    },
    why: {
      zh: '算出只给您自己看的反诈码；有预警时找得到您。',
      en: 'To make the code that only you see, and to reach you when there is a warning.',
    },
    howLong: { zh: '到您注销为止。注销马上删除。', en: 'Until you erase it; erasing works at once.' },
    whose: WHOSE,
    rights: RIGHTS,
  },
  {
    purpose: 'guardian',
    version: 1,
    required: false,
    title: { zh: '我是监护人，同意孩子登记', en: 'I am the guardian and agree' },
    what: {
      zh: '孩子的称呼、社区、年龄段、体检回答；监护人的称呼和确认过的手机号。',
      en: 'The child’s name to be called by, community, age band and check-up answers; the guardian’s name and confirmed number.',
    },
    why: { zh: '未满14岁的孩子登记，要监护人同意。', en: 'A child under 14 may register only with a guardian’s consent.' },
    howLong: {
      zh: '到注销为止。监护人7天内没有用手机确认，就自动删除。',
      en: 'Until erased. Deleted by itself when the guardian does not confirm within 7 days.',
    },
    whose: WHOSE,
    rights: RIGHTS,
  },
  {
    purpose: 'exposure',
    version: 1,
    required: false,
    title: { zh: '用我自己的咨询来算反诈码', en: 'Let my own chats count for my code' },
    what: {
      zh: '您在这里的聊天里，最近30天有没有标红的事，走到哪一步。不看别人的。',
      en: 'Whether a matter of yours was red in the last 30 days, and how far it went. Nobody else’s.',
    },
    why: { zh: '刚遇到过骗子的人容易再遇到，提醒您当心。', en: 'Whoever has just met scammers is met by more of them.' },
    howLong: { zh: '只看最近30天；撤回后不再看。', en: 'The last 30 days only; no more once withdrawn.' },
    whose: WHOSE,
    rights: RIGHTS,
  },
  {
    purpose: 'teaching',
    version: 1,
    required: false,
    title: { zh: '给我推送反诈提醒（反诈疫苗）', en: 'Send me short lessons' },
    what: {
      zh: '按您的年龄段、职业、社区和遇到过的骗术，挑短文发给您。',
      en: 'Short lessons chosen by age band, work, community and what you met.',
    },
    why: { zh: '先见过骗术，就不容易上当。', en: 'A trick that one has seen before works less well.' },
    howLong: { zh: '到您撤回为止。晚上不发。', en: 'Until you withdraw. Nothing at night.' },
    whose: WHOSE,
    rights: RIGHTS,
  },
];

export function consentText(purpose: ConsentPurpose): ConsentText {
  return CONSENT_TEXTS.find((text) => text.purpose === purpose) as ConsentText;
}

/** Does this consent stand, in the words of today? */
export function consentStands(
  consents: readonly KeptConsent[],
  purpose: ConsentPurpose,
  texts: readonly ConsentText[] = CONSENT_TEXTS,
): boolean {
  const version = texts.find((text) => text.purpose === purpose)?.version;
  return consents.some((one) => one.purpose === purpose && one.version === version && one.withdrawnAt === null);
}

/** Given in older words and not withdrawn: to be asked again. */
export function consentsToRenew(consents: readonly KeptConsent[], texts: readonly ConsentText[] = CONSENT_TEXTS): readonly ConsentText[] {
  return texts.filter(
    ({ purpose, version }) =>
      !consentStands(consents, purpose, texts) &&
      consents.some((one) => one.purpose === purpose && one.version < version && one.withdrawnAt === null),
  );
}
