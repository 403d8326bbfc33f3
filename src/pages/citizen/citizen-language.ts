import type { Context } from 'hono';
import { getCookie } from 'hono/cookie';
import type { DeskLanguage } from '../console/language.tsx';

/** The languages of the citizens' pages. Not the desk's cookie: an officer's console is not turned by what he tried on a page. */
export type CitizenLanguage = DeskLanguage;
export const SPEAKS = 'speaks';

/** As he has chosen; else as his device asks. */
export function citizenLanguage(context: Context): CitizenLanguage {
  const chosen = getCookie(context, SPEAKS);
  if (chosen === 'en' || chosen === 'zh-CN') return chosen;
  return readsEnglishAlone(context.req.header('accept-language') ?? '') ? 'en' : 'zh-CN';
}

/**
 * English is named and no Chinese: a device that has Chinese on its list, in whatever place, belongs to somebody who may read it,
 * and old people's telephones are set up by others.
 */
export function readsEnglishAlone(accepted: string): boolean {
  const names = accepted.split(',').map((part) => (part.split(/[;-]/)[0] ?? '').trim().toLowerCase());
  return names.includes('en') && !names.some((name) => name === 'zh' || name === 'yue');
}
