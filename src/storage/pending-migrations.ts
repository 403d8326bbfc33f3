import { sql } from 'kysely';
import type { Database } from './database.ts';
import { MIGRATIONS } from './migrations.ts';

/**
 * Which migrations of this program the database does not have yet; nothing is changed.
 * @returns their names; null when the database has more than this program knows
 */
export async function pendingMigrations({ query }: Pick<Database, 'query'>): Promise<readonly string[] | null> {
  const { rows } = await sql<{ count: number | string }>`SELECT count(*) AS count FROM schema_migrations`.execute(query);
  const applied = Number(rows[0]?.count ?? 0);
  return applied > MIGRATIONS.length ? null : MIGRATIONS.slice(applied).map(({ name }) => name);
}
