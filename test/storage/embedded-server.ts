import { chmodSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { loadEmbeddedPostgres } from '../../src/cli/embedded-postgres.ts';

/** A PostgreSQL server of one test file: in a folder of its own, on a socket there, so that no port can be taken. */
export interface EmbeddedServer {
  /** What `DATABASE_URL` would be. */
  url(database: string): string;
  /** As the server's owner. */
  asOwner(statement: string, database?: string): Promise<readonly Record<string, unknown>[]>;
  restart(between?: () => Promise<void>): Promise<void>;
  stop(): Promise<void>;
}

const USER = 'owner';
const PASSWORD = 'swordfish-17';
/** Nothing here must survive a power cut. */
const QUICK = [
  'fsync=off',
  'synchronous_commit=off',
  'full_page_writes=off',
  'wal_level=minimal',
  'max_wal_senders=0',
  'shared_buffers=64MB',
];

export async function startEmbeddedServer(settings: readonly string[] = QUICK): Promise<EmbeddedServer> {
  const folder = mkdtempSync(join(tmpdir(), 'pg-'));
  const databaseDir = join(folder, 'd');
  const options = [...settings, 'listen_addresses=', `unix_socket_directories=${databaseDir}`, 'jit=off', 'max_connections=60'];
  let said = '';
  const Server = await loadEmbeddedPostgres();
  const server = new Server({
    databaseDir,
    user: USER,
    password: PASSWORD,
    persistent: true,
    createPostgresUser: process.getuid?.() === 0,
    // The order of a language that is not ours: nothing may depend on it.
    initdbFlags: ['--no-sync', '--encoding=UTF8', '--locale-provider=icu', '--icu-locale=zh', '--locale=C'],
    postgresFlags: options.flatMap((option) => ['-c', option]),
    onLog: (line) => {
      said += line;
    },
    onError: () => undefined,
  });
  mkdirSync(databaseDir, { mode: 0o700 });
  // The server's own user must get to it.
  chmodSync(folder, 0o711);
  try {
    await server.initialise();
    await server.start();
  } catch (error) {
    rmSync(folder, { recursive: true, force: true });
    throw new Error(`PostgreSQL did not start: ${String(error)}\n${said}`);
  }
  const url = (database: string): string => `postgres://${USER}:${PASSWORD}@/${database}?host=${encodeURIComponent(databaseDir)}`;
  return {
    url,
    async asOwner(statement, database = 'postgres') {
      const client = new pg.Client({ connectionString: url(database) });
      await client.connect();
      try {
        return (await client.query(statement)).rows;
      } finally {
        await client.end();
      }
    },
    async restart(between = async () => undefined) {
      await server.stop();
      await between();
      await server.start();
    },
    async stop() {
      await server.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
