import { AppError } from '../errors.ts';
import { decodeArtefact } from '../library/artefact.ts';
import type { TrainedLibrary } from '../library/library.ts';
import type { ReleaseKey } from '../library/release-signature.ts';
import type { Storage } from '../storage/storage.ts';

/**
 * A release that the database keeps, in memory.
 * @param keys whose releases are believed
 * @throws AppError `library.unknown-release`, `library.artefact`, `library.unsigned`
 */
export async function decodeKept(
  storage: Pick<Storage, 'readRelease'>,
  version: string,
  keys: readonly ReleaseKey[],
): Promise<TrainedLibrary> {
  const artefact = await storage.readRelease(version);
  if (!artefact)
    throw new AppError('library.unknown-release', `the database does not keep a release ${version}; see npm run library -- releases`, 404);
  return decodeArtefact(artefact, keys);
}
