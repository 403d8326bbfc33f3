import { AppError } from '../errors.ts';
import { fromBase64, toBase64 } from './base64.ts';

export type Bytes = Uint8Array<ArrayBuffer>;

/**
 * One family of algorithms. Its id stands in front of everything that it seals, so that another family (SM3 and SM4, say) can
 * seal what comes and what was sealed before stays readable.
 */
export interface CipherSuite {
  /** Lower-case letters and digits. */
  readonly id: string;
  /** 32 bytes for one purpose, always the same from the same secret. */
  derive(secret: Bytes, purpose: string): Promise<Bytes>;
  /** Whatever the two below work with. @param secret 32 bytes */
  importKey(secret: Bytes): Promise<unknown>;
  /** Authenticated, never the same twice. */
  encrypt(key: unknown, plain: Bytes): Promise<Bytes>;
  /** Rejects when the key is another one or a bit was changed. */
  decrypt(key: unknown, sealed: Bytes): Promise<Bytes>;
  /** What equal texts are found by, and what shows that evidence was not changed. @param secret 32 bytes */
  sign(secret: Bytes, text: Bytes): Promise<Bytes>;
}

const AES = 'AES-GCM';
const NONCE_BYTES = 12;
/** Every message is signed with the same key. */
const signing = new WeakMap<Bytes, Promise<CryptoKey>>();

/** AES-256-GCM (NIST SP 800-38D) with a random 96-bit nonce in front, HKDF and HMAC with SHA-256 (RFC 5869, RFC 2104). */
export const AES_SUITE: CipherSuite = {
  id: 'a1',
  async derive(secret, purpose) {
    const material = await crypto.subtle.importKey('raw', secret, 'HKDF', false, ['deriveBits']);
    const info = new TextEncoder().encode(purpose);
    return new Uint8Array(await crypto.subtle.deriveBits({ name: 'HKDF', hash: 'SHA-256', salt: new Uint8Array(), info }, material, 256));
  },
  importKey: (secret) => crypto.subtle.importKey('raw', secret, AES, false, ['encrypt', 'decrypt']),
  async encrypt(key, plain) {
    const nonce = crypto.getRandomValues(new Uint8Array(NONCE_BYTES));
    const sealed = new Uint8Array(await crypto.subtle.encrypt({ name: AES, iv: nonce }, key as CryptoKey, plain));
    const joined = new Uint8Array(NONCE_BYTES + sealed.length);
    joined.set(nonce);
    joined.set(sealed, NONCE_BYTES);
    return joined;
  },
  decrypt: async (key, sealed) =>
    new Uint8Array(
      await crypto.subtle.decrypt({ name: AES, iv: sealed.subarray(0, NONCE_BYTES) }, key as CryptoKey, sealed.subarray(NONCE_BYTES)),
    ),
  async sign(secret, text) {
    const key = signing.get(secret) ?? crypto.subtle.importKey('raw', secret, { name: 'HMAC', hash: 'SHA-256' }, false, ['sign']);
    signing.set(secret, key);
    return new Uint8Array(await crypto.subtle.sign('HMAC', await key, text));
  },
};

/** A secret of 32 bytes and what each suite makes of it. Shows nothing of itself when it is printed. */
export class SealingKey {
  readonly #secret: Bytes;
  readonly #imported = new Map<string, Promise<unknown>>();
  constructor(secret: Bytes) {
    this.#secret = secret;
  }
  in(suite: CipherSuite): Promise<unknown> {
    const known = this.#imported.get(suite.id);
    if (known) return known;
    const imported = suite.importKey(this.#secret);
    this.#imported.set(suite.id, imported);
    return imported;
  }
}

/** `suite.base64`, or `suite.key.base64` where the key has a name. Without a suite: AES, as everything was before suites had names. */
export interface Sealed {
  readonly suite: string;
  readonly keyId: string | null;
  readonly body: string;
}

export function parseSealed(text: string): Sealed {
  const parts = text.split('.');
  const body = parts.pop() ?? '';
  return { suite: parts[0] ?? AES_SUITE.id, keyId: parts[1] ?? null, body };
}

/** What one or several suites seal and open. The first one seals; all of them open. */
export class Cipher {
  readonly #suites: ReadonlyMap<string, CipherSuite>;
  readonly suite: CipherSuite;
  constructor(suites: readonly [CipherSuite, ...CipherSuite[]]) {
    this.#suites = new Map([AES_SUITE, ...suites].map((suite) => [suite.id, suite]));
    this.suite = suites[0];
  }

  suiteOf(id: string): CipherSuite {
    const suite = this.#suites.get(id);
    if (!suite) throw new AppError('storage.sealed', 'a value was sealed by algorithms that this program does not have');
    return suite;
  }

  async seal(key: SealingKey, plain: Bytes, keyId?: string): Promise<string> {
    const sealed = await this.suite.encrypt(await key.in(this.suite), plain);
    return `${this.prefix(keyId)}${toBase64(sealed)}`;
  }

  prefix(keyId?: string): string {
    return keyId === undefined ? `${this.suite.id}.` : `${this.suite.id}.${keyId}.`;
  }

  /** @throws AppError `storage.sealed` when the key does not fit or the text was changed. */
  async open(key: SealingKey, text: string): Promise<Bytes> {
    try {
      const { suite: id, body } = parseSealed(text);
      const suite = this.suiteOf(id);
      return await suite.decrypt(await key.in(suite), fromBase64(body));
    } catch (cause) {
      throw new AppError(
        'storage.sealed',
        'a sealed value cannot be opened: the master key is another one, or the value was changed',
        500,
        {
          cause,
        },
      );
    }
  }
}
