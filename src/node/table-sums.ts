import { createHash } from 'node:crypto';
import type { DatabaseSync } from 'node:sqlite';

/** How many rows a table has, and a SHA-256 over all of them in the order in which they lie. */
interface TableSum {
  readonly rows: number;
  readonly sha256: string;
}
export type TableSums = Readonly<Record<string, TableSum>>;

/** Of every table, columns by name; two files with equal sums hold the same. @param noted hears how many rows were read, and of how many */
export function tableSums(database: DatabaseSync, noted: (rows: number, of: number) => void): TableSums {
  const sums: Record<string, TableSum> = {};
  const names = tableNames(database);
  const all = names.reduce((total, table) => total + Number(database.prepare(`SELECT count(*) AS n FROM "${table}"`).get()?.n), 0);
  let read = 0;
  for (const table of names) {
    const hash = createHash('sha256');
    let rows = 0;
    const statement = database.prepare(`SELECT * FROM "${table}"`);
    // Numbers above 2^53 would be refused otherwise.
    statement.setReadBigInts(true);
    for (const row of statement.iterate()) {
      hash.update(JSON.stringify(row, plainly)).update('\n');
      rows++;
      noted(++read, all);
    }
    sums[table] = { rows, sha256: hash.digest('hex') };
  }
  return sums;
}

/** The tables in which the two differ. */
export function differingTables(one: TableSums, other: TableSums): readonly string[] {
  return [...new Set([...Object.keys(one), ...Object.keys(other)])]
    .filter((table) => one[table]?.rows !== other[table]?.rows || one[table]?.sha256 !== other[table]?.sha256)
    .sort();
}

export function countRows(sums: TableSums): number {
  return Object.values(sums).reduce((rows, sum) => rows + sum.rows, 0);
}

export function tableNames(database: DatabaseSync): readonly string[] {
  return database
    .prepare("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite@_%' ESCAPE '@' ORDER BY name")
    .all()
    .map(({ name }) => String(name));
}

/** A number, a text of the same digits and bytes must not look alike. */
function plainly(_: string, value: unknown): unknown {
  if (typeof value === 'bigint') return { number: String(value) };
  if (value instanceof Uint8Array) return { bytes: Buffer.from(value).toString('base64') };
  return value;
}
