import { type Spoken, useWords } from '../console/language.tsx';

const WORDS: Spoken<string> = { 'zh-CN': '不会复制？看图', en: 'How to copy and paste' };

/** To `guide.tsx`. */
export function GuideLink() {
  return (
    <a class="guide-link" href="/help">
      {useWords(WORDS)}
    </a>
  );
}
