/**
 * Standard Webhooks (https://www.standardwebhooks.com): `v1,` and the HMAC-SHA256 of `id.timestamp.body` in base64, under a
 * secret that is written as `whsec_` and base64. Several signatures stand beside each other while a key is changed.
 */
export interface SignatureHeaders {
  readonly 'webhook-id': string;
  /** Seconds since 1970 UTC. */
  readonly 'webhook-timestamp': string;
  readonly 'webhook-signature': string;
}

export type Proof = 'proven' | 'stale' | 'wrong';

const PREFIX = 'whsec_';
const SECRET_BYTES = 32;
/** Milliseconds that clocks may differ, and that a message may be on its way. */
export const REPLAY_WINDOW = 5 * 60_000;
const LONGEST_ID = 200;
const ID = /^[\x21-\x7e]+$/;
/** More than a sender with two keys sends. */
const MOST_SIGNATURES = 5;

/** @param random fills the bytes */
export function newSecret(random: (bytes: Uint8Array<ArrayBuffer>) => Uint8Array<ArrayBuffer>): string {
  return PREFIX + toBase64(random(new Uint8Array(SECRET_BYTES)));
}

/** @param secrets all in use: signed with each @param now milliseconds since 1970 UTC */
export async function signWebhook(secrets: readonly string[], id: string, body: string, now: number): Promise<SignatureHeaders> {
  const timestamp = String(Math.floor(now / 1000));
  const content = encode(`${id}.${timestamp}.${body}`);
  const signatures = await Promise.all(
    secrets.map(async (secret) => {
      const key = await keyOf(secret);
      return key ? [`v1,${toBase64(new Uint8Array(await crypto.subtle.sign('HMAC', key, content)))}`] : [];
    }),
  );
  return { 'webhook-id': id, 'webhook-timestamp': timestamp, 'webhook-signature': signatures.flat().join(' ') };
}

/**
 * Of the raw body, before anything of it is believed.
 * @param secrets that may have signed it
 * @param now milliseconds since 1970 UTC
 */
export async function verifyWebhook(
  secrets: readonly string[],
  headers: Readonly<Partial<Record<keyof SignatureHeaders, string | null | undefined>>>,
  body: Uint8Array<ArrayBuffer>,
  now: number,
): Promise<Proof> {
  const [id, timestamp, written] = [headers['webhook-id'], headers['webhook-timestamp'], headers['webhook-signature']];
  if (!id || id.length > LONGEST_ID || !ID.test(id) || !timestamp || !/^\d{1,12}$/.test(timestamp) || !written) return 'wrong';
  const head = encode(`${id}.${timestamp}.`);
  const content = new Uint8Array(head.length + body.length);
  content.set(head);
  content.set(body, head.length);
  const signatures = written
    .split(' ')
    .slice(0, MOST_SIGNATURES)
    .flatMap((one) => (one.startsWith('v1,') ? [fromBase64(one.slice(3))] : []))
    .filter((bytes) => bytes !== null);
  for (const secret of secrets) {
    const key = await keyOf(secret);
    if (!key) continue;
    // Compares in constant time.
    for (const signature of signatures)
      if (await crypto.subtle.verify('HMAC', key, signature, content))
        return Math.abs(now - Number(timestamp) * 1000) <= REPLAY_WINDOW ? 'proven' : 'stale';
  }
  return 'wrong';
}

/** null: what is no secret signs and proves nothing; a key in its place would be one that everybody knows. */
async function keyOf(secret: string): Promise<CryptoKey | null> {
  const raw = secret.startsWith(PREFIX) ? fromBase64(secret.slice(PREFIX.length)) : null;
  if (!raw) return null;
  return crypto.subtle.importKey('raw', raw, { name: 'HMAC', hash: 'SHA-256' }, false, ['sign', 'verify']);
}

function encode(text: string): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(text);
}

function toBase64(bytes: Uint8Array): string {
  let binary = '';
  for (const byte of bytes) binary += String.fromCharCode(byte);
  return btoa(binary);
}

function fromBase64(text: string): Uint8Array<ArrayBuffer> | null {
  if (!/^[A-Za-z0-9+/]{4,200}={0,2}$/.test(text)) return null;
  try {
    return Uint8Array.from(atob(text), (char) => char.charCodeAt(0));
  } catch {
    return null;
  }
}
