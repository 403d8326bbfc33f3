import type { PatternUse } from '../../storage/pattern-use.ts';
import type { PageDeps } from '../citizen/page-deps.ts';
import { dayAndTime } from './day-and-time.ts';
import { type Spoken, useWords } from './language.tsx';

const DAYS = 30;
const DAY_MS = 24 * 60 * 60 * 1000;

export type LoadedUse = ReadonlyMap<string, PatternUse>;

export function loadUse({ storage, now }: PageDeps): Promise<LoadedUse> {
  return storage.patternUse(now() - DAYS * DAY_MS);
}

const WORDS: Spoken<{ none: string; some: (use: PatternUse) => string }> = {
  'zh-CN': {
    none: `近${DAYS}天没有命中`,
    some: ({ messages, conversations, last }) => `近${DAYS}天命中${messages}条消息、${conversations}人，最近${dayAndTime(last, 'zh-CN')}`,
  },
  en: {
    none: `no hit in ${DAYS} days`,
    some: ({ messages, conversations, last }) =>
      `hits in ${DAYS} days: ${messages} in ${conversations} ${conversations === 1 ? 'conversation' : 'conversations'}, last ${dayAndTime(last, 'en')}`,
  },
};

/** How often it stood among the reasons that citizens were given. */
export function Use({ use }: { use: PatternUse | undefined }) {
  const words = useWords(WORDS);
  return <span class="quiet">{use ? words.some(use) : words.none}</span>;
}
