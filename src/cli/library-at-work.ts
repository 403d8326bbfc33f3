import { decodeArtefact } from '../library/artefact.ts';
import type { Library } from '../library/library.ts';
import type { Storage } from '../storage/storage.ts';
import { believedKeys } from './believed-keys.ts';
import { loadLibrary } from './load-library.ts';

/** The release that the servers judge by: the newest one that was put to work and not refused, else the one that was built. */
export async function libraryAtWork(storage: Pick<Storage, 'newestActivation' | 'readRelease'>): Promise<Library> {
  const own = await loadLibrary();
  const activation = await storage.newestActivation();
  if (!activation || activation.refused !== null || activation.version === own.version) return own;
  const bytes = await storage.readRelease(activation.version);
  return bytes ? decodeArtefact(bytes, believedKeys()) : own;
}
