import pg from 'pg';
import { AppError } from '../../errors.ts';
import { MIGRATING } from '../../storage/postgres-connections.ts';
import { withoutValues } from '../../storage/postgres-errors.ts';
import { type ColumnKind, type DataEnd, JOURNAL, type MovedTable, NOT_MOVED, quoted, type Row, type Value } from './data-end.ts';

const KINDS: Readonly<Record<string, ColumnKind>> = { bigint: 'whole', integer: 'whole', 'double precision': 'fraction', text: 'text' };
const ARRAYS: Readonly<Record<ColumnKind, string>> = { whole: 'bigint[]', fraction: 'double precision[]', text: 'text[]' };

const COLUMNS = `SELECT c.relname, a.attname, format_type(a.atttypid, NULL), coalesce(array_position(i.indkey::int2[], a.attnum) + 1, 0)
  FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
  LEFT JOIN pg_index i ON i.indrelid = c.oid AND i.indisprimary
  WHERE c.relnamespace = current_schema()::regnamespace AND c.relkind = 'r' ORDER BY c.relname, a.attname`;
const NUMBERED = `SELECT c.relname, pg_sequence_last_value(pg_get_serial_sequence(quote_ident(c.relname), a.attname)::regclass), a.attname
  FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid WHERE c.relnamespace = current_schema()::regnamespace AND a.attidentity <> ''`;
const LINKS = `FROM pg_constraint WHERE contype = 'f' AND connamespace = current_schema()::regnamespace`;

/**
 * A database of PostgreSQL. Nobody else may be at it: servers that are connected are refused, and one that starts waits until
 * we have gone, at the lock behind which it would migrate.
 * @param reading one state of all tables, which nobody can change until we close
 * @throws AppError `move.in-use`, `storage.unavailable`, `storage.refused`
 */
export async function openPostgresEnd(url: string, { reading }: { readonly reading: boolean }): Promise<DataEnd> {
  const client = new pg.Client({
    connectionString: url,
    application_name: 'fanzha-move',
    keepAlive: true,
    // Numbers of 64 bits, and fractions as they are written, to the last digit.
    types: { getTypeParser: () => (text: string) => text },
  });
  // What it was doing rejects as well.
  client.on('error', () => undefined);
  const run = async (sql: string, values: readonly Value[] = []): Promise<readonly Row[]> => {
    try {
      const texts = values.map((value) => (value === null ? null : String(value)));
      return (await client.query<string[]>({ text: sql, values: texts, rowMode: 'array' })).rows;
    } catch (error) {
      throw withoutValues(error);
    }
  };
  await client.connect().catch((error: unknown) => {
    throw withoutValues(error);
  });
  try {
    await forUsAlone(run);
    if (reading) await holdStill(run);
    // What was committed last is on the disk with the last commit of all.
    else await run('SET synchronous_commit = off');
  } catch (error) {
    await client.end();
    throw error;
  }
  return {
    name: `postgres:${client.database ?? ''}`,
    run,
    async atomically(work) {
      await run('BEGIN');
      try {
        await work();
        await run('COMMIT');
      } catch (error) {
        await run('ROLLBACK').catch(() => undefined);
        throw error;
      }
    },
    tables: () => tablesOf(run),
    async insert({ name, columns }, rows) {
      const names = columns.map((column) => quoted(column.name)).join();
      const values = columns.map(({ kind }, place) => `$${place + 1}::${ARRAYS[kind]}`).join();
      const arrays = columns.map((_, place) => rows.map((row) => row[place] ?? null));
      try {
        await client.query(`INSERT INTO ${quoted(name)} (${names}) SELECT * FROM unnest(${values})`, arrays);
      } catch (error) {
        throw withoutValues(error);
      }
    },
    async drawn() {
      return new Map((await run(NUMBERED)).flatMap(([table, last]) => (last ? [[String(table), BigInt(last)] as const] : [])));
    },
    async drawFrom(table, last) {
      const column = (await run(NUMBERED)).find(([name]) => name === table)?.[2];
      if (column) await run('SELECT setval(pg_get_serial_sequence(quote_ident($1), $2), $3)', [table, column, last]);
    },
    async restLinks() {
      const links = await run(
        `SELECT conname, format('ALTER TABLE %s ADD CONSTRAINT %I %s', conrelid::regclass, conname, pg_get_constraintdef(oid)),
        format('ALTER TABLE %s DROP CONSTRAINT %I', conrelid::regclass, conname) ${LINKS}`,
      );
      for (const [link, back, away] of links) {
        await run(`INSERT INTO ${JOURNAL} (what, name, value) VALUES ('link', $1, $2)`, [link ?? null, back ?? null]);
        await run(away ?? '');
      }
    },
    async wakeLinks() {
      for (const [statement] of await run(`SELECT value FROM ${JOURNAL} WHERE what = 'link' ORDER BY name`)) {
        try {
          await run(statement ?? '');
        } catch (error) {
          if ((error as { code?: unknown }).code !== '23503') throw error;
          throw new AppError('move.dangling', `a row refers to one that is not there: ${statement}`, 500, { cause: error });
        }
      }
      // The last commit: what went before goes to the disk with it.
      await run('SET LOCAL synchronous_commit = on');
    },
    async settle() {
      await run('ANALYZE');
    },
    close: () => client.end(),
  };
}

