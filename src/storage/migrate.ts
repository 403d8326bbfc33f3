import { sql } from 'kysely';
import { AppError } from '../errors.ts';
import type { Database } from './database.ts';
import { MIGRATIONS } from './migrations.ts';

/**
 * Brings the tables up to date; safe when several instances start together: a migration and its row are one batch, and
 * the row's number is unique, so the second one fails whole and finds the work done.
 * @throws AppError `storage.newer` when the database was written by a newer program.
 */
export async function migrate(database: Database, now: () => number): Promise<void> {
  const { query } = database;
  await sql`CREATE TABLE IF NOT EXISTS schema_migrations (id INTEGER PRIMARY KEY, name TEXT NOT NULL, applied_at BIGINT NOT NULL)`.execute(
    query,
  );
  const applied = await query.selectFrom('schema_migrations').select(['id', 'name']).orderBy('id').execute();
  if (applied.length > MIGRATIONS.length)
    throw new AppError(
      'storage.newer',
      `the database has ${applied.length} migrations, this program knows ${MIGRATIONS.length}: it was used by a newer version`,
    );
  for (const [index, migration] of MIGRATIONS.entries()) {
    if (index < applied.length) continue;
    const statements = migration.statements.map((text) => sql.raw(text.replaceAll('{serial}', database.serial)));
    try {
      await database.batch([
        query.insertInto('schema_migrations').values({ id: index + 1, name: migration.name, applied_at: now() }),
        ...statements.map((statement) => ({ compile: () => statement.compile(query) })),
      ]);
    } catch (error) {
      if (!database.isUniqueViolation(error)) throw error;
    }
  }
}
