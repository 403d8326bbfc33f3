import { closeSync, openSync, readFileSync, readSync } from 'node:fs';
import { createDetector, type ReleaseDetector } from '../detection/detector.ts';
import { AppError } from '../errors.ts';
import { decodeArtefact } from '../library/artefact.ts';
import type { TrainedLibrary } from '../library/library.ts';
import type { ReleaseKey } from '../library/release-signature.ts';
import { keptTables } from './kept-tables.ts';
import { LIBRARY_FILE } from './paths.ts';

/**
 * @param keys whose releases are believed
 * @throws AppError `library.artefact` with what to do when it is missing or damaged.
 */
export async function loadLibrary(keys: readonly ReleaseKey[]): Promise<TrainedLibrary> {
  return decodeArtefact(readArtefact(), keys);
}

/** The detector of the compiled library. @param keys whose releases are believed @throws AppError as `loadLibrary` */
export async function loadDetector(keys: readonly ReleaseKey[]): Promise<ReleaseDetector> {
  const library = await loadLibrary(keys);
  return createDetector(library, keptTables(library));
}

/** The compiled library, byte for byte. @throws AppError `library.artefact` */
export function readArtefact(): Uint8Array<ArrayBuffer> {
  try {
    const { buffer, byteOffset, byteLength } = readFileSync(LIBRARY_FILE);
    // The same memory: it is large.
    return new Uint8Array(buffer, byteOffset, byteLength);
  } catch (cause) {
    throw new AppError('library.artefact', `there is no compiled library at ${LIBRARY_FILE}: run npm run build`, 500, { cause });
  }
}

/** Bytes: little at a time, so that what is done with a piece holds up nobody. */
const PIECE = 96_000;

/** The compiled library a piece at a time: it is large. */
export function* artefactPieces(): Generator<Uint8Array> {
  const file = openSync(LIBRARY_FILE, 'r');
  try {
    for (;;) {
      const piece = new Uint8Array(PIECE);
      const size = readSync(file, piece);
      if (size === 0) return;
      yield piece.subarray(0, size);
    }
  } finally {
    closeSync(file);
  }
}
