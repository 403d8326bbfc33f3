import { chmodSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { readConfig } from '../../config.ts';
import { AppError } from '../../errors.ts';
import type { Database } from '../../storage/database.ts';
import { loadEmbeddedPostgres } from '../embedded-postgres.ts';
import { openDatabase } from '../open-database.ts';
import { scratchFolder, type Target } from './target.ts';

/** A PostgreSQL of the drill's own (embedded-postgres, a development dependency), or the empty one that DATABASE_URL names. */
export async function postgresTarget(given: string = process.env.DATABASE_URL ?? ''): Promise<Target> {
  const folder = scratchFolder();
  const own = given.startsWith('postgres') ? null : await startOwn(folder);
  const settings = { DATA_DIR: folder, DATABASE_URL: own?.url ?? given };
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
      await own?.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function startOwn(folder: string) {
  const Server = await loadEmbeddedPostgres();
  // The user that PostgreSQL runs as has to get through to its own folder.
  chmodSync(folder, 0o711);
  const port = await freePort();
  const [user, password, name] = ['fanzha', 'of-a-drill', 'fanzha'];
  const server = new Server({
    ...{ databaseDir: join(folder, 'postgres'), user, password, port, persistent: true },
    initdbFlags: ['--encoding=UTF8', '--locale=C'],
    // PostgreSQL refuses to run as root.
    createPostgresUser: process.getuid?.() === 0,
    onLog: () => undefined,
  });
  await server.initialise();
  await server.start();
  await server.createDatabase(name);
  return {
    url: `postgres://${user}:${password}@127.0.0.1:${port}/${name}`,
    start: (): Promise<void> => server.start(),
    stop: (): Promise<void> => server.stop(),
  };
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}
