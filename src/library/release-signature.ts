import { AppError } from '../errors.ts';

/** Ed25519 (RFC 8032) over what a release is called and what it is made of. */
export interface ReleaseSignature {
  /** Which public key it belongs to. */
  readonly key: string;
  /** 64 bytes in base64. */
  readonly value: string;
}
export interface ReleaseKey {
  readonly id: string;
  /** 32 bytes in base64. */
  readonly publicKey: string;
}
interface Signed {
  readonly version: string;
  /** SHA-256 of the artefact's payload, hexadecimal. */
  readonly checksum: string;
}

const ALGORITHM = 'Ed25519';

/** Is it signed by the key that it names, and do we know that key? */
export async function isSigned(release: Signed, signature: ReleaseSignature | undefined, keys: readonly ReleaseKey[]): Promise<boolean> {
  const known = keys.find(({ id }) => id === signature?.key);
  if (!signature || !known) return false;
  try {
    const key = await crypto.subtle.importKey('raw', bytesOf(known.publicKey), ALGORITHM, false, ['verify']);
    return await crypto.subtle.verify(ALGORITHM, key, bytesOf(signature.value), signedBytes(release));
  } catch {
    // A key or a signature that is none signs nothing.
    return false;
  }
}

/**
 * @param privateKey PKCS #8 in base64, as `newReleaseKey` makes it
 * @throws AppError `library.signing-key`
 */
export async function signRelease(release: Signed, keyId: string, privateKey: string): Promise<ReleaseSignature> {
  let key: CryptoKey;
  try {
    key = await crypto.subtle.importKey('pkcs8', bytesOf(privateKey), ALGORITHM, false, ['sign']);
  } catch (cause) {
    throw new AppError('library.signing-key', 'the signing key is not readable: it must be PKCS #8 in base64', 400, { cause });
  }
  return { key: keyId, value: textOf(new Uint8Array(await crypto.subtle.sign(ALGORITHM, key, signedBytes(release)))) };
}

/** A new pair: the public half for the program, the private half for whoever releases. */
export async function newReleaseKey(): Promise<{ readonly publicKey: string; readonly privateKey: string }> {
  const pair = (await crypto.subtle.generateKey(ALGORITHM, true, ['sign', 'verify'])) as CryptoKeyPair;
  const half = async (format: 'raw' | 'pkcs8', key: CryptoKey) => textOf(new Uint8Array(await crypto.subtle.exportKey(format, key)));
  return { publicKey: await half('raw', pair.publicKey), privateKey: await half('pkcs8', pair.privateKey) };
}

function signedBytes({ version, checksum }: Signed): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(`scam patterns ${version}\nsha256 ${checksum}\n`);
}

function bytesOf(base64: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(base64), (char) => char.charCodeAt(0));
}

function textOf(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes));
}
