import { setTimeout as sleep } from 'node:timers/promises';
import type { CompiledQuery, QueryResult } from 'kysely';
import pg from 'pg';
import { AppError } from '../errors.ts';
import { isConnectionLost, isWorthRepeating, withoutValues } from './postgres-errors.ts';

export interface PostgresSettings {
  /** `postgres://user:password@host/database?sslmode=verify-full` */
  readonly url: string;
  /** Connections that may be open at once, besides the one that listens; at least 2. */
  readonly connections: number;
  /** Milliseconds that a statement may take. */
  readonly statementMs: number;
  /** 0 to 1, for the pauses between attempts. */
  readonly random: () => number;
  /** Hears that a connection broke which nobody was using; nothing of a person in it. */
  readonly warn?: (error: unknown) => void;
}

export type Statement = Pick<CompiledQuery, 'sql' | 'parameters'>;
export interface Connections {
  run(statement: Statement): Promise<QueryResult<never>>;
  /** In one transaction. */
  batch(statements: readonly Statement[]): Promise<void>;
}

/** Whoever cannot have a connection for so long is told that the database does not answer. Milliseconds. */
const LONGEST_CONNECT = 5000;
const IDLE = 30_000;
/** Of a connection on which nothing is said, so that a firewall does not forget it and a dead server shows. */
const KEEP_ALIVE = 10_000;
/** More than the server is given: past it the line is dead, not the statement slow. Milliseconds. */
const LINE_SLACK = 5000;
/** Longest wait for a row that another holds; less than a statement may take, so that the two can be told apart. */
const LOCK_SHARE = 0.8;

/** Attempts at a statement for which another was quicker, and the pause before the second; it grows with each. */
const MOST_ATTEMPTS = 20;
const FIRST_PAUSE = 2;
const LONGEST_PAUSE = 100;

/** Any number that nobody else uses: whoever migrates holds it. */
export const MIGRATING = 0x46_41_4d_49;

export function connectionsTo(settings: PostgresSettings) {
  const half = Math.max(1, Math.floor(settings.connections / 2));
  const readers = poolOf(settings, 'read committed', Math.max(1, settings.connections - half));
  const writers = poolOf(settings, 'serializable', half);
  const again = <Result>(work: () => Promise<Result>) => untilNobodyWasQuicker(settings.random, work);
  const on = (pool: pg.Pool): Connections => ({
    run: (statement) => again(() => withClient(pool, (client) => send(client, statement))),
    batch: (statements) => again(() => withClient(pool, (client) => transaction(client, statements))),
  });
  const lasting = (): pg.Client => {
    try {
      return new pg.Client({ ...common(settings), connectionTimeoutMillis: LONGEST_CONNECT });
    } catch (error) {
      // The driver reads certificates here.
      throw withoutValues(error);
    }
  };
  return {
    readCommitted: on(readers),
    serializable: on(writers),

    /** While nobody else is in here. On a connection of its own, whose statements may take as long as they need. */
    async alone<Result>(work: (run: (statements: readonly Statement[]) => Promise<void>) => Promise<Result>): Promise<Result> {
      const client = lasting();
      // What it was doing rejects as well.
      client.on('error', () => undefined);
      try {
        await client.connect();
        await client.query(`SELECT pg_advisory_lock(${MIGRATING})`);
        return await work((statements) => again(() => transaction(client, statements)));
      } catch (error) {
        throw withoutValues(error);
      } finally {
        // The lock goes with the connection.
        await client.end().catch(() => undefined);
      }
    },
    /** One that stays, outside of the pools. */
    lasting,
    close: async () => void (await Promise.all([readers.end(), writers.end()])),
  };
}

/** What every connection has. */
const common = ({ url }: PostgresSettings): pg.ClientConfig => ({
  connectionString: url,
  keepAlive: true,
  keepAliveInitialDelayMillis: KEEP_ALIVE,
  application_name: 'fanzha',
  // A batch is one way there and back, not one for every statement.
  pipeline: true,
  types: { getTypeParser: typeParser },
});

