import { DatabaseSync } from 'node:sqlite';
import { type Compilable, Kysely, SqliteDialect } from 'kysely';
import type { Database } from './database.ts';
import type { Tables } from './schema.ts';

/** The embedded database: Node's own SQLite, one file. WAL, and FULL so that what was acknowledged survives a power cut. */
export function openNodeSqlite(path: string): Database {
  const file = new DatabaseSync(path);
  for (const pragma of ['journal_mode = WAL', 'synchronous = FULL', 'foreign_keys = ON', 'busy_timeout = 5000'])
    file.exec(`PRAGMA ${pragma}`);
  const query = new Kysely<Tables>({ dialect: new SqliteDialect({ database: asBetterSqlite(file) }) });
  return {
    query,
    serial: 'INTEGER PRIMARY KEY AUTOINCREMENT',
    // Straight on the synchronous driver: nothing can come between the statements, so no connection is held over an await.
    async batch(statements: readonly Compilable[]) {
      const compiled = statements.map((statement) => statement.compile());
      file.exec('BEGIN IMMEDIATE');
      try {
        for (const { sql, parameters } of compiled) file.prepare(sql).run(...(parameters as never[]));
        file.exec('COMMIT');
      } catch (error) {
        file.exec('ROLLBACK');
        throw error;
      }
    },
    isUniqueViolation: (error) => error instanceof Error && /UNIQUE constraint failed/.test(error.message),
    close: () => query.destroy(),
  };
}

/** Kysely's SQLite dialect expects better-sqlite3's statement shape. */
function asBetterSqlite(file: DatabaseSync) {
  return {
    close: () => file.close(),
    prepare(text: string) {
      const statement = file.prepare(text);
      return {
        reader: statement.columns().length > 0,
        all: (parameters: readonly unknown[]) => statement.all(...(parameters as never[])),
        run: (parameters: readonly unknown[]) => statement.run(...(parameters as never[])),
        iterate: (parameters: readonly unknown[]) => statement.iterate(...(parameters as never[])),
      };
    },
  };
}
