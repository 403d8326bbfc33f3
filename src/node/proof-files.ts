import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { z } from 'zod';

/** What the backup programs leave behind in DATA_DIR; nothing of it is anybody's. */
const backup = z.looseObject({ at: z.iso.datetime({ offset: true }).or(z.number().int().positive()) });
const proof = z.looseObject({
  ...backup.shape,
  backup: z.string().optional(),
  tables: z.number().int().min(0),
  rows: z.number().int().min(0),
});

export interface RestoreProof {
  /** Milliseconds since 1970 UTC. */
  readonly at: number;
  readonly tables: number;
  readonly rows: number;
}

/** `last-backup.json`: when the last backup was made, milliseconds since 1970 UTC; null: never, or the file cannot be read. */
export function lastBackup(dataDir: string): number | null {
  const found = read(dataDir, 'last-backup.json', backup);
  return found === null ? null : momentOf(found.at);
}

/** `last-restore-proof.json`: when a backup was last restored on trial, and what came out of it. A restore without rows proves nothing. */
export function lastRestoreProof(dataDir: string): RestoreProof | null {
  const found = read(dataDir, 'last-restore-proof.json', proof);
  if (found === null || found.tables === 0 || found.rows === 0) return null;
  return { at: momentOf(found.at), tables: found.tables, rows: found.rows };
}

function momentOf(at: string | number): number {
  return typeof at === 'number' ? at : Date.parse(at);
}

function read<Shape>(dataDir: string, name: string, schema: z.ZodType<Shape>): Shape | null {
  const path = join(resolve(dataDir), name);
  if (!existsSync(path)) return null;
  try {
    return schema.safeParse(JSON.parse(readFileSync(path, 'utf8'))).data ?? null;
  } catch {
    return null;
  }
}
