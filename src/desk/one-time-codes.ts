import { Secret, TOTP } from 'otpauth';

const PERIOD_SECONDS = 30;
/** Steps before and behind that are taken as well: telephones' clocks are off. */
const WINDOW = 1;
const SECRET_BYTES = 20;

/** Six digits that change every thirty seconds (RFC 6238), as every authenticator app makes them. */
export interface Authenticator {
  /** Base32, to be typed where no camera is. */
  readonly secret: string;
  /** `otpauth://…`, what a QR code carries. */
  readonly address: string;
}

/** @param service such as 湖州反诈一哥 */
export function newAuthenticator(service: string, name: string): Authenticator {
  return authenticatorOf(new Secret({ size: SECRET_BYTES }).base32, service, name);
}

/** The same again, for a page that is shown a second time. */
export function authenticatorOf(secret: string, service: string, name: string): Authenticator {
  return { secret, address: totpOf(secret, service, name).toString() };
}

/** One that `newAuthenticator` could have made. */
export function isSecret(text: string): boolean {
  return /^[A-Z2-7]{32}$/.test(text);
}

/**
 * Which thirty seconds the code belongs to, counted from 1970; null when it is wrong. A step that was used before must be
 * refused by the caller, so that a code that somebody overlooked opens nothing.
 * @param now milliseconds since 1970 UTC
 */
export function stepOf(code: string, secret: string, now: number): number | null {
  const digits = code.replace(/\s/g, '');
  if (!/^\d{6}$/.test(digits)) return null;
  const delta = totpOf(secret, '', '').validate({ token: digits, timestamp: now, window: WINDOW });
  return delta === null ? null : Math.floor(now / 1000 / PERIOD_SECONDS) + delta;
}

function totpOf(secret: string, issuer: string, label: string): TOTP {
  return new TOTP({ issuer, label, secret: Secret.fromBase32(secret), algorithm: 'SHA1', digits: 6, period: PERIOD_SECONDS });
}