type Run = DataEnd['run'];

/** Whoever has just left stays listed until PostgreSQL has noticed: two seconds at most. */
const LOOKS = 20;
const NEXT_LOOK = 'SELECT pg_sleep(0.1)';

async function forUsAlone(run: Run): Promise<void> {
  for (let look = 1; ; look++) {
    const others = await whoElse(run);
    if (!others) return;
    if (look === LOOKS)
      throw new AppError(
        'move.in-use',
        `${others} this PostgreSQL database: stop every server that has it in DATABASE_URL, and leave it stopped`,
      );
    await run(NEXT_LOOK);
  }
}

/** First the lock, behind which every server starts: who is not listed then comes after us. @returns nothing when nobody is there */
async function whoElse(run: Run): Promise<string | null> {
  const [locked] = await run(`SELECT pg_try_advisory_lock(${MIGRATING})`);
  if (locked?.[0] !== 't') return 'a server starts on, or another move is at,';
  const [connected] = await run(
    "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND application_name = 'fanzha' AND pid <> pg_backend_pid()",
  );
  return connected?.[0] === '0' ? null : 'a server is connected to';
}

async function holdStill(run: Run): Promise<void> {
  await run('BEGIN ISOLATION LEVEL REPEATABLE READ');
  const names = (await tablesOf(run)).map(({ name }) => quoted(name));
  if (names.length > 0) await run(`LOCK TABLE ${names.join()} IN SHARE MODE NOWAIT`);
}

async function tablesOf(run: Run): Promise<readonly MovedTable[]> {
  const columns = (await run(COLUMNS)).map(([table, column, type, place]) => {
    const kind = KINDS[type ?? ''];
    const name = String(table);
    if (!kind && !NOT_MOVED.has(name)) throw new AppError('move.column', `${table}.${column} is of a kind that cannot be moved: ${type}`);
    return { table: name, name: String(column), kind: kind ?? 'text', place: Number(place) };
  });
  return [...Map.groupBy(columns, ({ table }) => table)]
    .filter(([name]) => !NOT_MOVED.has(name))
    .map(([name, all]) => ({
      name,
      columns: all.map((column) => ({ name: column.name, kind: column.kind })).sort((a, b) => (a.name < b.name ? -1 : 1)),
      key: all
        .filter(({ place }) => place > 0)
        .sort((a, b) => a.place - b.place)
        .map((column) => column.name),
    }))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}
