import { AppError } from '../errors.ts';
import { hotlineDate } from '../hotline-time.ts';
import { encodeArtefact } from '../library/artefact.ts';
import type { ReleaseEntry } from '../library/ledger.ts';
import { isSigned, type ReleaseKey, signRelease } from '../library/release-signature.ts';
import type { SourceFiles } from '../library/sources.ts';
import type { Storage } from '../storage/storage.ts';
import { nextVersion } from './content-diff.ts';
import { decodeKept } from './decode-kept.ts';
import type { BuildReport } from './workshop.ts';

export interface NamingDeps {
  readonly storage: Pick<Storage, 'keptReleases' | 'keepRelease' | 'keepSources' | 'readRelease'>;
  /** Whose releases are believed. */
  readonly keys: readonly ReleaseKey[];
  readonly signing: Signing;
  readonly now: () => number;
  /** Between two pieces, for whoever is being answered meanwhile. */
  readonly pause: () => Promise<void>;
}
export interface Signing {
  /** PKCS #8 in base64; empty: this program does not sign. */
  readonly key: string;
  /** Empty: the public key that fits. */
  readonly id: string;
}

/** What has passed and becomes a release when somebody publishes it. */
export interface Candidate {
  readonly base: string;
  readonly bump: BuildReport['bump'];
  readonly checksum: string;
  readonly payload: Uint8Array<ArrayBuffer>;
  readonly tree: SourceFiles;
  readonly entry: Pick<ReleaseEntry, 'counts' | 'changes' | 'metrics'>;
}

/**
 * Which of the public keys belongs to the private one.
 * @returns null when there is no private key
 * @throws AppError `library.signing-key` when it belongs to none that is believed
 */
export async function signerOf({ key, id }: Signing, keys: readonly ReleaseKey[]): Promise<string | null> {
  if (key === '') return null;
  const probe = { version: '0.0.0', checksum: '' };
  for (const known of keys) {
    if (id !== '' && known.id !== id) continue;
    if (await isSigned(probe, await signRelease(probe, known.id, key), keys)) return known.id;
  }
  throw new AppError(
    'library.signing-key',
    'LIBRARY_SIGNING_KEY belongs to no key that is believed: add the public one to LIBRARY_PUBLIC_KEYS, and its name to LIBRARY_SIGNING_KEY_ID',
    409,
  );
}

/** Bytes of a piece, as in everything that is kept while citizens are answered. */
const PIECE = 96_000;

/**
 * Signs it and keeps it under the next free number, with the files that it was made of. Kept is not put to work.
 * What is kept already under another number stays what it is called.
 * @returns what it is called
 */
export async function keepCandidate(deps: NamingDeps, candidate: Candidate, signer: string): Promise<string> {
  const { storage, keys, signing, now, pause } = deps;
  const { base, bump, checksum, payload, tree, entry } = candidate;
  for (let version = nextVersion(base, bump); ; version = nextVersion(version, bump)) {
    const kept = await storage.keptReleases();
    const same = kept.find((release) => release.checksum === checksum);
    if (same) {
      await storage.keepSources(same.version, tree, pause);
      return same.version;
    }
    if (kept.some((release) => release.version === version)) continue;
    const signature = await signRelease({ version, checksum }, signer, signing.key);
    const line: ReleaseEntry = { version, checksum, date: hotlineDate(now()), ...entry, signature };
    const artefact = encodeArtefact({ version, signature }, checksum, payload);
    if (!(await storage.keepRelease({ version, checksum, entry: JSON.stringify(line) }, piecesOf(artefact), pause))) continue;
    // What lies there is what will be loaded everywhere.
    if ((await decodeKept(storage, version, keys)).version !== version)
      throw new AppError('library.kept-otherwise', `release ${version} was not kept as it was built; change the draft and build again`);
    await storage.keepSources(version, tree, pause);
    return version;
  }
}

function* piecesOf(bytes: Uint8Array): Generator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += PIECE) yield bytes.subarray(at, at + PIECE);
}
