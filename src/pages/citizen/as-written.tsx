import { type Spoken, useWords } from '../console/language.tsx';

const CHINESE = /\p{Script=Han}/u;
const IS_ENGLISH: Spoken<boolean> = { 'zh-CN': false, en: true };

/** The language of a text that stands as it was written, where it is not the page's. */
export function useLanguageOf(text: string): 'zh-CN' | undefined {
  return useWords(IS_ENGLISH) && CHINESE.test(text) ? 'zh-CN' : undefined;
}

/** Names of people and places, and what somebody wrote: no page translates them, and whoever has it read aloud must hear them right. */
export function AsWritten({ text }: { text: string }) {
  const language = useLanguageOf(text);
  return <>{language ? <span lang={language}>{text}</span> : text}</>;
}
