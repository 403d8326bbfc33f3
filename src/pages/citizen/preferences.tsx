import type { Context } from 'hono';
import { Speaking } from '../console/language.tsx';
import { type FormPage, PreferencesForm } from './header.tsx';
import type { PageDeps } from './page-deps.ts';
import { readForm } from './read-form.ts';
import { keepLanguage, keepPreferences, type Preferences, readPreferences } from './session.ts';
import { wantsFragment } from './wants-fragment.ts';

/** Where the form stands: told by its name, not by an address that came with it, where there is one. */
const PAGES = { home: '/', guide: '/help' } as const satisfies Record<Exclude<FormPage, 'here'>, string>;

/** `POST /preferences`: large text, dark or light; kept in cookies so that the server draws the page right at once. */
export function savePreferences(deps: PageDeps) {
  return async (context: Context): Promise<Response> => {
    const { text, theme, page: sent, language } = await readForm(context);
    if (language === 'en' || language === 'zh-CN') {
      keepLanguage(context, deps.config, language);
      return context.redirect(pageOf(context), 303);
    }
    const page: FormPage = sent === 'guide' || sent === 'here' ? sent : 'home';
    const before = readPreferences(context);
    const preferences: Preferences = {
      ...before,
      large: text === 'large' || (text !== 'normal' && before.large),
      theme: theme === 'dark' || theme === 'light' ? theme : before.theme,
    };
    keepPreferences(context, deps.config, preferences);
    if (!wantsFragment(context)) return context.redirect(page === 'here' ? pageOf(context) : PAGES[page], 303);
    const shown = { text: preferences.large ? 'large' : 'normal', theme: preferences.theme ?? 'auto' };
    context.header('HX-Trigger', JSON.stringify({ preferences: shown }));
    return context.html(
      <Speaking value={preferences.language}>
        <PreferencesForm preferences={preferences} page={page} />
      </Speaking>,
    );
  };
}

/** Where a page stands that is the answer to a form at an address that has none of its own. */
const FORMS: readonly (readonly [form: RegExp, page: string])[] = [
  [/^\/message$/, '/'],
  [/^\/lookup\/(?:report|dispute)$/, '/lookup'],
  [/^\/me\/(?:profile|consents)$/, '/me/data'],
  [/^\/stop-loss\/([^/]+)\/[^/]+$/, '/stop-loss/$1'],
  [/^\/trade\/ask$/, '/trade'],
  [/^\/trade\/defaults$/, '/trade/file'],
  [/^\/trade\/defaults\/([^/]+)\/[^/]+$/, '/trade/defaults/$1'],
];

/** Only a page of our own for citizens, with what its address carries: a link that is used once must not be lost on the way. */
function pageOf(context: Context): string {
  const from = context.req.header('referer') ?? '';
  if (!URL.canParse(from)) return '/';
  const { host, pathname, search } = new URL(from);
  if (host !== context.req.header('host') || pathname.startsWith('//')) return '/';
  const [form, page] = FORMS.find(([path]) => path.test(pathname)) ?? [];
  return form && page ? pathname.replace(form, page) : `${pathname}${search}`;
}
