import { AppError } from '../errors.ts';
import { fromBase64, toBase64 } from './base64.ts';

/**
 * Envelope encryption: every person has a key of his own, wrapped by the master key. Erasing the wrapped key
 * erases everything that was sealed with it; a backup made before still holds the key until it is thrown away. AES-256-GCM, 96-bit random nonce in front.
 */
export interface Sealer {
  newPersonKey(): Promise<{ key: CryptoKey; wrapped: string }>;
  unwrap(wrapped: string): Promise<CryptoKey>;
  seal(key: CryptoKey, text: string): Promise<string>;
  /** @throws AppError `storage.sealed` when the key does not fit or the text was changed. */
  open(key: CryptoKey, sealed: string): Promise<string>;
  sealBytes(key: CryptoKey, bytes: Uint8Array<ArrayBuffer>): Promise<string>;
  openBytes(key: CryptoKey, sealed: string): Promise<Uint8Array<ArrayBuffer>>;
  /** What is nobody's: under a key of the program's own. */
  sealOwn(text: string): Promise<string>;
  openOwn(sealed: string): Promise<string>;
  /** Keyed hash: equal texts give equal hashes, and nobody without the master key can guess a text by trying. */
  fingerprint(text: string): Promise<string>;
}

const AES = 'AES-GCM';
const NONCE_BYTES = 12;
const UNWRAPPED_KEPT = 2000;

/** @param masterKey 64 hexadecimal digits */
export async function createSealer(masterKey: string): Promise<Sealer> {
  const bytes = fromHex(masterKey);
  const material = await crypto.subtle.importKey('raw', bytes, 'HKDF', false, ['deriveKey']);
  const derive = (purpose: string, algorithm: AesKeyGenParams | HmacKeyGenParams, usages: KeyUsage[]) =>
    crypto.subtle.deriveKey(
      { name: 'HKDF', hash: 'SHA-256', salt: new Uint8Array(), info: new TextEncoder().encode(purpose) },
      material,
      algorithm,
      false,
      usages,
    );
  const wrapping = await derive('wrap-person-key', { name: AES, length: 256 }, ['encrypt', 'decrypt']);
  const own = await derive('own-secrets', { name: AES, length: 256 }, ['encrypt', 'decrypt']);
  const hashing = await derive('fingerprint', { name: 'HMAC', hash: 'SHA-256', length: 256 }, ['sign']);
  const unwrapped = new Map<string, CryptoKey>();

  const remember = (wrapped: string, key: CryptoKey): CryptoKey => {
    if (unwrapped.size >= UNWRAPPED_KEPT) unwrapped.delete(unwrapped.keys().next().value as string);
    unwrapped.set(wrapped, key);
    return key;
  };
  return {
    async newPersonKey() {
      const raw = crypto.getRandomValues(new Uint8Array(32));
      const key = await importAes(raw);
      const wrapped = await encrypt(wrapping, raw);
      return { key: remember(wrapped, key), wrapped };
    },
    async unwrap(wrapped) {
      return unwrapped.get(wrapped) ?? remember(wrapped, await importAes(await decrypt(wrapping, wrapped)));
    },
    seal: (key, text) => encrypt(key, new TextEncoder().encode(text)),
    open: async (key, sealed) => new TextDecoder().decode(await decrypt(key, sealed)),
    sealBytes: encrypt,
    openBytes: decrypt,
    sealOwn: (text) => encrypt(own, new TextEncoder().encode(text)),
    openOwn: async (sealed) => new TextDecoder().decode(await decrypt(own, sealed)),
    async fingerprint(text) {
      const mac = await crypto.subtle.sign('HMAC', hashing, new TextEncoder().encode(text));
      return toBase64(new Uint8Array(mac)).slice(0, 22);
    },
  };
}

function importAes(raw: Uint8Array<ArrayBuffer>): Promise<CryptoKey> {
  return crypto.subtle.importKey('raw', raw, AES, false, ['encrypt', 'decrypt']);
}

async function encrypt(key: CryptoKey, plain: Uint8Array<ArrayBuffer>): Promise<string> {
  const nonce = crypto.getRandomValues(new Uint8Array(NONCE_BYTES));
  const sealed = new Uint8Array(await crypto.subtle.encrypt({ name: AES, iv: nonce }, key, plain));
  const joined = new Uint8Array(NONCE_BYTES + sealed.length);
  joined.set(nonce);
  joined.set(sealed, NONCE_BYTES);
  return toBase64(joined);
}

async function decrypt(key: CryptoKey, text: string): Promise<Uint8Array<ArrayBuffer>> {
  try {
    const joined = fromBase64(text);
    return new Uint8Array(
      await crypto.subtle.decrypt({ name: AES, iv: joined.subarray(0, NONCE_BYTES) }, key, joined.subarray(NONCE_BYTES)),
    );
  } catch (cause) {
    throw new AppError('storage.sealed', 'a sealed value cannot be opened: the master key is another one, or the value was changed', 500, {
      cause,
    });
  }
}

function fromHex(text: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(text.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
}
