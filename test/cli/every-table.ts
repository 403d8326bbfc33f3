import { sql } from 'kysely';
import type { Database } from '../../src/storage/database.ts';

/** What hurts on the way: quotes and braces of array literals, four-byte characters, a zero character, nothing at all. */
const TEXTS = ['plain', '他说："转到\'安全账户\'"', '{a,b}\\"\\\\', '💸', 'NULL', '', 'a\0b', '%s;--\n\r\t'];
const FRACTIONS = [0.1 + 0.2, 1e-7, 1, 1.7976931348623157e308, -2.5];
const LARGEST = 9_007_199_254_740_991;

interface Column {
  readonly name: string;
  readonly type: string;
  readonly pk: number;
  readonly notnull: number;
}

/**
 * Rows in every table of the schema, as the file itself knows it, so that a table of tomorrow is in it too. Keys and what
 * refers to them are `k0`, `k1` …, so that the references hold.
 */
export async function fillEveryTable({ query }: Pick<Database, 'query'>, rowsEach: number): Promise<readonly string[]> {
  const tables = await sql<{ name: string }>`SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%'
    AND name <> 'schema_migrations' ORDER BY name`.execute(query);
  await sql`PRAGMA foreign_keys = OFF`.execute(query);
  for (const { name: table } of tables.rows) {
    const columns = (await sql<Column>`SELECT name, type, pk, "notnull" FROM pragma_table_info(${table})`.execute(query)).rows;
    const links = await sql<{ from: string }>`SELECT "from" FROM pragma_foreign_key_list(${table})`.execute(query);
    const unique = await sql<{ name: string }>`SELECT DISTINCT column.name AS name FROM pragma_index_list(${table}) AS list,
      pragma_index_info(list.name) AS column WHERE list."unique" = 1`.execute(query);
    const named = new Set([...links.rows.map(({ from }) => from), ...unique.rows.map(({ name }) => name)]);
    for (let row = 0; row < rowsEach; row++) {
      const values = columns.map((column) => inColumn(column, row, named.has(column.name)));
      const names = columns.map(({ name }) => sql.ref(name));
      await sql`INSERT INTO ${sql.table(table)} (${sql.join(names)}) VALUES (${sql.join(values)})`.execute(query);
    }
  }
  await sql`PRAGMA foreign_keys = ON`.execute(query);
  return tables.rows.map(({ name }) => name);
}

function inColumn({ type, pk, notnull }: Column, row: number, named: boolean): string | number | null {
  if (type === 'TEXT') return named || pk > 0 ? `k${row}` : notnull === 0 && row % 3 === 0 ? null : `${TEXTS[row % TEXTS.length]}`;
  if (type === 'REAL') return FRACTIONS[row % FRACTIONS.length] ?? 0;
  return named || pk > 0 ? row + 1 : LARGEST - row;
}
