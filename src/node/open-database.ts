import { join, resolve } from 'node:path';
import type { Config } from '../config.ts';
import type { Log } from '../log.ts';
import { openD1 } from '../storage/d1.ts';
import type { Database } from '../storage/database.ts';
import { openNodeSqlite } from '../storage/node-sqlite.ts';
import { d1Address, d1OverHttp, TextsAsValues } from './d1-over-http.ts';

/** What a program has besides the server needs fewer connections. */
interface Opening {
  /** Hears of connections that broke. */
  readonly log?: Pick<Log, 'warn'>;
  /** Connections at most; left out: as the settings say. */
  readonly connections?: number;
}

/** The file of the database that the settings name; null when it is a PostgreSQL server or a Worker's D1. */
export function databaseFile({ DATABASE_URL, DATA_DIR }: Config): string | null {
  if (isPostgres(DATABASE_URL) || isD1(DATABASE_URL)) return null;
  return DATABASE_URL.replace(/^sqlite:(?:\/\/)?/, '') || join(resolve(DATA_DIR), 'fanzha.db');
}

export async function openDatabase(config: Config, { log, connections = config.DATABASE_POOL }: Opening = {}): Promise<Database> {
  const file = databaseFile(config);
  if (file !== null) return openNodeSqlite(file);
  const d1 = d1Address(config.DATABASE_URL);
  if (d1) return openD1(d1OverHttp(d1, fetch), () => new TextsAsValues());
  // Whoever runs on SQLite pays nothing for it: 13 MB and a tenth of a second.
  const { openPostgres } = await import('../storage/postgres.ts');
  return openPostgres({
    url: config.DATABASE_URL,
    connections: Math.min(connections, config.DATABASE_POOL),
    statementMs: config.DATABASE_STATEMENT_MS,
    random: Math.random,
    warn: (error) => log?.warn({ err: error }, 'a connection to the database broke; it is opened again when it is needed'),
  });
}

/** It belongs to a Worker; commands reach it from outside. */
export function isD1(url: string): boolean {
  return url.startsWith('d1:');
}

function isPostgres(url: string): boolean {
  return /^postgres(?:ql)?:/.test(url);
}
