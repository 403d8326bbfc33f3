import { createHmac } from 'node:crypto';

/**
 * The signatures that count: one for each secret. An empty secret, as a setting that was left blank gives it, signs
 * nothing: anybody knows it.
 * @param secrets text as UTF-8, or bytes
 */
export function signaturesOf(
  secrets: readonly (string | Uint8Array)[],
  content: (secret: string | Uint8Array) => readonly (string | Uint8Array)[],
  encoding: 'hex' | 'base64' | 'base64url',
  hash: 'sha1' | 'sha256' = 'sha256',
): string[] {
  return secrets
    .filter((secret) => secret.length > 0)
    .map((secret) => {
      const hmac = createHmac(hash, secret);
      for (const part of content(secret)) hmac.update(part);
      return hmac.digest(encoding);
    });
}

/** Longer ago, or further ahead, is a replay or a wrong clock. Seconds. */
export const WINDOW_SECONDS = 5 * 60;

/** @param seconds since 1970 UTC, as the platform wrote them @param now milliseconds since 1970 UTC */
export function isRecent(seconds: string, now: number): boolean {
  if (!/^\d{1,12}$/.test(seconds)) return false;
  return Math.abs(Math.floor(now / 1000) - Number(seconds)) <= WINDOW_SECONDS;
}
