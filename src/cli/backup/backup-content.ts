import { closeSync, fsyncSync, openSync, readSync, writeSync } from 'node:fs';
import { z } from 'zod';
import { AppError } from '../../errors.ts';

/** What stands in a backup before the database itself, sealed with it. */
const manifestSchema = z.strictObject({
  /** When it was made, milliseconds since 1970 UTC. */
  at: z.int(),
  /** Bytes of the database behind it. */
  bytes: z.int().min(0),
  migrations: z.array(z.string()),
  tables: z.record(z.string(), z.strictObject({ rows: z.int(), sha256: z.string() })),
});
export type BackupManifest = z.output<typeof manifestSchema>;

const PIECE = 1024 * 1024;
const LENGTH_BYTES = 4;

/** Manifest and database, as pieces for the file. @param noted hears how many bytes of the database were read so far */
export function* backupContent(manifest: BackupManifest, databaseFile: string, noted: (bytes: number) => void): Generator<Buffer> {
  const text = Buffer.from(JSON.stringify(manifest));
  const length = Buffer.alloc(LENGTH_BYTES);
  length.writeUInt32BE(text.length);
  yield Buffer.concat([length, text]);
  const file = openSync(databaseFile, 'r');
  try {
    for (let done = 0; ; noted(done)) {
      const piece = Buffer.alloc(PIECE);
      const size = readSync(file, piece);
      if (size === 0) return;
      done += size;
      yield piece.subarray(0, size);
    }
  } finally {
    closeSync(file);
  }
}

/**
 * The other way round: writes the database to a new file and returns the manifest.
 * @param pieces of an authenticated file
 * @param noted hears how many bytes of the database are written, and of how many
 * @throws AppError `backup.damaged`
 */
export function unpackContent(pieces: Iterable<Buffer>, databaseFile: string, noted: (bytes: number, of: number) => void): BackupManifest {
  let manifest: BackupManifest | null = null;
  let waiting: Buffer = Buffer.alloc(0);
  let written = 0;
  const file = openSync(databaseFile, 'wx', 0o600);
  try {
    for (const piece of pieces) {
      waiting = waiting.length === 0 ? piece : Buffer.concat([waiting, piece]);
      if (!manifest) {
        if (waiting.length < LENGTH_BYTES) continue;
        const end = LENGTH_BYTES + waiting.readUInt32BE(0);
        if (waiting.length < end) continue;
        manifest = manifestSchema.parse(JSON.parse(waiting.toString('utf8', LENGTH_BYTES, end)));
        waiting = waiting.subarray(end);
      }
      for (let done = 0; done < waiting.length; ) done += writeSync(file, waiting, done);
      written += waiting.length;
      waiting = Buffer.alloc(0);
      noted(written, manifest.bytes);
    }
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
  if (manifest?.bytes !== written) throw new AppError('backup.damaged', 'this backup does not hold what it says: use another one');
  return manifest;
}
