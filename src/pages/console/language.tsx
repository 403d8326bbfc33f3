import type { Context } from 'hono';
import { getCookie, setCookie } from 'hono/cookie';
import { createContext, useContext } from 'hono/jsx';
import type { Config } from '../../config.ts';
import { isHttps } from '../../routes/secret-cookie.ts';

/** Pages speak two languages. The desk's is chosen here, citizens' in citizen-language.ts; what is said to citizens is not touched by it. */
export type DeskLanguage = 'zh-CN' | 'en';
export type Spoken<Words> = Readonly<Record<DeskLanguage, Words>>;

const COOKIE = 'language';
const YEAR = 365 * 24 * 60 * 60;
const SpokenHere = createContext<DeskLanguage>('zh-CN');

/** Around a page, or a part of one, that is to speak it. */
export const Speaking = SpokenHere.Provider;

/** The words of a component in the language of the page around it. */
export function useWords<Words>(words: Spoken<Words>): Words {
  return words[useContext(SpokenHere)];
}

/** For code beside components: what a form that failed says. */
export function deskLanguage(context: Context): DeskLanguage {
  return getCookie(context, COOKIE) === 'en' ? 'en' : 'zh-CN';
}

export function keepDeskLanguage(context: Context, config: Config, language: DeskLanguage): void {
  setCookie(context, COOKIE, language, {
    path: '/console',
    httpOnly: true,
    sameSite: 'Lax',
    secure: isHttps(context, config),
    maxAge: YEAR,
  });
}
