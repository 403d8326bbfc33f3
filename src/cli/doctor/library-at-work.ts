import { decodeArtefact } from '../../library/artefact.ts';
import type { TrainedLibrary } from '../../library/library.ts';
import type { ReleaseKey } from '../../library/release-signature.ts';
import type { Storage } from '../../storage/storage.ts';

/**
 * The release that the servers judge by: the newest one that was put to work and not refused.
 * @param keys whose releases are believed
 * @param own the one that was built, which is at work where no other is
 */
export async function libraryAtWork(
  storage: Pick<Storage, 'newestActivation' | 'readRelease'>,
  own: TrainedLibrary,
  keys: readonly ReleaseKey[],
): Promise<TrainedLibrary> {
  const activation = await storage.newestActivation();
  if (!activation || activation.refused !== null || activation.version === own.version) return own;
  const bytes = await storage.readRelease(activation.version);
  return bytes ? decodeArtefact(bytes, keys) : own;
}
