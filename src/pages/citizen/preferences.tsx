import type { Context } from 'hono';
import { type FormPage, PreferencesForm } from './header.tsx';
import type { PageDeps } from './page-deps.ts';
import { readForm } from './read-form.ts';
import { keepPreferences, type Preferences, readPreferences } from './session.ts';
import { wantsFragment } from './wants-fragment.ts';

/** Where the form stands; never an address that came with it. */
const PAGES = { home: '/', guide: '/help' } as const satisfies Record<FormPage, string>;

/** `POST /preferences`: large text, dark or light; kept in cookies so that the server draws the page right at once. */
export function savePreferences(deps: PageDeps) {
  return async (context: Context): Promise<Response> => {
    const { text, theme, page: sent } = await readForm(context);
    const page: FormPage = sent === 'guide' ? sent : 'home';
    const before = readPreferences(context);
    const preferences: Preferences = {
      large: text === 'large' || (text !== 'normal' && before.large),
      theme: theme === 'dark' || theme === 'light' ? theme : before.theme,
    };
    keepPreferences(context, deps.config, preferences);
    if (!wantsFragment(context)) return context.redirect(PAGES[page], 303);
    const shown = { text: preferences.large ? 'large' : 'normal', theme: preferences.theme ?? 'auto' };
    context.header('HX-Trigger', JSON.stringify({ preferences: shown }));
    return context.html(<PreferencesForm preferences={preferences} page={page} />);
  };
}
