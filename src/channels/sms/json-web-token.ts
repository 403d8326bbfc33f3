import { z } from 'zod';
import { isOneOf } from '../constant-time.ts';
import { signaturesOf } from './shared-secret.ts';

/** Clocks differ. Seconds. */
const LEEWAY = 60;
const LONGEST_TOKEN = 8 * 1024;

/** No other algorithm, whatever the token says of itself, and no extension that we would have to understand. */
const header = z.object({ alg: z.literal('HS256'), crit: z.undefined().optional() });
const claims = z.object({
  aud: z.union([z.string(), z.array(z.string())]),
  iss: z.string(),
  exp: z.number(),
  nbf: z.number().nullish(),
});

export interface ExpectedToken {
  readonly secrets: readonly string[];
  readonly audiences: readonly string[];
  readonly issuers: readonly string[];
  /** Milliseconds since 1970 UTC. */
  readonly now: number;
}

/** A JSON Web Token signed with HMAC-SHA256 (RFC 7519, RFC 7515). One that never ends proves nothing. */
export function isValidToken(token: string, expected: ExpectedToken): boolean {
  if (token.length > LONGEST_TOKEN) return false;
  const parts = token.split('.');
  const [head = '', payload = '', signature] = parts;
  if (
    parts.length !== 3 ||
    !isOneOf(
      signature,
      signaturesOf(expected.secrets, () => [`${head}.${payload}`], 'base64url'),
    )
  )
    return false;
  const checked = claims.safeParse(decoded(payload));
  if (!header.safeParse(decoded(head)).success || !checked.success) return false;
  const { aud, iss, exp, nbf } = checked.data;
  const now = Math.floor(expected.now / 1000);
  return (
    [aud].flat().some((audience) => expected.audiences.includes(audience)) &&
    expected.issuers.includes(iss) &&
    now <= exp + LEEWAY &&
    now >= (nbf ?? 0) - LEEWAY
  );
}

function decoded(part: string): unknown {
  try {
    return JSON.parse(Buffer.from(part, 'base64url').toString());
  } catch {
    return null;
  }
}
