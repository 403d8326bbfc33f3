import { type Spoken, useWords } from '../console/language.tsx';

/** Each in its own language, so that whoever needs it can read it. */
const OTHER: Spoken<{ readonly language: string; readonly name: string }> = {
  'zh-CN': { language: 'en', name: 'English' },
  en: { language: 'zh-CN', name: '中文' },
};

/** The whole page changes, so it is sent without htmx and comes back to where it stands. */
export function LanguageForm() {
  const { language, name } = useWords(OTHER);
  return (
    <form class="language" method="post" action="/preferences">
      <button class="pref" type="submit" name="language" value={language} lang={language}>
        {name}
      </button>
    </form>
  );
}
