import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import pg from 'pg';
import { readConfig } from '../../config.ts';
import { openDatabase } from '../../node/open-database.ts';
import { createSealer } from '../../storage/seal.ts';
import { createStorage, type Storage } from '../../storage/storage.ts';
import { createProgress } from '../backup/progress.ts';
import { printTable } from '../print-table.ts';
import { type Enlisted, enlist, invite } from '../scale/enlist.ts';
import { type FilledCity, fillCity, keepModels } from '../scale/fill-city.ts';
import { measureEverything } from '../scale/measure-everything.ts';
import { SlowStatements } from '../scale/slow-statements.ts';
import type { PageTime } from '../scale/time-pages.ts';
import { callForHumans, modelConversations, townOf } from '../scale/town.ts';
import { spawnServer } from '../spawn-server.ts';
import { BENCH_TOKEN, BenchCitizens, percentile } from './bench-citizens.ts';
import { startBenchPostgres } from './bench-postgres.ts';

/**
 * `npm run bench -- scale [--conversations n] [--within DIR]`: every page and call of the program before and after the database
 * was filled with so many conversations.
 */

const MASTER_KEY = 'be'.repeat(32);
const API_KEY = 'bench-key-0123456789';
const OPEN_CASES = 60;
const TOO_SLOW = 200;
/** A page is asked for by the first of them who may see it. */
const ROLES = ['officer', 'supervisor', 'librarian'] as const;

export async function* benchScale(args: readonly string[]): AsyncGenerator<string> {
  const { values } = parseArgs({ args: [...args], options: { conversations: { type: 'string' }, within: { type: 'string' } } });
  const conversations = Number(values.conversations ?? '200000');
  const slow = new SlowStatements();
  const within = values.within ?? tmpdir();
  const postgres = await startBenchPostgres(
    within,
    ['shared_buffers=2GB', 'wal_level=minimal', 'max_wal_senders=0', 'log_min_duration_statement=100'],
    slow.hear,
  );
  const data = mkdtempSync(join(tmpdir(), 'bench-'));
  const client = new pg.Client({ connectionString: postgres.url });
  await client.connect();
  let server: Server | null = null;
  try {
    server = await startServer(data, postgres.url);
    const people = await everybody(server);
    const officer = people.find(({ role }) => role === 'officer') as Enlisted;
    const town = townOf(server.url);
    const type = await anyType(server.url);
    const newest = async (): Promise<string> =>
      String((await client.query('SELECT id FROM cases ORDER BY created_at DESC LIMIT 1')).rows[0]?.id);
    await modelConversations(town, officer, newest, type);
    await keepModels(client);
    const things = { apiKey: API_KEY, client };
    await openWork(town, officer, client, 'before');
    const measureAll = (url: string) => inDatabase(postgres.url, (storage) => measureEverything(url, storage, people, things));
    const small = await measureAll(server.url);
    yield `${small.length} pages and calls measured while the database is small`;

    await server.stop();
    const progress = createProgress();
    await unsafely(client, true);
    const started = performance.now();
    const city = await fillCity(client, conversations, progress);
    await unsafely(client, false);
    yield cityLine(city, (performance.now() - started) / 1000);
    yield await inDatabase(postgres.url, chainLine);
    for (const line of await sizes(client)) yield line;

    server = await startServer(data, postgres.url);
    for (const one of people) one.move(server.url);
    await openWork(townOf(server.url), officer, client, 'after');
    slow.forget();
    const large = await measureAll(server.url);
    yield* report(small, large);
    yield* slow.report();
    const citizens = new BenchCitizens([server.url]);
    const before = postgres.retries();
    const full = await citizens.atOnce(32, 10);
    yield `webhook → answer, 32 at once: ${(full.times.length / full.seconds).toFixed(0)}/s, p99 ${percentile(full.times, 0.99).toFixed(0)} ms, begun again ${((1000 * (postgres.retries() - before)) / full.times.length).toFixed(1)} times for 1,000 messages`;
  } finally {
    await server?.stop();
    await client.end();
    await postgres.remove();
    rmSync(data, { recursive: true, force: true });
  }
}

interface Server {
  readonly url: string;
  /** The link that makes the first administrator, as it was printed; empty when there is one. */
  readonly link: string;
  stop(): Promise<void>;
}

async function startServer(data: string, databaseUrl: string): Promise<Server> {
  const child = spawnServer({
    ...process.env,
    PORT: '0',
    DATA_DIR: data,
    DATABASE_URL: databaseUrl,
    DATABASE_STATEMENT_MS: '120000',
    MASTER_KEY,
    RATE_LIMIT: 'off',
    LOG_LEVEL: 'info',
    API_KEYS: API_KEY,
    WECHAT_TOKEN: BENCH_TOKEN,
    WECHAT_MODE: 'plain',
  });
  let printed = '';
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const url = await new Promise<string>((resolve, reject) => {
    child.stdout?.on('data', (chunk: Buffer) => {
      if (printed.length < 100_000) printed += chunk.toString();
      const found = /"url":"(http[^"]+)"[^\n]*is ready/.exec(printed)?.[1];
      const link = printed.includes('invitation?token=') || !printed.includes('is ready');
      // The link comes with the same breath, or not at all.
      if (found) setTimeout(() => resolve(found), link ? 0 : 200);
    });
    child.once('exit', (code) => reject(new Error(`the server ended with ${code}: ${printed.slice(-500)}`)));
  });
  return {
    url,
    link: /"url":"([^"]*invitation\?token=[^"]+)"/.exec(printed)?.[1] ?? '',
    async stop() {
      child.kill('SIGTERM');
      await ended;
    },
  };
}

