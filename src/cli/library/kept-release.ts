import { decodeKept } from '../../librarian/decode-kept.ts';
import type { TrainedLibrary } from '../../library/library.ts';
import type { Storage } from '../../storage/storage.ts';
import { keysOfSettings } from '../read-settings.ts';

const ENOUGH_ACTIVATIONS = 1000;

/** The newest release that was put to work until then and could be loaded. @param until milliseconds since 1970 UTC */
export async function versionAtWork(storage: Storage, until = Number.POSITIVE_INFINITY): Promise<string | null> {
  const activations = await storage.listActivations(ENOUGH_ACTIVATIONS);
  return activations.find(({ refused, at }) => refused === null && at <= until)?.version ?? null;
}

/** @throws AppError `library.unknown-release`, `library.artefact`, `library.unsigned` */
export async function loadKept(storage: Storage, version: string): Promise<TrainedLibrary> {
  return decodeKept(storage, version, keysOfSettings());
}
