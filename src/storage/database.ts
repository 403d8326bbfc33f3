import type { Compilable, Kysely, SelectQueryBuilder } from 'kysely';
import type { Tables } from './schema.ts';

/** The tables whose rows are read by an ever-growing number that readers keep as their cursor. */
export type Numbered = 'events' | 'audit';

/** What was written since the last time that one heard. */
export interface News {
  /** Of which conversations there are new events; empty: none. */
  readonly conversations: ReadonlySet<string>;
  /** Messages of ours that may be due. */
  readonly outbox: boolean;
}

/**
 * A database as the storage needs it. Kysely speaks to all three dialects; what they do differently stands here:
 * how several statements become one atomic step (a transaction, or D1's batch), how a unique violation looks, and what
 * becomes possible and necessary where several write at the same moment.
 */
export interface Database {
  readonly query: Kysely<Tables>;
  /**
   * For statements that decide on the very row that they change, and may come before or after whatever happens to others:
   * claims. Where several write at once these need no order among each other, and none fails another.
   */
  readonly claiming: Kysely<Tables>;
  /** All statements or none. Rejects with the driver's error; `isUniqueViolation` tells the harmless kind. */
  batch(statements: readonly Compilable[]): Promise<void>;
  isUniqueViolation(error: unknown): boolean;
  /** How this dialect writes an ever-growing number column, for the migrations. */
  readonly serial: string;
  /** How large it is, in bytes; left out where the engine does not say. */
  bytes?(): Promise<number>;
  /** How this dialect writes one of our statements that make tables; the statement is plain SQL that SQLite understands. */
  spell(statement: string): string;
  /** What is made again after every migration, as it may be another with each version. */
  readonly furnishings: readonly string[];
  /** Migrates while nobody else does: the batch that it is given has all the time that it needs. */
  alone<Result>(migrating: (batch: Database['batch']) => Promise<Result>): Promise<Result>;
  /**
   * Around the rows of `table` that a claim chooses from: leaves out what another takes at this very moment, so that two
   * workers take two rows instead of waiting for each other. Where only one writes at a time nothing is to be done.
   */
  skipLocked<DB, TB extends keyof DB, O>(chosen: SelectQueryBuilder<DB, TB, O>, table: TB & string): SelectQueryBuilder<DB, TB, O>;
  /**
   * Up to which number nothing can appear any more: who draws a number first need not be the first to be seen. Readers by
   * cursor ask before they read, and go no further.
   */
  settledUpTo(table: Numbered): Promise<number>;
  /**
   * Something was written, here or elsewhere, that live pages or senders wait for. Only a hint: whoever misses it finds it at
   * his next poll. @param listener must neither throw nor wait @returns how one stops to listen
   */
  onNews(listener: (news: News) => void): () => void;
  /** What was overwritten or deleted stands in no file of it any more, as far as nobody is reading. Left out: the engine does it itself. */
  scrub?(): Promise<void>;
  close(): Promise<void>;
}

/** Where one writes after the other, numbers are seen in the order in which they were drawn, and polls tell the news. */
export const ONE_WRITER: Pick<Database, 'spell' | 'furnishings' | 'skipLocked' | 'settledUpTo' | 'onNews'> = {
  spell: (statement) => statement,
  furnishings: [],
  skipLocked: (chosen) => chosen,
  settledUpTo: async () => Number.MAX_SAFE_INTEGER,
  onNews: () => () => undefined,
};
