import { AppError } from '../errors.ts';
import { toBase64 } from './base64.ts';
import { AES_SUITE, type Bytes, Cipher, type CipherSuite, parseSealed, SealingKey } from './cipher.ts';

/**
 * Envelope encryption: every person has a key of his own, wrapped by the master key. Erasing the wrapped key
 * erases everything that was sealed with it; a backup made before still holds the key until it is thrown away.
 */
export interface Sealer {
  newPersonKey(): Promise<{ key: SealingKey; wrapped: string }>;
  unwrap(wrapped: string): Promise<SealingKey>;
  seal(key: SealingKey, text: string): Promise<string>;
  /** @throws AppError `storage.sealed` when the key does not fit or the text was changed. */
  open(key: SealingKey, sealed: string): Promise<string>;
  sealBytes(key: SealingKey, bytes: Bytes): Promise<string>;
  openBytes(key: SealingKey, sealed: string): Promise<Bytes>;
  /** What is nobody's: under a key of the program's own. */
  sealOwn(text: string): Promise<string>;
  openOwn(sealed: string): Promise<string>;
  /** Keyed hash: equal texts give equal hashes, and nobody without the key can guess a text by trying. */
  fingerprint(text: string): Promise<string>;
  /** What everything that was wrapped or sealed under today's master key begins with. */
  readonly ownPrefix: string;
  /** The same key under today's master key. */
  rewrap(wrapped: string): Promise<string>;
}

/** What fingerprints are made with. It outlives the master key: another one would find nothing that was noted before. */
export interface FingerprintKey {
  readonly suite: string;
  /** 32 bytes. */
  readonly secret: Bytes;
}

export interface SealerOptions {
  /** Master key of before, 64 hexadecimal digits: opens, and seals nothing. */
  readonly oldMasterKey?: string | undefined;
  /** Left out: the one that belongs to the master key. */
  readonly fingerprintKey?: FingerprintKey | undefined;
  /** The first one seals, all of them open. */
  readonly suites?: readonly [CipherSuite, ...CipherSuite[]] | undefined;
}

const UNWRAPPED_KEPT = 2000;
/** Of the 44 characters of base64; 132 bits. */
const FINGERPRINT_LENGTH = 22;
/** Hexadecimal digits. */
const NAME_LENGTH = 8;

interface Master {
  /** Says which one it is and nothing about it. */
  readonly id: string;
  wrapping(suite: CipherSuite): Promise<SealingKey>;
  own(suite: CipherSuite): Promise<SealingKey>;
}

/** @param masterKey 64 hexadecimal digits */
export async function createSealer(masterKey: string, options: SealerOptions = {}): Promise<Sealer> {
  const { oldMasterKey, suites = [AES_SUITE] } = options;
  const cipher = new Cipher(suites);
  const today = await masterOf(masterKey);
  const masters = oldMasterKey === undefined ? [today] : [today, await masterOf(oldMasterKey)];
  const fingerprints = options.fingerprintKey ?? (await fingerprintKeyOf(masterKey));
  const signing = cipher.suiteOf(fingerprints.suite);
  const unwrapped = new Map<string, SealingKey>();

  const remember = (wrapped: string, key: SealingKey): SealingKey => {
    if (unwrapped.size >= UNWRAPPED_KEPT) unwrapped.delete(unwrapped.keys().next().value as string);
    unwrapped.set(wrapped, key);
    return key;
  };

  /** With the master key that it names; with each of them where it names none. */
  async function openUnder(kind: 'wrapping' | 'own', sealed: string): Promise<Bytes> {
    const { suite, keyId } = parseSealed(sealed);
    const fitting = masters.filter(({ id }) => keyId === null || keyId === id);
    let refused: unknown = new AppError('storage.sealed', 'a sealed value belongs to a master key that this program does not have');
    for (const master of fitting) {
      try {
        return await cipher.open(await master[kind](cipher.suiteOf(suite)), sealed);
      } catch (error) {
        refused = error;
      }
    }
    throw refused;
  }
  const sealUnder = async (kind: 'wrapping' | 'own', plain: Bytes): Promise<string> =>
    cipher.seal(await today[kind](cipher.suite), plain, today.id);

  return {
    async newPersonKey() {
      const secret = crypto.getRandomValues(new Uint8Array(32));
      const wrapped = await sealUnder('wrapping', secret);
      return { key: remember(wrapped, new SealingKey(secret)), wrapped };
    },
    async unwrap(wrapped) {
      return unwrapped.get(wrapped) ?? remember(wrapped, new SealingKey(await openUnder('wrapping', wrapped)));
    },
    seal: (key, text) => cipher.seal(key, new TextEncoder().encode(text)),
    open: async (key, sealed) => new TextDecoder().decode(await cipher.open(key, sealed)),
    sealBytes: (key, bytes) => cipher.seal(key, bytes),
    openBytes: (key, sealed) => cipher.open(key, sealed),
    sealOwn: (text) => sealUnder('own', new TextEncoder().encode(text)),
    openOwn: async (sealed) => new TextDecoder().decode(await openUnder('own', sealed)),
    fingerprint: async (text) =>
      toBase64(await signing.sign(fingerprints.secret, new TextEncoder().encode(text))).slice(0, FINGERPRINT_LENGTH),
    ownPrefix: cipher.prefix(today.id),
    rewrap: async (wrapped) => sealUnder('wrapping', await openUnder('wrapping', wrapped)),
  };
}

/** The one that a database has had since it was made with this master key. @param masterKey 64 hexadecimal digits */
export async function fingerprintKeyOf(masterKey: string): Promise<FingerprintKey> {
  return { suite: AES_SUITE.id, secret: await AES_SUITE.derive(fromHex(masterKey), 'fingerprint') };
}

async function masterOf(masterKey: string): Promise<Master> {
  const secret = fromHex(masterKey);
  const derived = (purpose: string) => {
    const keys = new Map<string, Promise<SealingKey>>();
    return (suite: CipherSuite): Promise<SealingKey> => {
      const known = keys.get(suite.id);
      if (known) return known;
      const key = suite.derive(secret, purpose).then((bytes) => new SealingKey(bytes));
      keys.set(suite.id, key);
      return key;
    };
  };
  const name = await AES_SUITE.derive(secret, 'name');
  return {
    id: [...name.subarray(0, NAME_LENGTH / 2)].map((byte) => byte.toString(16).padStart(2, '0')).join(''),
    wrapping: derived('wrap-person-key'),
    own: derived('own-secrets'),
  };
}

function fromHex(text: string): Bytes {
  return Uint8Array.from(text.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
}