function poolOf(settings: PostgresSettings, isolation: string, max: number): pg.Pool {
  const { statementMs, warn } = settings;
  const pool = new pg.Pool({
    ...common(settings),
    max,
    connectionTimeoutMillis: LONGEST_CONNECT,
    idleTimeoutMillis: IDLE,
    statement_timeout: statementMs,
    lock_timeout: Math.ceil(statementMs * LOCK_SHARE),
    idle_in_transaction_session_timeout: statementMs,
    query_timeout: statementMs + LINE_SLACK,
    // The server notes what a serializable transaction has looked at; of a sequential scan that is the whole table.
    options: `-c default_transaction_isolation=${isolation.replace(' ', '\\ ')} -c enable_seqscan=${isolation === 'serializable' ? 'off' : 'on'}`,
  });
  // Without listeners a server that restarts would end this program with it: whoever has the connection learns of it by what he
  // asked, and of one that nobody has we are told here.
  pool.on('connect', (client) => client.on('error', () => undefined));
  pool.on('error', (error) => warn?.(withoutValues(error)));
  return pool;
}

const INT8 = 20;
const NUMERIC = 1700;
const BOOL = 16;

/** Values as SQLite gives them: numbers are numbers, and what is true is 1. */
function typeParser(oid: number, format?: 'text' | 'binary'): (text: string) => unknown {
  if (oid === INT8 || oid === NUMERIC) return asNumber;
  if (oid === BOOL) return (text) => (text === 't' ? 1 : 0);
  return pg.types.getTypeParser(oid, format as 'text');
}

/** @throws AppError `storage.number` when it is beyond what a number holds exactly: to go on with a wrong one would be worse */
function asNumber(text: string): number {
  const value = Number(text);
  if (Number.isInteger(value) && !Number.isSafeInteger(value))
    throw new AppError('storage.number', 'a whole number of the database is too large to be held exactly');
  return value;
}

async function withClient<Result>(pool: pg.Pool, work: (client: pg.PoolClient) => Promise<Result>): Promise<Result> {
  let client: pg.PoolClient;
  try {
    client = await pool.connect();
  } catch (error) {
    throw withoutValues(error);
  }
  try {
    const result = await work(client);
    client.release();
    return result;
  } catch (error) {
    client.release(isConnectionLost(error));
    throw error;
  }
}

async function send(client: pg.ClientBase, { sql, parameters }: Statement): Promise<QueryResult<never>> {
  const { command, rowCount, rows } = await client.query({ text: sql, values: parameters.map(storable) });
  const changed = ['INSERT', 'UPDATE', 'DELETE'].includes(command) ? { numAffectedRows: BigInt(rowCount ?? 0) } : {};
  return { rows: rows as never[], ...changed };
}

/** PostgreSQL's texts know no zero character; nobody means one, and a message must not fail for it. */
function storable(value: unknown): unknown {
  return typeof value === 'string' && value.includes('\0') ? value.replaceAll('\0', '\u{FFFD}') : value;
}

/** All are sent at once: after one that fails the others are refused, and COMMIT takes everything back. */
async function transaction(client: pg.ClientBase, statements: readonly Statement[]): Promise<void> {
  const sent = [
    client.query('BEGIN ISOLATION LEVEL SERIALIZABLE'),
    ...statements.map((statement) => send(client, statement)),
    client.query('COMMIT'),
  ];
  const results = await Promise.allSettled(sent);
  const failed = results.find((result) => result.status === 'rejected');
  if (failed) throw failed.reason;
}

async function untilNobodyWasQuicker<Result>(random: () => number, work: () => Promise<Result>): Promise<Result> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await work();
    } catch (error) {
      if (!isWorthRepeating(error)) throw withoutValues(error);
      if (attempt === MOST_ATTEMPTS)
        throw new AppError('storage.busy', '数据库太忙，请稍后再试；急事打110。 Others were quicker every time.', 503);
      await sleep(Math.min(LONGEST_PAUSE, FIRST_PAUSE * 2 ** (attempt - 1)) * (0.5 + random()));
    }
  }
}
