import type { Context, MiddlewareHandler } from 'hono';
import type { Config } from '../config.ts';
import { isHttps } from './secret-cookie.ts';

/** No inline script or style, nothing from elsewhere, no framing. */
const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "connect-src 'self'",
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
  "manifest-src 'self'",
].join('; ');

/** What no page of ours asks for, so that no script in it could. */
const PERMISSIONS_POLICY = ['camera', 'display-capture', 'geolocation', 'microphone', 'payment', 'usb']
  .map((name) => `${name}=()`)
  .join(', ');

/** Where all of it is said what is done with somebody's words, for whoever meets no page of ours (RFC 6903, 4). */
const PRIVACY_POLICY = '</privacy>; rel="privacy-policy"';

/** Half a year. Only where the citizen came encrypted: browsers ignore it elsewhere, and no proxy shall be made to promise it. */
const TRANSPORT = ['Strict-Transport-Security', 'max-age=15552000; includeSubDomains'] as const;

/**
 * What every response carries. A plain table, because the most frequent answers are made with it at once: to put fourteen
 * headers on a finished response takes longer than all else that Hono does for a request.
 */
export const SECURITY_HEADERS: Readonly<Record<string, string>> = {
  'Content-Security-Policy': CONTENT_SECURITY_POLICY,
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
  Link: PRIVACY_POLICY,
  'Origin-Agent-Cluster': '?1',
  'Permissions-Policy': PERMISSIONS_POLICY,
  'Referrer-Policy': 'no-referrer',
  'X-Content-Type-Options': 'nosniff',
  'X-DNS-Prefetch-Control': 'off',
  'X-Download-Options': 'noopen',
  'X-Frame-Options': 'DENY',
  'X-Permitted-Cross-Domain-Policies': 'none',
  'X-XSS-Protection': '0',
};

/**
 * What a verdict carries: JSON that no browser shows as a page, so whatever concerns scripts, frames and downloads of a
 * page is said by one policy that allows nothing.
 */
export const DATA_HEADERS: Readonly<Record<string, string>> = {
  'Content-Type': 'application/json',
  'Content-Security-Policy': "default-src 'none'; frame-ancestors 'none'",
  'Cross-Origin-Resource-Policy': 'same-origin',
  Link: PRIVACY_POLICY,
  'Referrer-Policy': 'no-referrer',
  'X-Content-Type-Options': 'nosniff',
};

const ENCRYPTED_DATA_HEADERS = { ...DATA_HEADERS, [TRANSPORT[0]]: TRANSPORT[1] };

/** As `DATA_HEADERS`, with what is said over TLS alone. */
export function dataHeaders(context: Context, config: Config): Readonly<Record<string, string>> {
  return isHttps(context, config) ? ENCRYPTED_DATA_HEADERS : DATA_HEADERS;
}

/** For routes that do not answer with them themselves. */
export function securityHeaders(config: Config): MiddlewareHandler {
  return async (context, next) => {
    await next();
    for (const name in SECURITY_HEADERS) context.res.headers.set(name, SECURITY_HEADERS[name] as string);
    if (isHttps(context, config)) context.res.headers.set(...TRANSPORT);
  };
}
