import type { Context } from 'hono';
import type { PageDeps } from '../citizen/page-deps.ts';
import { readForm } from '../citizen/read-form.ts';
import { keepPreferences, readPreferences } from '../citizen/session.ts';
import { keepDeskLanguage } from './language.tsx';

/** `POST /console/preferences`: text size, colours, language; and back to where he was. */
export function saveDeskPreferences(deps: PageDeps) {
  return async (context: Context): Promise<Response> => {
    const { text, theme, language } = await readForm(context);
    const before = readPreferences(context);
    keepPreferences(context, deps.config, {
      large: text === 'large' || (text !== 'normal' && before.large),
      theme: theme === 'dark' || theme === 'light' ? theme : before.theme,
    });
    if (language === 'en' || language === 'zh-CN') keepDeskLanguage(context, deps.config, language);
    return context.redirect(pageOf(context), 303);
  };
}

/** Only a page of our own desk. */
function pageOf(context: Context): string {
  const from = context.req.header('referer') ?? '';
  if (!URL.canParse(from)) return '/console';
  const { host, pathname, search } = new URL(from);
  return host === context.req.header('host') && pathname.startsWith('/console') ? pathname + search : '/console';
}
