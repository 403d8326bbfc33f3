import type { Compilable, Kysely } from 'kysely';
import type { Tables } from './schema.ts';

/**
 * A database as the storage needs it. Kysely speaks to all three dialects; what they do differently stands here:
 * how several statements become one atomic step (a transaction, or D1's batch), and how a unique violation looks.
 */
export interface Database {
  readonly query: Kysely<Tables>;
  /** All statements or none. Rejects with the driver's error; `isUniqueViolation` tells the harmless kind. */
  batch(statements: readonly Compilable[]): Promise<void>;
  isUniqueViolation(error: unknown): boolean;
  /** How this dialect writes an ever-growing number column, for the migrations. */
  readonly serial: string;
  /** What was overwritten or deleted stands in no file of it any more, as far as nobody is reading. Left out: the engine does it itself. */
  scrub?(): Promise<void>;
  close(): Promise<void>;
}
