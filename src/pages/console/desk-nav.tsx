import type { Role } from '../../storage/desk-schema.ts';
import type { Officer } from '../../storage/officer.ts';
import type { Preferences } from '../citizen/session.ts';
import { type DeskLanguage, type Spoken, useWords } from './language.tsx';
import { ROLE_NAMES } from './role-names.ts';
import { ADMINISTERING, AT_THE_LIBRARY, AT_THE_QUEUE, SUPERVISING } from './roles.ts';

interface Place {
  readonly path: string;
  readonly roles: readonly Role[];
  readonly name: Spoken<string>;
}

/** Every page that one goes to by itself. */
const PLACES: readonly Place[] = [
  { path: '/console', roles: AT_THE_QUEUE, name: { 'zh-CN': '队列', en: 'Queue' } },
  { path: '/console/calls/new', roles: AT_THE_QUEUE, name: { 'zh-CN': '接电话', en: 'Take a call' } },
  { path: '/console/warnings', roles: AT_THE_QUEUE, name: { 'zh-CN': '劝阻', en: 'Warnings' } },
  { path: '/console/visits', roles: [...AT_THE_QUEUE, 'advisor'], name: { 'zh-CN': '上门', en: 'Visits' } },
  { path: '/console/stop-leads', roles: AT_THE_QUEUE, name: { 'zh-CN': '止付', en: 'Stop leads' } },
  { path: '/console/call-backs', roles: AT_THE_QUEUE, name: { 'zh-CN': '回电', en: 'Call-backs' } },
  { path: '/console/citizens', roles: AT_THE_QUEUE, name: { 'zh-CN': '登记群众', en: 'Citizens' } },
  { path: '/console/identifiers', roles: AT_THE_QUEUE, name: { 'zh-CN': '举报名单', en: 'Reported list' } },
  { path: '/console/trade', roles: AT_THE_QUEUE, name: { 'zh-CN': '往来核查', en: 'Trade partners' } },
  { path: '/console/teaching', roles: AT_THE_QUEUE, name: { 'zh-CN': '说骗', en: 'Teaching' } },
  { path: '/console/handovers', roles: AT_THE_QUEUE, name: { 'zh-CN': '交班', en: 'Hand-over' } },
  { path: '/console/library', roles: AT_THE_LIBRARY, name: { 'zh-CN': '套路库', en: 'Library' } },
  { path: '/console/numbers', roles: SUPERVISING, name: { 'zh-CN': '数字', en: 'Numbers' } },
  { path: '/console/index-of-work', roles: AT_THE_QUEUE, name: { 'zh-CN': '指数', en: 'Index' } },
  { path: '/console/own-index', roles: ['advisor'], name: { 'zh-CN': '本网格指数', en: 'Index' } },
  { path: '/console/bulletins', roles: SUPERVISING, name: { 'zh-CN': '日报', en: 'Bulletins' } },
  { path: '/console/advisors', roles: SUPERVISING, name: { 'zh-CN': '安全顾问', en: 'Advisors' } },
  { path: '/console/partners', roles: SUPERVISING, name: { 'zh-CN': '协作单位', en: 'Partners' } },
  { path: '/console/partner', roles: ['partner'], name: { 'zh-CN': '本单位', en: 'Your organisation' } },
  { path: '/console/officers', roles: SUPERVISING, name: { 'zh-CN': '值班员', en: 'Officers' } },
  { path: '/console/audit', roles: SUPERVISING, name: { 'zh-CN': '审计', en: 'Audit' } },
  { path: '/console/keeping', roles: SUPERVISING, name: { 'zh-CN': '保存期限', en: 'Keeping' } },
  { path: '/console/erasures', roles: ADMINISTERING, name: { 'zh-CN': '代办删除', en: 'Erasure' } },
];

const TRADE_PATH = '/console/trade';

interface Words {
  readonly places: string;
  readonly out: string;
  readonly large: string;
  readonly normal: string;
  readonly dark: string;
  readonly light: string;
  readonly other: string;
  readonly menu: string;
}
const WORDS: Spoken<Words> = {
  'zh-CN': {
    places: '值班台的页面',
    out: '退出',
    large: '大字',
    normal: '标准字',
    dark: '深色',
    light: '浅色',
    other: 'English',
    menu: '菜单',
  },
  en: {
    places: 'Pages of the desk',
    out: 'Sign out',
    large: 'Large text',
    normal: 'Normal text',
    dark: 'Dark',
    light: 'Light',
    other: '中文',
    menu: 'Menu',
  },
};

interface DeskNavProps {
  readonly officer: Officer | null;
  readonly preferences: Preferences;
  readonly language: DeskLanguage;
  readonly path: string;
  /** Off where the operator has named no legal basis for it. */
  readonly trade: boolean;
}

/** A case belongs to the queue, a sheet to the hand-overs. */
function isAt(place: string, path: string): boolean {
  if (place === '/console') return path === place || path.startsWith('/console/cases/');
  return path === place || path.startsWith(`${place}/`);
}

export function DeskNav({ officer, preferences, language, path, trade }: DeskNavProps) {
  const words = useWords(WORDS);
  const roleNames = useWords(ROLE_NAMES);
  const places = PLACES.filter((place) => officer && place.roles.includes(officer.role) && (trade || place.path !== TRADE_PATH));
  const here = places.find((place) => isAt(place.path, path));
  // On a telephone, and enlarged, all of it is behind one button: what one came to read begins at the top. A browser that knows
  // no popovers shows it as it is.
  const menu = officer && (
    <button class="desk-button desk-menu" type="button" popovertarget="desk-places">
      {here ? `${words.menu} · ${here.name[language]}` : words.menu}
    </button>
  );
  return (
    <>
      {menu}
      <div class="desk-nav" id="desk-places" popover={officer ? 'auto' : undefined}>
        {officer && (
          <nav aria-label={words.places}>
            {places.map((place) => (
              <a class="desk-link" href={place.path} aria-current={isAt(place.path, path) ? 'page' : undefined}>
                {place.name[language]}
              </a>
            ))}
          </nav>
        )}
        <form class="desk-preferences" method="post" action="/console/preferences">
          <button class="desk-button" name="text" value={preferences.large ? 'normal' : 'large'} type="submit">
            {preferences.large ? words.normal : words.large}
          </button>
          {/* The style sheet shows the one that changes something, also where the device decides. */}
          <button class="desk-button to-dark" name="theme" value="dark" type="submit">
            {words.dark}
          </button>
          <button class="desk-button to-light" name="theme" value="light" type="submit">
            {words.light}
          </button>
          <button
            class="desk-button"
            name="language"
            value={language === 'en' ? 'zh-CN' : 'en'}
            type="submit"
            lang={language === 'en' ? 'zh-CN' : 'en'}
          >
            {words.other}
          </button>
        </form>
        {officer && (
          <form class="desk-officer" method="post" action="/console/sign-out" data-forgets-words="">
            <span>
              <a class="desk-link" href="/console/sessions">
                <b>{officer.display}</b>
              </a>{' '}
              <small>{roleNames[officer.role]}</small>
            </span>
            <button class="desk-button" type="submit">
              {words.out}
            </button>
          </form>
        )}
      </div>
    </>
  );
}
