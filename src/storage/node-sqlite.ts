import { DatabaseSync, type DatabaseSyncOptions, type StatementSync } from 'node:sqlite';
import { type Compilable, Kysely } from 'kysely';
import { type Database, ONE_WRITER } from './database.ts';
import type { Tables } from './schema.ts';
import { createCommits } from './sqlite-commits.ts';
import { sqliteDialect } from './sqlite-dialect.ts';
import { createPatience } from './sqlite-patience.ts';

/** So long a program that opens the file waits for another one; milliseconds. */
const PATIENCE = 5000;
/** So long SQLite itself waits afterwards, and everything with it. */
const MOMENT = 20;

/**
 * The embedded database: Node's own SQLite, one file. WAL, and FULL so that what was acknowledged survives a power cut.
 * @param limits what SQLite refuses; tests set D1's, so that a statement which D1 would refuse fails in every test
 */
export function openNodeSqlite(path: string, limits: DatabaseSyncOptions['limits'] = {}): Database {
  const file = new DatabaseSync(path, { limits });
  // First of all the patience: several may open a new file at once.
  // A destroyed key must not stand in a page that nobody uses any more.
  for (const pragma of [
    `busy_timeout = ${PATIENCE}`,
    'journal_mode = WAL',
    'synchronous = FULL',
    'foreign_keys = ON',
    'secure_delete = ON',
  ])
    file.exec(`PRAGMA ${pragma}`);
  // From here on SQLite waits a moment only, and `createPatience` the rest: a lock must not hold up the whole program.
  file.exec(`PRAGMA busy_timeout = ${MOMENT}`);
  const patience = createPatience();
  const prepare = createPreparer(file);
  const commits = createCommits(file, patience);
  const close = async (): Promise<void> => {
    await commits.flush();
    file.close();
  };
  const query = new Kysely<Tables>({ dialect: sqliteDialect(prepare, { patience, write: commits.write, close }) });
  // Straight on the synchronous driver: nothing can come between the statements, so no connection is held over an await.
  const batch = async (statements: readonly Compilable[]): Promise<void> => {
    const compiled = statements.map((statement) => statement.compile());
    await commits.write(() => {
      for (const { sql, parameters } of compiled) prepare(sql).run(...(parameters as never[]));
    }, compiled.length === 1);
  };
  return {
    ...ONE_WRITER,
    query,
    claiming: query,
    batch,
    alone: (migrating) => migrating(batch),
    serial: 'INTEGER PRIMARY KEY AUTOINCREMENT',
    isUniqueViolation: (error) => error instanceof Error && /UNIQUE constraint failed/.test(error.message),
    bytes: async () => Number(prepare('SELECT page_count * page_size AS bytes FROM pragma_page_count(), pragma_page_size()').get()?.bytes),
    // Older pages stand in the write-ahead log until it is emptied.
    async scrub() {
      // Nobody waits for it: whoever reads at this moment has it done the next time.
      file.exec('PRAGMA busy_timeout = 0');
      try {
        file.exec('PRAGMA wal_checkpoint(TRUNCATE)');
      } finally {
        file.exec(`PRAGMA busy_timeout = ${MOMENT}`);
      }
    },
    close: () => query.destroy(),
  };
}

/** Far more than the program has; beyond it the oldest go, should one ever put values into its SQL. */
const MOST_STATEMENTS = 500;

/** Statements are few and come again with every message: to parse each anew costs as much as to run it. */
function createPreparer(file: DatabaseSync): (sql: string) => StatementSync {
  const prepared = new Map<string, StatementSync>();
  return (sql) => {
    const known = prepared.get(sql);
    if (known) return known;
    const statement = file.prepare(sql);
    if (prepared.size >= MOST_STATEMENTS) prepared.delete(prepared.keys().next().value as string);
    prepared.set(sql, statement);
    return statement;
  };
}
