import pg from 'pg';
import type { Database } from '../../src/storage/database.ts';
import { migrate } from '../../src/storage/migrate.ts';
import { openPostgres } from '../../src/storage/postgres.ts';
import type { PostgresSettings } from '../../src/storage/postgres-connections.ts';
import { createSealer } from '../../src/storage/seal.ts';
import { createStorage } from '../../src/storage/storage.ts';
import { type EmbeddedServer, startEmbeddedServer } from './embedded-server.ts';
import { START, type StorageUnderTest } from './storage-under-test.ts';
import { MASTER_KEY } from './temporary-sqlite.ts';

/** A server, and databases of it that are copies of one migrated database. */
export interface TemporaryPostgres {
  readonly server: EmbeddedServer;
  settings(database: string): PostgresSettings;
  /** An empty, migrated database. @returns its name */
  freshDatabase(): Promise<string>;
  open(): Promise<StorageUnderTest & { readonly name: string }>;
  /** Another program on the same database. */
  openAgain(name: string, changes?: Partial<PostgresSettings>): Database;
  stop(): Promise<void>;
}

interface Opened {
  readonly name: string;
  readonly database: Database;
  readonly owner: pg.Client;
  readonly shape: string;
}

const TEMPLATE = 'migrated';

/** Tables, columns, indices and triggers; a test that changed them has had its database for itself. */
const SHAPE = `SELECT (SELECT count(*) FROM pg_attribute JOIN pg_class ON pg_class.oid = attrelid
    WHERE relnamespace = 'public'::regnamespace AND NOT attisdropped) || ' ' || (SELECT count(*) FROM pg_trigger) || ' '
  || (SELECT md5(string_agg(relname || attname, ',' ORDER BY relname, attnum)) FROM pg_attribute JOIN pg_class ON pg_class.oid = attrelid
    WHERE relnamespace = 'public'::regnamespace AND NOT attisdropped) AS shape`;

export async function startTemporaryPostgres(): Promise<TemporaryPostgres> {
  const server = await startEmbeddedServer();
  const settings = (name: string): PostgresSettings => ({ url: server.url(name), connections: 8, statementMs: 10_000, random: () => 0.5 });
  await server.asOwner(`CREATE DATABASE ${TEMPLATE}`);
  const template = openPostgres(settings(TEMPLATE));
  await migrate(template, () => START);
  await template.close();
  let made = 0;
  async function freshDatabase(): Promise<string> {
    const name = `test_${++made}`;
    await server.asOwner(`CREATE DATABASE ${name} TEMPLATE ${TEMPLATE}`);
    return name;
  }
  async function opened(): Promise<Opened> {
    const name = await freshDatabase();
    const owner = new pg.Client({ connectionString: server.url(name) });
    // Some tests end the server.
    owner.on('error', () => undefined);
    await owner.connect();
    return { name, database: openPostgres(settings(name)), owner, shape: await shapeOf(owner) };
  }
  const free: Opened[] = [];
  const all: Opened[] = [];
  return {
    server,
    settings,
    freshDatabase,
    openAgain: (name, changes = {}) => openPostgres({ ...settings(name), ...changes }),
    async open() {
      const used = free.pop() ?? (await opened());
      if (!all.includes(used)) all.push(used);
      const { name, database, owner } = used;
      const clock = { now: START };
      let ids = 0;
      const sources = { now: () => clock.now, id: () => `id-${String(++ids).padStart(6, '0')}` };
      return {
        name,
        clock,
        database,
        storage: createStorage(database, await createSealer(MASTER_KEY), sources),
        bytes: () => everyRow(owner),
        async close() {
          if ((await shapeOf(owner)) !== used.shape) return;
          await empty(owner);
          free.push(used);
        },
      };
    },
    async stop() {
      await Promise.all(all.flatMap(({ database, owner }) => [database.close(), owner.end().catch(() => undefined)]));
      await server.remove();
    },
  };
}

/** A few databases are emptied and used again: to make one anew takes many times as long. */
async function empty(owner: pg.Client): Promise<void> {
  const tables = (await tablesOf(owner)).filter((name) => name !== 'schema_migrations');
  const looks = tables.map((name) => `SELECT '${name}' AS name WHERE EXISTS (SELECT FROM "${name}")`);
  const full = (await owner.query(looks.join(' UNION ALL '))).rows.map(({ name }) => `"${name}"`);
  if (full.length === 0) return;
  await owner.query(
    ['BEGIN', 'SET LOCAL session_replication_role = replica', ...full.map((name) => `DELETE FROM ${name}`), ...RESTARTED, 'COMMIT'].join(
      '; ',
    ),
  );
  // So that rows lie in the order in which they are written, as in a new table.
  await owner.query(`VACUUM ${full.join(', ')}`);
}
const RESTARTED = ['events', 'audit'].map((table) => `ALTER SEQUENCE ${table}_seq_seq RESTART`);

async function tablesOf(owner: pg.Client): Promise<readonly string[]> {
  return (await owner.query(`SELECT tablename FROM pg_tables WHERE schemaname = 'public'`)).rows.map(({ tablename }) => tablename);
}

async function shapeOf(owner: pg.Client): Promise<string> {
  return String((await owner.query(SHAPE)).rows[0].shape);
}

async function everyRow(owner: pg.Client): Promise<Buffer> {
  const all = [];
  for (const name of await tablesOf(owner)) all.push((await owner.query(`SELECT * FROM "${name}"`)).rows);
  return Buffer.from(JSON.stringify(all));
}
