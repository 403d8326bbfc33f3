/**
 * One end of a move: a database as rows of plain texts, the same in every engine. A whole number is its digits, a fraction the
 * shortest decimal that means it, a text itself; so two ends can be compared to the bit without knowing each other.
 */
export type Row = readonly (string | null)[];

export interface MovedTable {
  readonly name: string;
  /** By name, so that both ends have them in one order. */
  readonly columns: readonly { readonly name: string; readonly kind: ColumnKind }[];
  /** The columns of the primary key, in its order. */
  readonly key: readonly string[];
}
export type ColumnKind = 'whole' | 'fraction' | 'text';

/** `$1`, `$2` … are the values. */
type Run = (sql: string, values?: readonly Value[]) => Promise<readonly Row[]>;
export type Value = string | bigint | null;

export interface DataEnd {
  /** What people are told; never a password. */
  readonly name: string;
  readonly run: Run;
  /** All that is run inside, or nothing. */
  atomically(work: () => Promise<void>): Promise<void>;
  /** Every table of the schema as the database itself knows it, but for what the move keeps of itself. */
  tables(): Promise<readonly MovedTable[]>;
  insert(table: MovedTable, rows: readonly Row[]): Promise<void>;
  /** The greatest number that was ever drawn for a table which numbers its rows; none is given twice, also not after a purge. */
  drawn(): Promise<ReadonlyMap<string, bigint>>;
  /** The next one is greater. */
  drawFrom(table: string, last: bigint): Promise<void>;
  /** Rows come table by table, and some refer to rows of their own table: what refers to what is looked at in the end. */
  restLinks(): Promise<void>;
  /** Looks at all of them, and from now on at each. @throws AppError `move.dangling` */
  wakeLinks(): Promise<void>;
  /** What the engine wants after so many new rows. */
  settle(): Promise<void>;
  close(): Promise<void>;
}

/** What a move keeps of itself in the target until it is whole: where it comes from, how far it has come, and what rests. */
export const JOURNAL = 'moving_house';
/** What both ends have of their own. */
export const NOT_MOVED: ReadonlySet<string> = new Set([JOURNAL, 'schema_migrations']);

export function quoted(name: string): string {
  return `"${name}"`;
}
