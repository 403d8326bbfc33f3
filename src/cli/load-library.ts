import { readFileSync } from 'node:fs';
import { AppError } from '../errors.ts';
import { decodeArtefact } from '../library/artefact.ts';
import type { Library } from '../library/library.ts';
import { LIBRARY_FILE } from './paths.ts';

/** @throws AppError `library.artefact` with what to do when it is missing or damaged. */
export function loadLibrary(): Promise<Library> {
  return decodeArtefact(readArtefact());
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
