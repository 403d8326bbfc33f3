import { existsSync } from 'node:fs';
import { DatabaseSync, type StatementSync } from 'node:sqlite';
import { AppError } from '../../errors.ts';
import { type ColumnKind, type DataEnd, type MovedTable, NOT_MOVED, quoted, type Row, type Value } from './data-end.ts';

const KINDS: Readonly<Record<string, ColumnKind>> = { INTEGER: 'whole', BIGINT: 'whole', REAL: 'fraction', TEXT: 'text' };

/**
 * A file of SQLite, for us alone until we close it: while a server has it open we are refused, and while we have it open a
 * server is.
 * @throws AppError `database.missing`, `move.in-use`
 */
export function openSqliteEnd(path: string): DataEnd {
  if (!existsSync(path)) throw new AppError('database.missing', `there is no database at ${path}`);
  const file = new DatabaseSync(path, { enableForeignKeyConstraints: false });
  try {
    file.exec('PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE; COMMIT; PRAGMA synchronous = NORMAL');
  } catch (cause) {
    file.close();
    throw new AppError('move.in-use', `a server, or another program, has ${path} open: stop it first, and leave it stopped`, 500, {
      cause,
    });
  }
  const prepared = new Map<string, StatementSync>();
  const prepare = (sql: string): StatementSync => {
    const known = prepared.get(sql);
    if (known) return known;
    const statement = file.prepare(sql.replaceAll(/\$(\d+)/g, '?$1'));
    statement.setReadBigInts(true);
    statement.setReturnArrays(true);
    prepared.set(sql, statement);
    return statement;
  };
  const run = async (sql: string, values: readonly Value[] = []): Promise<readonly Row[]> =>
    (prepare(sql).all(...values) as unknown as readonly unknown[][]).map((row) => row.map(asText));
  const inserts = new Map<string, StatementSync>();
  return {
    name: `sqlite:${path}`,
    run,
    async atomically(work) {
      file.exec('BEGIN IMMEDIATE');
      try {
        await work();
        file.exec('COMMIT');
      } catch (error) {
        if (file.isTransaction) file.exec('ROLLBACK');
        throw error;
      }
    },
    async tables() {
      const names = await run("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite@_%' ESCAPE '@' ORDER BY name");
      return names.flatMap(([name]) => (name && !NOT_MOVED.has(name) ? [tableOf(file, name)] : []));
    },
    async insert(table, rows) {
      const { name, columns } = table;
      const sql = `INSERT INTO ${quoted(name)} (${columns.map((column) => quoted(column.name)).join()}) VALUES (${columns.map(() => '?').join()})`;
      const statement = inserts.get(sql) ?? file.prepare(sql);
      inserts.set(sql, statement);
      for (const row of rows) statement.run(...row.map((value, place) => asStored(value, columns[place]?.kind)));
    },
    async drawn() {
      return new Map((await run('SELECT name, seq FROM sqlite_sequence')).map(([name, seq]) => [String(name), BigInt(seq ?? 0)]));
    },
    async drawFrom(table, last) {
      await run('DELETE FROM sqlite_sequence WHERE name = $1', [table]);
      await run('INSERT INTO sqlite_sequence (name, seq) VALUES ($1, $2)', [table, last]);
    },
    restLinks: async () => undefined,
    async wakeLinks() {
      const [found] = await run('PRAGMA foreign_key_check');
      if (found) throw new AppError('move.dangling', `a row of ${found[0]} refers to a row of ${found[2]} that is not there`);
    },
    async settle() {
      // What was committed is on the disk from here on; before, a power cut takes the last pages and their notes together.
      await run('PRAGMA wal_checkpoint(TRUNCATE)');
    },
    async close() {
      file.close();
    },
  };
}

function tableOf(file: DatabaseSync, name: string): MovedTable {
  const columns = file.prepare(`PRAGMA table_info(${quoted(name)})`).all();
  return {
    name,
    columns: columns
      .map((column) => {
        const kind = KINDS[String(column.type)];
        if (!kind) throw new AppError('move.column', `${name}.${column.name} is of a kind that cannot be moved: ${column.type}`);
        return { name: String(column.name), kind };
      })
      .sort((a, b) => (a.name < b.name ? -1 : 1)),
    key: columns
      .filter(({ pk }) => Number(pk) > 0)
      .sort((a, b) => Number(a.pk) - Number(b.pk))
      .map((column) => String(column.name)),
  };
}

/** PostgreSQL's texts know no zero character; there it is kept as U+FFFD, so it is that on both sides. */
function asText(value: unknown): string | null {
  if (value === null) return null;
  if (value instanceof Uint8Array) throw new AppError('move.column', 'there are bytes in a column that should hold a text');
  const text = String(value);
  return text.includes('\0') ? text.replaceAll('\0', '\u{FFFD}') : text;
}

function asStored(value: string | null, kind: ColumnKind | undefined): string | number | bigint | null {
  if (value === null || kind === 'text') return value;
  return kind === 'whole' ? BigInt(value) : Number(value);
}
