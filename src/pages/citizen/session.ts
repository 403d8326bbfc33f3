import type { Context } from 'hono';
import { deleteCookie, getCookie, setCookie } from 'hono/cookie';
import type { CookieOptions } from 'hono/utils/cookie';
import type { Config } from '../../config.ts';

/** What the browser keeps for us: the conversation's token and how the page is to look. */
const CONVERSATION = 'conversation';
const TEXT = 'text';
const THEME = 'theme';
const THIRTY_DAYS = 30 * 24 * 60 * 60;
const YEAR = 365 * 24 * 60 * 60;

export interface Preferences {
  readonly large: boolean;
  /** null: as the device is set. */
  readonly theme: 'light' | 'dark' | null;
}

export function conversationToken(context: Context): string | undefined {
  return getCookie(context, CONVERSATION) || undefined;
}

export function keepConversation(context: Context, config: Config, token: string): void {
  setCookie(context, CONVERSATION, token, { ...cookieOptions(context, config), maxAge: THIRTY_DAYS });
}

export function forgetConversation(context: Context, config: Config): void {
  deleteCookie(context, CONVERSATION, cookieOptions(context, config));
}

export function readPreferences(context: Context): Preferences {
  const theme = getCookie(context, THEME);
  return { large: getCookie(context, TEXT) === 'large', theme: theme === 'light' || theme === 'dark' ? theme : null };
}

export function keepPreferences(context: Context, config: Config, { large, theme }: Preferences): void {
  const options = { ...cookieOptions(context, config), maxAge: YEAR };
  setCookie(context, TEXT, large ? 'large' : 'normal', options);
  if (theme) setCookie(context, THEME, theme, options);
}

function cookieOptions(context: Context, config: Config): CookieOptions {
  return { path: '/', httpOnly: true, sameSite: 'Lax', secure: isHttps(context, config) };
}

/** Behind a trusted proxy the proxy knows how the citizen came. */
export function isHttps(context: Context, { TRUST_PROXY }: Config): boolean {
  if (TRUST_PROXY > 0 && context.req.header('x-forwarded-proto') === 'https') return true;
  return new URL(context.req.url).protocol === 'https:';
}
