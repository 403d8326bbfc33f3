import { hash } from 'node:crypto';
import { AppError } from '../../errors.ts';
import { UNFINISHED_MOVE } from '../../storage/migrate.ts';
import { type DataEnd, JOURNAL, type MovedTable, quoted, type Row } from './data-end.ts';
import { type PageSize, readPages } from './read-pages.ts';
import { RowSum } from './row-sum.ts';

export interface Move {
  readonly from: DataEnd;
  readonly to: DataEnd;
  /** Goes on with its own copy, if one was begun. */
  readonly resume: boolean;
  readonly progress: (what: string, rows: number, of: number) => void;
  readonly pageSize?: PageSize;
}

export interface MovedRows {
  readonly table: string;
  readonly rows: number;
  readonly sum: string;
}

/** Beyond any migration: to a server the half copy is a database that it must not touch. */
const MARK = 1_000_000n;

/**
 * Copies every table, compares both sides and only then makes the target a database that a server may start on. What a crash
 * cuts off, at whatever point, is taken up behind the last page that is there: a page and the note of it are one commit.
 * @throws AppError `move.schema`, `move.unfinished`, `move.not-empty`, `move.other-source`, `move.differs`, `move.dangling`
 */
export async function moveHouse(move: Move): Promise<readonly MovedRows[]> {
  const { from, to, progress, pageSize } = move;
  const tables = await sameTables(from, to);
  await begin(move, tables);
  const all = await countAll(from, tables);
  let copied = 0;
  for (const table of tables) {
    const noted = await to.run(`SELECT value FROM ${JOURNAL} WHERE what = 'copied' AND name = $1`, [table.name]);
    const after = noted[0]?.[0] ? (JSON.parse(noted[0][0]) as Row) : null;
    if (after) copied += await count(to, table);
    for await (const page of readPages(from, table, after, pageSize)) {
      await to.atomically(async () => {
        await to.insert(table, page.rows);
        await note(to, 'copied', table.name, JSON.stringify(page.last));
      });
      copied += page.rows.length;
      progress('copying', copied, Math.max(all, copied));
    }
  }
  const moved = await compare(from, to, tables, progress);
  for (const [table, last] of await from.drawn()) await to.drawFrom(table, last);
  await to.atomically(async () => {
    await to.wakeLinks();
    await to.run(`DROP TABLE ${JOURNAL}`);
    await to.run('DELETE FROM schema_migrations WHERE name = $1', [UNFINISHED_MOVE]);
  });
  await to.settle();
  return moved;
}

/** Looks at both sides and changes nothing. @throws AppError `move.schema`, `move.differs` */
export async function compareEnds({ from, to, progress }: Pick<Move, 'from' | 'to' | 'progress'>): Promise<readonly MovedRows[]> {
  return compare(from, to, await sameTables(from, to), progress);
}

async function begin({ from, to, resume }: Move, tables: readonly MovedTable[]): Promise<void> {
  const source = await identityOf(from);
  const begun = await sourceOf(to);
  if (begun !== null) {
    if (begun !== source)
      throw new AppError('move.other-source', `${to.name} holds half of a copy of another database: take an empty one, or delete it`);
    if (!resume)
      throw new AppError('move.unfinished', `${to.name} holds half of this copy: add --resume, or delete that database and begin again`);
    return;
  }
  for (const table of tables)
    if ((await to.run(`SELECT 1 FROM ${quoted(table.name)} LIMIT 1`)).length > 0)
      throw new AppError(
        'move.not-empty',
        `${to.name} is in use: there are rows in ${table.name}. Nothing is overwritten; take an empty database`,
      );
  await to.atomically(async () => {
    await to.run(`CREATE TABLE ${JOURNAL} (what TEXT NOT NULL, name TEXT NOT NULL, value TEXT NOT NULL, PRIMARY KEY (what, name))`);
    await to.run('INSERT INTO schema_migrations (id, name, applied_at) VALUES ($1, $2, 0)', [MARK, UNFINISHED_MOVE]);
    await note(to, 'source', '', source);
    await to.restLinks();
  });
}

/** The moments at which its migrations ran: no two databases have the same. */
async function identityOf({ run }: DataEnd): Promise<string> {
  return hash('sha256', JSON.stringify(await run('SELECT id, name, applied_at FROM schema_migrations ORDER BY id')));
}

async function sourceOf({ run }: DataEnd): Promise<string | null> {
  const [marked] = await run('SELECT 1 FROM schema_migrations WHERE name = $1', [UNFINISHED_MOVE]);
  if (!marked) return null;
  return (await run(`SELECT value FROM ${JOURNAL} WHERE what = 'source'`))[0]?.[0] ?? '';
}

async function note({ run }: DataEnd, what: string, name: string, value: string): Promise<void> {
  await run(
    `INSERT INTO ${JOURNAL} (what, name, value) VALUES ($1, $2, $3) ON CONFLICT (what, name) DO UPDATE SET value = excluded.value`,
    [what, name, value],
  );
}

async function sameTables(from: DataEnd, to: DataEnd): Promise<readonly MovedTable[]> {
  const [tables, others] = [await from.tables(), await to.tables()];
  const shape = (all: readonly MovedTable[]): Map<string, string> => new Map(all.map((table) => [table.name, JSON.stringify(table)]));
  const [here, there] = [shape(tables), shape(others)];
  const differing = [...new Set([...here.keys(), ...there.keys()])].filter((name) => here.get(name) !== there.get(name)).sort();
  const keyless = tables.filter(({ key }) => key.length === 0).map(({ name }) => name);
  const wrong = [...differing, ...keyless];
  if (wrong.length > 0)
    throw new AppError('move.schema', `these tables are not the same on both sides, or have no key: ${wrong.join(', ')}`);
  return tables;
}

async function compare(
  from: DataEnd,
  to: DataEnd,
  tables: readonly MovedTable[],
  progress: Move['progress'],
): Promise<readonly MovedRows[]> {
  const of = 2 * (await countAll(from, tables));
  let read = 0;
  const sumOf = async (end: DataEnd, table: MovedTable): Promise<RowSum> => {
    const sum = new RowSum();
    for await (const { rows } of readPages(end, table)) {
      for (const row of rows) sum.add(normal(row, table));
      read += rows.length;
      progress('comparing', read, Math.max(of, read));
    }
    return sum;
  };
  const moved: MovedRows[] = [];
  const differing: string[] = [];
  for (const table of tables) {
    const [here, there] = await Promise.all([sumOf(from, table), sumOf(to, table)]);
    moved.push({ table: table.name, rows: here.rows, sum: here.sum });
    if (here.sum !== there.sum || here.rows !== there.rows) differing.push(`${table.name} (${here.rows} rows, there ${there.rows})`);
  }
  if (differing.length === 0) return moved;
  const advice = 'something was written to one of them since. Delete the copy and begin again';
  throw new AppError('move.differs', `not the same on both sides: ${differing.join(', ')}; ${advice}`);
}

/** Each engine writes a fraction in its own way. */
function normal(row: Row, { columns }: MovedTable): Row {
  return row.map((value, place) => (value !== null && columns[place]?.kind === 'fraction' ? String(Number(value)) : value));
}

/** One after the other: they share a connection. */
async function countAll(end: DataEnd, tables: readonly MovedTable[]): Promise<number> {
  let rows = 0;
  for (const table of tables) rows += await count(end, table);
  return rows;
}

async function count({ run }: DataEnd, { name }: MovedTable): Promise<number> {
  return Number((await run(`SELECT count(*) FROM ${quoted(name)}`))[0]?.[0]);
}
