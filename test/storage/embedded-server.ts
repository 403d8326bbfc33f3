import { tmpdir } from 'node:os';
import pg from 'pg';
import { type OwnPostgres, startOwnPostgres } from '../../src/cli/own-postgres.ts';

/** A PostgreSQL server of one test file. */
export interface EmbeddedServer extends Pick<OwnPostgres, 'url' | 'dataFolder' | 'stop' | 'remove'> {
  /** As the server's owner. */
  asOwner(statement: string, database?: string): Promise<readonly Record<string, unknown>[]>;
  restart(between?: () => Promise<void>): Promise<void>;
}

/** Nothing here must survive a power cut. */
const QUICK = [
  'fsync=off',
  'synchronous_commit=off',
  'full_page_writes=off',
  'wal_level=minimal',
  'max_wal_senders=0',
  'shared_buffers=64MB',
];
/** The order of a language that is not ours: nothing may depend on it. */
const INITDB = ['--no-sync', '--encoding=UTF8', '--locale-provider=icu', '--icu-locale=zh', '--locale=C'];

export async function startEmbeddedServer(
  settings: readonly string[] = QUICK,
  more: { readonly port?: number; readonly fill?: (dataFolder: string) => void } = {},
): Promise<EmbeddedServer> {
  const server = await startOwnPostgres({ within: tmpdir(), settings: [...settings, 'max_connections=60'], initdb: INITDB, ...more });
  return {
    ...server,
    async asOwner(statement, database = 'postgres') {
      const client = new pg.Client({ connectionString: server.url(database) });
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
  };
}
