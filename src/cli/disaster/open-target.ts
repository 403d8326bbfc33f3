import { sqliteTarget, type Target } from './target.ts';

/** PostgreSQL is loaded where a drill wants it. */
export async function openTarget(on: Target['name']): Promise<Target> {
  if (on === 'sqlite') return sqliteTarget();
  const { postgresTarget } = await import('./postgres-target.ts');
  return postgresTarget();
}
