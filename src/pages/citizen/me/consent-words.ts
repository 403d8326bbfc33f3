import type { ConsentText } from '../../../citizens/consent-texts.ts';
import type { ConsentPurpose } from '../../../storage/citizens/citizens-tables.ts';
import type { Spoken } from '../../console/language.tsx';

export type ConsentPoint = 'what' | 'why' | 'howLong' | 'whose' | 'rights';

/** Around the texts of consent, which stand with their versions in src/citizens. */
export const CONSENT_WORDS: Spoken<{
  /** Which of both languages a text is read in. */
  readonly read: keyof ConsentText['title'];
  readonly points: Readonly<Record<ConsentPoint, string>>;
  readonly folded: string;
  /** The other language, in that language. */
  readonly other: string;
  readonly version: (version: number) => string;
  /** What whoever reads this language has to know besides. */
  readonly besides: Readonly<Partial<Record<ConsentPurpose, string>>>;
}> = {
  'zh-CN': {
    read: 'zh',
    points: { what: '要什么', why: '为什么', howLong: '留多久', whose: '谁在管', rights: '您能做什么' },
    folded: '谁在管、您能做什么',
    other: '中文原文',
    version: (version) => `第${version}版`,
    besides: {},
  },
  en: {
    read: 'en',
    points: { what: 'What', why: 'Why', howLong: 'How long', whose: 'Who keeps it', rights: 'Your rights' },
    folded: 'Who keeps it, and your rights',
    other: 'In English',
    version: (version) => `Version ${version}. This is a translation. In Chinese or English, it is the same consent.`,
    besides: { teaching: 'The lessons are in Chinese only.' },
  },
};
