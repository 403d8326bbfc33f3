import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { decodeArtefact } from '../src/library/artefact.ts';
import type { TrainedLibrary } from '../src/library/library.ts';

export const ROOT = fileURLToPath(new URL('..', import.meta.url));

/** The library as `npm test` has just built it. */
export function loadLibraryForTests(): Promise<TrainedLibrary> {
  return decodeArtefact(new Uint8Array(readFileSync(join(ROOT, 'dist', 'library.bin'))));
}
