import { Secret, TOTP } from 'otpauth';

/** What the officer's telephone shows. @param now milliseconds since 1970 UTC */
export function codeAt(secret: string, now: number): string {
  return new TOTP({ secret: Secret.fromBase32(secret), algorithm: 'SHA1', digits: 6, period: 30 }).generate({ timestamp: now });
}
