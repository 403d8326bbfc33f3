import type { Officer } from '../../storage/officer.ts';
import type { Preferences } from '../citizen/session.ts';
import { DESK_GROUPS, type Place } from './desk-places.ts';
import { type DeskLanguage, type Spoken, useWords } from './language.tsx';
import { LIBRARY_PATH } from './library-frame.tsx';
import { ROLE_NAMES } from './role-names.ts';
import { ScriptCount } from './script-count.tsx';

const TRADE_PATH = '/console/trade';

/** So few stand in the row themselves: no click is saved by hiding them. Today's work always does. */
const FOLDED_FROM = 3;

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
  const mayGo = (place: Place): boolean => officer !== null && place.roles.includes(officer.role) && (trade || place.path !== TRADE_PATH);
  const groups = DESK_GROUPS.map(({ id, name, places }) => ({ id, name, places: places.filter(mayGo) })).filter(
    ({ places }) => places.length > 0,
  );
  const here = groups.flatMap(({ places }) => places).find((place) => isAt(place.path, path));
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
            {groups.map((group, at) => (
              <Group {...group} folds={at > 0 && group.places.length >= FOLDED_FROM} path={path} />
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

interface GroupProps {
  readonly id: string;
  readonly name: Spoken<string>;
  readonly places: readonly Place[];
  readonly folds: boolean;
  readonly path: string;
}

/** Places that belong together: in the row, or behind their name. */
function Group({ id, name, places, folds, path }: GroupProps) {
  const title = useWords(name);
  const heading = `desk-group-${id}`;
  const links = (
    <ul aria-labelledby={folds ? undefined : heading}>
      {places.map((place) => (
        <li>
          <a class="desk-link" href={place.path} aria-current={isAt(place.path, path) ? 'page' : undefined}>
            {useWords(place.name)}
            {place.path === LIBRARY_PATH && <ScriptCount />}
          </a>
        </li>
      ))}
    </ul>
  );
  if (!folds)
    return (
      <div class="desk-group">
        <span class="desk-group-name" id={heading}>
          {title}
        </span>
        {links}
      </div>
    );
  return (
    // One name for all of them: opening one closes the other.
    <details class="desk-group" name="desk-group">
      <summary class="desk-link" aria-current={places.some((place) => isAt(place.path, path)) ? 'true' : undefined}>
        {title}
      </summary>
      {links}
    </details>
  );
}
