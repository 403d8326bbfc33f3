import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { crc32 } from 'node:zlib';
import { packTables, unpackTables } from '../detection/packed-tables.ts';
import { makeTables, type Tables } from '../detection/tables.ts';
import type { TrainedLibrary } from '../library/library.ts';
import { TABLES_FILE } from './paths.ts';

/**
 * The tables of the compiled library beside it, so that no start has to make them. A line that says whose they are and what
 * they add up to, filled up with blanks; then the tables.
 */
const LINE = 128;

/** Replaces them in one step: whoever reads has the old ones or the new ones, whole. */
export function keepTables(library: TrainedLibrary, file = TABLES_FILE): void {
  const packed = packTables(makeTables(library));
  const temporary = `${file}.${process.pid}`;
  writeFileSync(temporary, Buffer.concat([Buffer.from(lineOf(library, packed)), packed]));
  renameSync(temporary, file);
}

/** @returns undefined where there are none of this very library, or they were damaged: they are made again then */
export function keptTables(library: Pick<TrainedLibrary, 'checksum'>, file = TABLES_FILE): Tables | undefined {
  const { buffer, byteOffset, byteLength } = readOrNothing(file);
  if (byteLength <= LINE) return undefined;
  const line = Buffer.from(buffer, byteOffset, LINE).toString();
  const packed = new Uint8Array(buffer, byteOffset + LINE, byteLength - LINE);
  return line === lineOf(library, packed) ? unpackTables(packed) : undefined;
}

function lineOf({ checksum }: Pick<TrainedLibrary, 'checksum'>, packed: Uint8Array): string {
  return `${checksum} ${crc32(packed)}`.padEnd(LINE);
}

function readOrNothing(file: string): Buffer<ArrayBuffer> {
  try {
    return readFileSync(file);
  } catch {
    return Buffer.alloc(0);
  }
}
