import { AppError } from '../errors.ts';
import { decodeArtefact } from '../library/artefact.ts';
import type { Library } from '../library/library.ts';
import type { Storage } from '../storage/storage.ts';

const ENOUGH_ACTIVATIONS = 1000;

/** The newest release that was put to work until then and could be loaded. @param until milliseconds since 1970 UTC */
export async function versionAtWork(storage: Storage, until = Number.POSITIVE_INFINITY): Promise<string | null> {
  const activations = await storage.listActivations(ENOUGH_ACTIVATIONS);
  return activations.find(({ refused, at }) => refused === null && at <= until)?.version ?? null;
}

/** @throws AppError `library.unknown-release`, `library.artefact`, `library.unsigned` */
export async function loadKept(storage: Storage, version: string): Promise<Library> {
  const artefact = await storage.readRelease(version);
  if (!artefact)
    throw new AppError('library.unknown-release', `the database does not keep a release ${version}; see npm run library -- releases`, 404);
  return decodeArtefact(artefact);
}
