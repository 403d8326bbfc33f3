import type { ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type RawBuilder, sql } from 'kysely';
import { readConfig } from '../../config.ts';
import { AppError } from '../../errors.ts';
import { openDatabase } from '../../node/open-database.ts';
import { printTable } from '../print-table.ts';
import { spawnServer } from '../spawn-server.ts';
import { BENCH_TOKEN, BenchCitizens, type Delivered, percentile } from './bench-citizens.ts';
import { readyUrl } from './bench-http.ts';
import { type BenchPostgres, startBenchPostgres } from './bench-postgres.ts';
import { cpuSeconds } from './cpu-seconds.ts';

/** `npm run bench -- fleet`: from webhook to answer with everything stored, on SQLite, and on PostgreSQL with one and two instances. */

const PER_SECOND = 100;
const SECONDS = 10;
const WARM_UP_SECONDS = 4;
const CONNECTIONS = 32;
const MASTER_KEY = 'be'.repeat(32);

interface House {
  readonly name: string;
  readonly instances: number;
  readonly postgres: boolean;
}
const HOUSES: readonly House[] = [
  { name: 'SQLite, 1 instance', instances: 1, postgres: false },
  { name: 'PostgreSQL, 1 instance', instances: 1, postgres: true },
  { name: 'PostgreSQL, 2 instances', instances: 2, postgres: true },
];

interface Measured {
  readonly steady: Delivered;
  readonly full: Delivered;
  /** Milliseconds of CPU for a message. */
  readonly server: number;
  readonly database: number;
  readonly retries: number;
}

export async function* benchFleet(): AsyncGenerator<string> {
  const rows: string[][] = [];
  let first: Measured | null = null;
  for (const house of HOUSES) {
    const measured = await measure(house);
    first ??= measured;
    rows.push(rowOf(house, measured, first));
    yield `${house.name}: ${messagesOf(measured)} messages acknowledged, each judged once and answered once`;
  }
  yield `\nwebhook → answer, everything stored; steady ${PER_SECOND}/s for ${SECONDS} s, then ${CONNECTIONS} at once for ${SECONDS} s`;
  yield printTable(
    ['', 'steady p50 ms', 'p99 ms', 'at most /s', 'p99 ms', '× SQLite', 'server CPU ms', 'database CPU ms', 'begun again'],
    rows,
  );
  yield 'CPU is for one message at full load; begun again: writers overtaken by another, for 1,000 messages. This program and the database share the machine.';
}

function rowOf({ name, postgres }: House, measured: Measured, first: Measured): string[] {
  const { steady, full, server, database, retries } = measured;
  const perSecond = ({ times, seconds }: Delivered): number => times.length / seconds;
  return [
    name,
    percentile(steady.times, 0.5).toFixed(1),
    percentile(steady.times, 0.99).toFixed(1),
    perSecond(full).toFixed(0),
    percentile(full.times, 0.99).toFixed(0),
    (perSecond(full) / perSecond(first.full)).toFixed(2),
    server.toFixed(2),
    postgres ? database.toFixed(2) : 'in it',
    postgres ? ((1000 * retries) / messagesOf(measured)).toFixed(1) : '–',
  ];
}

function messagesOf({ steady, full }: Measured): number {
  return steady.times.length + full.times.length;
}

async function measure({ name, instances, postgres }: House): Promise<Measured> {
  const data = mkdtempSync(join(tmpdir(), 'bench-'));
  const servers: ChildProcess[] = [];
  let database: BenchPostgres | null = null;
  try {
    if (postgres) database = await startBenchPostgres(tmpdir(), ['shared_buffers=512MB']);
    const url = database?.url ?? '';
    const urls: string[] = [];
    for (let index = 0; index < instances; index++) {
      const server = startServer(data, url);
      servers.push(server);
      urls.push(await readyUrl(server));
    }
    const citizens = new BenchCitizens(urls);
    const warm = await citizens.steadily(PER_SECOND, WARM_UP_SECONDS);
    const before = database?.retries() ?? 0;
    const steady = await citizens.steadily(PER_SECOND, SECONDS);
    const pids = servers.map(({ pid }) => pid ?? 0);
    const spent = [cpuSeconds(pids), cpuSeconds([database?.pid ?? 0])] as const;
    const full = await citizens.atOnce(CONNECTIONS, SECONDS);
    const each = 1000 / full.times.length;
    const measured = {
      steady,
      full,
      server: (cpuSeconds(pids) - spent[0]) * each,
      database: (cpuSeconds([database?.pid ?? 0]) - spent[1]) * each,
      retries: (database?.retries() ?? 0) - before,
    };
    await checkAnswered(name, { data, url }, [warm, steady, full]);
    return measured;
  } finally {
    for (const server of servers) server.kill('SIGKILL');
    await database?.remove();
    rmSync(data, { recursive: true, force: true });
  }
}

function startServer(data: string, databaseUrl: string): ChildProcess {
  return spawnServer({
    ...process.env,
    PORT: '0',
    DATA_DIR: data,
    DATABASE_URL: databaseUrl,
    MASTER_KEY,
    RATE_LIMIT: 'off',
    LOG_LEVEL: 'info',
    WECHAT_TOKEN: BENCH_TOKEN,
    WECHAT_MODE: 'plain',
  });
}

/** What was acknowledged is there, judged once, and answered once in the HTTP answer. @throws AppError `bench.lost` */
async function checkAnswered(name: string, at: { data: string; url: string }, parts: readonly Delivered[]): Promise<void> {
  const sent = parts.reduce((sum, { times, failed }) => sum + times.length + failed, 0);
  const answered = parts.reduce((sum, { times }) => sum + times.length, 0);
  const { config } = readConfig({ DATA_DIR: at.data, DATABASE_URL: at.url }, () => '');
  const database = await openDatabase(config, { connections: 2 });
  try {
    const count = async (counting: RawBuilder<{ n: number }>): Promise<number> =>
      Number((await counting.execute(database.query)).rows[0]?.n);
    const found = {
      messages: await count(sql`SELECT count(*) AS n FROM messages WHERE author = 'citizen'`),
      outcomes: await count(sql`SELECT count(*) AS n FROM outcomes`),
      replies: await count(sql`SELECT count(*) AS n FROM messages WHERE author = 'bot'`),
      answered: await count(sql`SELECT count(DISTINCT in_reply_to) AS n FROM messages JOIN outbox ON outbox.message_id = messages.id
        WHERE author = 'bot' AND state = 'accepted' AND via = 'answer'`),
    };
    // What failed here may still have arrived.
    const right = Object.values(found).every((one) => one >= answered && one <= sent) && found.outcomes === found.replies;
    if (!right) throw new AppError('bench.lost', `${name}: of ${answered} acknowledged messages there are ${JSON.stringify(found)}`);
    const instead = parts.flatMap((part) => [...part.instead].map(([what, times]) => `${times} × ${what}`));
    if (sent > answered) process.stderr.write(`${name}: ${sent - answered} of ${sent} were not answered at once: ${instead.join(', ')}\n`);
    if (answered === 0) throw new AppError('bench.lost', `${name} answered nothing`);
  } finally {
    await database.close();
  }
}
