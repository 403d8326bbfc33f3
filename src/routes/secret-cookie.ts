import type { Context } from 'hono';
import { deleteCookie, getCookie, setCookie } from 'hono/cookie';
import type { CookieOptions } from 'hono/utils/cookie';
import type { Config } from '../config.ts';

/**
 * Cookies that open something. Over TLS their names begin with `__Host-`: browsers take such a cookie only from this very
 * host, encrypted and for all paths, so that nobody on a neighbouring name can put his own session under somebody's feet.
 * Over plain HTTP, which is for this machine alone, browsers would refuse the prefix.
 */
interface SecretCookie {
  readonly name: string;
  /** Where it is sent to without TLS. */
  readonly path: string;
  readonly sameSite: 'Strict' | 'Lax';
}

export function readSecretCookie(context: Context, config: Config, { name }: SecretCookie): string | undefined {
  return (isHttps(context, config) ? getCookie(context, name, 'host') : getCookie(context, name)) || undefined;
}

/** @param seconds that the browser keeps it */
export function keepSecretCookie(context: Context, config: Config, cookie: SecretCookie, value: string, seconds: number): void {
  setCookie(context, cookie.name, value, { ...options(context, config, cookie), maxAge: seconds });
}

export function forgetSecretCookie(context: Context, config: Config, cookie: SecretCookie): void {
  const { prefix, ...rest } = options(context, config, cookie);
  deleteCookie(context, prefix ? `__Host-${cookie.name}` : cookie.name, rest);
}

/** Behind a trusted proxy the proxy knows how the citizen came. */
export function isHttps(context: Context, { TRUST_PROXY }: Pick<Config, 'TRUST_PROXY'>): boolean {
  if (TRUST_PROXY > 0 && context.req.header('x-forwarded-proto') === 'https') return true;
  return context.req.url.startsWith('https://');
}

function options(context: Context, config: Config, { path, sameSite }: SecretCookie): CookieOptions {
  return isHttps(context, config)
    ? { path: '/', httpOnly: true, sameSite, secure: true, prefix: 'host' }
    : { path, httpOnly: true, sameSite };
}
