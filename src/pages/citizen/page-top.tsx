import { type Spoken, useWords } from '../console/language.tsx';
import { PreferencesForm } from './header.tsx';
import { LanguageForm } from './language-form.tsx';
import type { Preferences } from './session.ts';
import { Logo } from './signs.tsx';

const WORDS: Spoken<string> = { 'zh-CN': '首页', en: 'home' };

/** Above every page but the conversation, which has more to say: the way home, larger letters, dark or light, the language. */
export function PageTop({ preferences, bilingual }: { preferences: Preferences; bilingual: boolean }) {
  return (
    <header class="top page-top">
      <a class="brand" href="/">
        <Logo />
        <span>
          <strong lang="zh-CN">反诈一哥</strong>
          <small>{useWords(WORDS)}</small>
        </span>
      </a>
      <div class="looks">
        <PreferencesForm preferences={preferences} page="here" />
        {bilingual && <LanguageForm />}
      </div>
    </header>
  );
}
