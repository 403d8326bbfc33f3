import { DatabaseSync, type StatementSync } from 'node:sqlite';
import { type Compilable, Kysely } from 'kysely';
import type { Database } from './database.ts';
import type { Tables } from './schema.ts';
import { sqliteDialect } from './sqlite-dialect.ts';
import { createPatience } from './sqlite-patience.ts';

/** The embedded database: Node's own SQLite, one file. WAL, and FULL so that what was acknowledged survives a power cut. */
export function openNodeSqlite(path: string): Database {
  const file = new DatabaseSync(path);
  // First of all the patience: several may open a new file at once.
  for (const pragma of ['busy_timeout = 5000', 'journal_mode = WAL', 'synchronous = FULL', 'foreign_keys = ON'])
    file.exec(`PRAGMA ${pragma}`);
  // From here on SQLite waits a moment only, and `createPatience` the rest: a lock must not hold up the whole program.
  file.exec('PRAGMA busy_timeout = 20');
  const patience = createPatience();
  const prepare = createPreparer(file);
  const query = new Kysely<Tables>({ dialect: sqliteDialect(prepare, patience, () => file.close()) });
  return {
    query,
    serial: 'INTEGER PRIMARY KEY AUTOINCREMENT',
    // Straight on the synchronous driver: nothing can come between the statements, so no connection is held over an await.
    async batch(statements: readonly Compilable[]) {
      const compiled = statements.map((statement) => statement.compile());
      await patience(() => {
        file.exec('BEGIN IMMEDIATE');
        try {
          for (const { sql, parameters } of compiled) prepare(sql).run(...(parameters as never[]));
          file.exec('COMMIT');
        } catch (error) {
          // On a full disk SQLite has rolled back already; what went wrong first is what matters.
          if (file.isTransaction) file.exec('ROLLBACK');
          throw error;
        }
      });
    },
    isUniqueViolation: (error) => error instanceof Error && /UNIQUE constraint failed/.test(error.message),
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
