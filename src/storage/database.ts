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
  /** How large it is, in bytes; left out where the engine does not say. */
  bytes?(): Promise<number>;
  close(): Promise<void>;
}
