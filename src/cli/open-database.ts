import { join, resolve } from 'node:path';
import type { Config } from '../config.ts';
import type { Database } from '../storage/database.ts';
import { openNodeSqlite } from '../storage/node-sqlite.ts';

/** The file of the database that the settings name. */
export function databaseFile({ DATABASE_URL, DATA_DIR }: Config): string {
  return DATABASE_URL.replace(/^sqlite:(?:\/\/)?/, '') || join(resolve(DATA_DIR), 'fanzha.db');
}

export function openDatabase(config: Config): Database {
  return openNodeSqlite(databaseFile(config));
}
