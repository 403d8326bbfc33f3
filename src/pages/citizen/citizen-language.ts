import type { Context } from 'hono';
import { getCookie } from 'hono/cookie';
import type { DeskLanguage } from '../console/language.tsx';

/** The languages of the citizens' pages. Not the desk's cookie: an officer's console is not turned by what he tried on a page. */
export type CitizenLanguage = DeskLanguage;
export const SPEAKS = 'speaks';

/**
 * As he has chosen by the button. Not as his device asks: telephones of old people are set up by others, and whoever never chose is
 * answered in the language in which he writes.
 */
export function citizenLanguage(context: Context): CitizenLanguage {
  return getCookie(context, SPEAKS) === 'en' ? 'en' : 'zh-CN';
}
