import { type Spoken, useWords } from '../console/language.tsx';
import { LanguageForm } from './language-form.tsx';
import { type PhoneBook, telLink } from './phone-numbers.tsx';
import type { Preferences } from './session.ts';
import { Logo, PhoneIcon } from './signs.tsx';

/** Where the form of the preferences can stand; here: on any other page, which the browser names. */
export type FormPage = 'home' | 'guide' | 'here';

const WORDS: Spoken<{
  hotline: string;
  motto: readonly [string, string];
  gone: string;
  first: string;
  call: string;
  rail: string;
  advice: string;
  own: (city: string) => string;
  note: string;
  modules: string;
  looks: string;
  large: string;
  dark: string;
  light: string;
}> = {
  'zh-CN': {
    hotline: '防诈热线',
    motto: ['动钱之前，', '先问一哥。'],
    gone: '钱刚转走？',
    first: '先打110',
    call: '打110',
    rail: '电话和用法',
    advice: '拿不准问它，打来要接',
    own: (city) => `${city}防诈热线，找接线员`,
    note: '这里是机器判断，会错，也不替您担保。真警察不在电话里要钱、要验证码、叫您下软件。',
    modules: '一哥还能做什么',
    looks: '显示',
    large: '大字',
    dark: '深色',
    light: '浅色',
  },
  en: {
    hotline: 'anti-fraud line',
    motto: ['Before you pay,', 'ask here.'],
    gone: 'Money gone?',
    first: 'First call 110',
    call: 'Call 110',
    rail: 'Telephone numbers',
    advice: 'police advice line; if it calls you, answer',
    own: () => 'city anti-fraud line: talk to a person',
    note: 'A machine gives these answers. It can be wrong and guarantees nothing. Real police never call to ask for money, codes or an app.',
    modules: 'What else is here',
    looks: 'Display',
    large: 'Large',
    dark: 'Dark',
    light: 'Light',
  },
};

interface HeaderProps {
  readonly city: string;
  readonly hotline: string;
  readonly book: PhoneBook;
  readonly preferences: Preferences;
  /** The page that it stands on: a change of the letters leads back there. */
  readonly page: FormPage;
}

/** On phones a bar and a strip above the chat, on wide screens a column beside it. */
export function Header({ city, hotline, book, preferences, page }: HeaderProps) {
  const words = useWords(WORDS);
  return (
    <div class="side">
      <header class="top">
        <a class="brand" href="/">
          <Logo />
          <span>
            <strong>反诈一哥</strong>
            <small>
              <span lang="zh-CN">{city}</span>
              <span class="wide-only">
                {' '}
                · {words.hotline} {hotline}
              </span>
            </small>
          </span>
        </a>
        <div class="looks">
          <PreferencesForm preferences={preferences} page={page} />
          <LanguageForm />
        </div>
      </header>
      <p class="motto">
        {words.motto[0]}
        <br />
        {words.motto[1]}
      </p>
      <a class="emergency" href={telLink('110')}>
        <span>
          <b>{words.gone}</b> <span class="emergency-first">{words.first}</span>
        </span>
        <span class="emergency-call">
          <PhoneIcon />
          {words.call}
        </span>
      </a>
      <Modules />
      <aside class="rail" aria-label={words.rail}>
        <ul class="lines">
          <Line number="96110" use={words.advice} book={book} />
          <Line number={hotline} use={words.own(city)} book={book} />
        </ul>
        <p class="rail-note">{words.note}</p>
      </aside>
    </div>
  );
}

const MODULES: Spoken<readonly { readonly path: string; readonly name: string; readonly use: string }[]> = {
  'zh-CN': [
    { path: '/stop-loss', name: '止付表', use: '钱转走了，马上填' },
    { path: '/lookup', name: '查一查', use: '电话、网址、账号' },
    { path: '/learn', name: '学防骗', use: '每日一骗、小测验' },
    { path: '/me', name: '反诈码', use: '只给您自己看' },
  ],
  en: [
    { path: '/stop-loss', name: 'Stop a payment', use: 'money has gone' },
    { path: '/lookup', name: 'Look up', use: 'phone, link, account' },
    { path: '/learn', name: 'Learn', use: 'kinds of scams' },
    { path: '/me', name: 'My code', use: 'for you alone' },
  ],
};

/** What there is besides the conversation. */
function Modules() {
  const words = useWords(WORDS);
  const modules = useWords(MODULES);
  return (
    <nav class="modules" aria-label={words.modules}>
      {modules.map(({ path, name, use }) => (
        <a href={path}>
          <b>{name}</b> <small>{use}</small>
        </a>
      ))}
    </nav>
  );
}

function Line({ number, use, book }: { number: string; use: string; book: PhoneBook }) {
  if (!book.has(number)) return null;
  return (
    <li>
      <a href={telLink(number)}>
        <b class="number">{number}</b>
        <small>{use}</small>
      </a>
    </li>
  );
}

/** Also what the server sends back after a change, so that the buttons show how it is now. */
export function PreferencesForm({ preferences: { large }, page }: { preferences: Preferences; page: FormPage }) {
  const words = useWords(WORDS);
  return (
    <form class="prefs" method="post" action="/preferences" aria-label={words.looks}>
      <input type="hidden" name="page" value={page} />
      <button class="pref" type="submit" name="text" value={large ? 'normal' : 'large'} aria-pressed={large ? 'true' : 'false'}>
        {words.large}
      </button>
      {/* The style sheet shows the one that changes something. */}
      <button class="pref pref-dark" type="submit" name="theme" value="dark">
        {words.dark}
      </button>
      <button class="pref pref-light" type="submit" name="theme" value="light">
        {words.light}
      </button>
    </form>
  );
}
