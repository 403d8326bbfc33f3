import { type Compilable, sql } from 'kysely';
import { AppError } from '../errors.ts';
import type { Database } from './database.ts';
import { MIGRATIONS } from './migrations.ts';

/** The row of `schema_migrations` by which a database that is being filled from another one is known. */
export const UNFINISHED_MOVE = 'moving-house';

/**
 * Brings the tables up to date; safe when several instances start together. Where the dialect can, one migrates and the
 * others wait; everywhere a migration and its row are one batch, and the row's number is unique, so that a second one fails
 * whole and finds the work done.
 * @throws AppError `storage.newer` when the database was written by a newer program, `storage.moving` when it is half of a copy.
 */
export function migrate(database: Database, now: () => number): Promise<void> {
  const { query } = database;
  const spelt = (text: string): Compilable => {
    const statement = sql.raw(database.spell(text).replaceAll('{serial}', database.serial));
    return { compile: () => statement.compile(query) };
  };
  const isApplied = async (id: number): Promise<boolean> =>
    (await query.selectFrom('schema_migrations').select('id').where('id', '=', id).executeTakeFirst()) !== undefined;
  return database.alone(async (batch) => {
    await batch([
      spelt('CREATE TABLE IF NOT EXISTS schema_migrations (id INTEGER PRIMARY KEY, name TEXT NOT NULL, applied_at BIGINT NOT NULL)'),
    ]);
    const applied = await query.selectFrom('schema_migrations').select('name').execute();
    if (applied.some(({ name }) => name === UNFINISHED_MOVE))
      throw new AppError('storage.moving', 'this database is half of a copy: finish it with npm run migrate-data -- … --resume');
    if (applied.length > MIGRATIONS.length)
      throw new AppError(
        'storage.newer',
        `the database has ${applied.length} migrations, this program knows ${MIGRATIONS.length}: it was used by a newer version`,
      );
    for (const [index, migration] of MIGRATIONS.entries()) {
      if (index < applied.length) continue;
      try {
        await batch([
          query.insertInto('schema_migrations').values({ id: index + 1, name: migration.name, applied_at: now() }),
          ...migration.statements.map(spelt),
        ]);
      } catch (error) {
        // Else one of its own statements has met a key that is used twice, and nothing of it is done.
        if (!database.isUniqueViolation(error) || !(await isApplied(index + 1))) throw error;
      }
    }
    if (database.furnishings.length > 0) await batch(database.furnishings.map(spelt));
  });
}
