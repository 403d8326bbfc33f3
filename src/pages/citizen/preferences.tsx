import type { Context } from 'hono';
import { Speaking } from '../console/language.tsx';
import { type FormPage, PreferencesForm } from './header.tsx';
import type { PageDeps } from './page-deps.ts';
import { readForm } from './read-form.ts';
import { keepLanguage, keepPreferences, type Preferences, readPreferences } from './session.ts';
import { wantsFragment } from './wants-fragment.ts';

/** Where the form stands; never an address that came with it. */
const PAGES = { home: '/', guide: '/help' } as const satisfies Record<FormPage, string>;

/** `POST /preferences`: large text, dark or light; kept in cookies so that the server draws the page right at once. */
export function savePreferences(deps: PageDeps) {
  return async (context: Context): Promise<Response> => {
    const { text, theme, page: sent, language } = await readForm(context);
    if (language === 'en' || language === 'zh-CN') {
      keepLanguage(context, deps.config, language);
      return context.redirect(pageOf(context), 303);
    }
    const page: FormPage = sent === 'guide' ? sent : 'home';
    const before = readPreferences(context);
    const preferences: Preferences = {
      ...before,
      large: text === 'large' || (text !== 'normal' && before.large),
      theme: theme === 'dark' || theme === 'light' ? theme : before.theme,
    };
    keepPreferences(context, deps.config, preferences);
    if (!wantsFragment(context)) return context.redirect(PAGES[page], 303);
    const shown = { text: preferences.large ? 'large' : 'normal', theme: preferences.theme ?? 'auto' };
    context.header('HX-Trigger', JSON.stringify({ preferences: shown }));
    return context.html(
      <Speaking value={preferences.language}>
        <PreferencesForm preferences={preferences} page={page} />
      </Speaking>,
    );
  };
}

/** Where a page stands that is the answer to a form. */
const FORMS: Readonly<Record<string, string>> = {
  '/message': '/',
  '/lookup/report': '/lookup',
  '/lookup/dispute': '/lookup',
  '/me/profile': '/me/data',
};

/** Only a page of our own for citizens, with what its address carries: a link that is used once must not be lost on the way. */
function pageOf(context: Context): string {
  const from = context.req.header('referer') ?? '';
  if (!URL.canParse(from)) return '/';
  const { host, pathname, search } = new URL(from);
  return host === context.req.header('host') && !pathname.startsWith('//') ? (FORMS[pathname] ?? `${pathname}${search}`) : '/';
}
