import type { Context } from 'hono';
import { getCookie, setCookie } from 'hono/cookie';
import type { CookieOptions } from 'hono/utils/cookie';
import type { Config } from '../../config.ts';
import { forgetSecretCookie, isHttps, keepSecretCookie, readSecretCookie } from '../../routes/secret-cookie.ts';
import { type CitizenLanguage, citizenLanguage, SPEAKS } from './citizen-language.ts';

/** What the browser keeps for us: the conversation's token and how the page is to look. */
const CONVERSATION = { name: 'conversation', path: '/', sameSite: 'Lax' } as const;
const TEXT = 'text';
const THEME = 'theme';
const THIRTY_DAYS = 30 * 24 * 60 * 60;
const YEAR = 365 * 24 * 60 * 60;

export interface Preferences {
  readonly large: boolean;
  /** null: as the device is set. */
  readonly theme: 'light' | 'dark' | null;
  readonly language: CitizenLanguage;
}
type Looks = Omit<Preferences, 'language'>;

export function conversationToken(context: Context, config: Config): string | undefined {
  return readSecretCookie(context, config, CONVERSATION);
}

export function keepConversation(context: Context, config: Config, token: string): void {
  keepSecretCookie(context, config, CONVERSATION, token, THIRTY_DAYS);
}

export function forgetConversation(context: Context, config: Config): void {
  forgetSecretCookie(context, config, CONVERSATION);
}

export function readPreferences(context: Context): Preferences {
  const theme = getCookie(context, THEME);
  return {
    large: getCookie(context, TEXT) === 'large',
    theme: theme === 'light' || theme === 'dark' ? theme : null,
    language: citizenLanguage(context),
  };
}

export function keepPreferences(context: Context, config: Config, { large, theme }: Looks): void {
  const options = { ...cookieOptions(context, config), maxAge: YEAR };
  setCookie(context, TEXT, large ? 'large' : 'normal', options);
  if (theme) setCookie(context, THEME, theme, options);
}

export function keepLanguage(context: Context, config: Config, language: CitizenLanguage): void {
  setCookie(context, SPEAKS, language, { ...cookieOptions(context, config), maxAge: YEAR });
}

function cookieOptions(context: Context, config: Config): CookieOptions {
  return { path: '/', httpOnly: true, sameSite: 'Lax', secure: isHttps(context, config) };
}
