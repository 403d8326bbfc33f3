import { type PhoneBook, telLink } from './phone-numbers.tsx';
import type { Preferences } from './session.ts';
import { Logo, PhoneIcon } from './signs.tsx';

/** Where the form of the preferences can stand. */
export type FormPage = 'home' | 'guide';

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
  return (
    <div class="side">
      <header class="top">
        <a class="brand" href="/">
          <Logo />
          <span>
            <strong>反诈一哥</strong>
            <small>
              {city}
              <span class="wide-only"> · 防诈热线 {hotline}</span>
            </small>
          </span>
        </a>
        <PreferencesForm preferences={preferences} page={page} />
      </header>
      <p class="motto">
        动钱之前，
        <br />
        先问一哥。
      </p>
      <a class="emergency" href={telLink('110')}>
        <span>
          <b>钱刚转走？</b>
          <span class="emergency-first">先打110</span>
        </span>
        <span class="emergency-call">
          <PhoneIcon />
          打110
        </span>
      </a>
      <Modules />
      <aside class="rail" aria-label="电话和用法">
        <ul class="lines">
          <Line number="96110" use="拿不准问它，打来要接" book={book} />
          <Line number={hotline} use={`${city}防诈热线，找接线员`} book={book} />
        </ul>
        <p class="rail-note">这里是机器判断，会错，也不替您担保。真警察不在电话里要钱、要验证码、叫您下软件。</p>
      </aside>
    </div>
  );
}

const MODULES = [
  { path: '/stop-loss', name: '止付表', use: '钱转走了，马上填' },
  { path: '/lookup', name: '查一查', use: '电话、网址、账号' },
  { path: '/learn', name: '学防骗', use: '每日一骗、小测验' },
  { path: '/me', name: '反诈码', use: '只给您自己看' },
] as const;

/** What there is besides the conversation. */
function Modules() {
  return (
    <nav class="modules" aria-label="一哥还能做什么">
      {MODULES.map(({ path, name, use }) => (
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
  return (
    <form class="prefs" method="post" action="/preferences" hx-post="/preferences" hx-swap="outerHTML" aria-label="显示">
      <input type="hidden" name="page" value={page} />
      <button class="pref" type="submit" name="text" value={large ? 'normal' : 'large'} aria-pressed={large ? 'true' : 'false'}>
        大字
      </button>
      {/* The style sheet shows the one that changes something. */}
      <button class="pref pref-dark" type="submit" name="theme" value="dark">
        深色
      </button>
      <button class="pref pref-light" type="submit" name="theme" value="light">
        浅色
      </button>
    </form>
  );
}