async function everybody({ url, link }: Server): Promise<readonly Enlisted[]> {
  const administrator = await enlist(url, link, 'administrator');
  const others: Enlisted[] = [];
  for (const role of ROLES) others.push(await enlist(url, await invite(administrator, role), role));
  return [...others, administrator];
}

async function anyType(url: string): Promise<string> {
  const response = await fetch(`${url}/api/v1/check`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ text: '【安全通知】您涉嫌洗钱，请立即把存款转入安全账户' }),
  });
  return ((await response.json()) as { type: { id: string } | null }).type?.id ?? '';
}

/** Cases that wait, and some in the officer's hands. */
async function openWork(town: ReturnType<typeof townOf>, officer: Enlisted, client: pg.Client, what: string): Promise<void> {
  await callForHumans(town, OPEN_CASES, what);
  const { rows } = await client.query("SELECT id FROM cases WHERE status = 'waiting' ORDER BY created_at DESC LIMIT 25");
  for (const { id } of rows) await officer.send(`/console/cases/${id}/claim`);
}

/** The log's chain, as the server's own chore would make it, and what it costs to verify it from end to end. */
async function chainLine(storage: Storage): Promise<string> {
  const began = performance.now();
  const added = await storage.chainAudit();
  const chained = performance.now();
  const { ok } = await storage.verifyAudit();
  const [chaining, verifying] = [chained - began, performance.now() - chained].map((ms) => (ms / 1000).toFixed(1));
  return `audit log: ${added} rows chained in ${chaining} s, verified from end to end in ${verifying} s: ${ok ? 'whole' : 'BROKEN'}`;
}

async function inDatabase<Result>(databaseUrl: string, act: (storage: Storage) => Promise<Result>): Promise<Result> {
  const { config } = readConfig({ DATABASE_URL: databaseUrl, DATABASE_STATEMENT_MS: '120000' }, () => '');
  const database = await openDatabase(config, { connections: 2 });
  try {
    const storage = createStorage(database, await createSealer(MASTER_KEY), { now: Date.now, id: () => crypto.randomUUID() });
    return await act(storage);
  } finally {
    await database.close();
  }
}

/** What is lost by a power cut while it is filled is filled again. */
async function unsafely(client: pg.Client, unsafe: boolean): Promise<void> {
  for (const setting of ['fsync', 'full_page_writes']) await client.query(`ALTER SYSTEM SET ${setting} = ${unsafe ? 'off' : 'on'}`);
  await client.query('SELECT pg_reload_conf()');
  if (!unsafe) await client.query('CHECKPOINT');
}

function cityLine({ conversations, messages, bytes }: FilledCity, seconds: number): string {
  const gigabytes = (bytes / 1e9).toFixed(1);
  return `filled in ${seconds.toFixed(0)} s: ${conversations} conversations, ${messages} messages, ${gigabytes} GB: ${(bytes / messages / 1000).toFixed(1)} kB a message`;
}

async function sizes(client: pg.Client): Promise<readonly string[]> {
  const { rows } = await client.query(`SELECT relname, reltuples::bigint AS rows, pg_table_size(oid) AS own, pg_indexes_size(oid) AS indexes
    FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace ORDER BY pg_total_relation_size(oid) DESC LIMIT 10`);
  const megabytes = (bytes: unknown): string => (Number(bytes) / 1e6).toFixed(0);
  return [
    printTable(
      ['table', 'rows', 'MB', 'indexes MB'],
      rows.map((row) => [row.relname, String(row.rows), megabytes(row.own), megabytes(row.indexes)]),
    ),
  ];
}

function* report(small: readonly PageTime[], large: readonly PageTime[]): Generator<string> {
  const before = new Map(small.map((one) => [one.what, one]));
  const sorted = [...large].sort((a, b) => b.p95 - a.p95);
  yield printTable(
    ['page or call', 'as', 'status', 'p50 ms', 'p95 ms', 'small p50', 'small p95', '× p50'],
    sorted.map(({ what, who, status, p50, p95 }) => {
      const then = before.get(what);
      const ratio = then ? (p50 / then.p50).toFixed(1) : '–';
      return [what, who, String(status), p50.toFixed(1), p95.toFixed(1), then?.p50.toFixed(1) ?? '–', then?.p95.toFixed(1) ?? '–', ratio];
    }),
  );
  const slow = sorted.filter(({ p95 }) => p95 > TOO_SLOW).map(({ what }) => what);
  yield slow.length === 0 ? `nothing takes more than ${TOO_SLOW} ms (p95)` : `over ${TOO_SLOW} ms (p95): ${slow.join(' · ')}`;
}
