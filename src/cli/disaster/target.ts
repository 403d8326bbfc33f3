import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { readConfig } from '../../config.ts';
import { AppError } from '../../errors.ts';
import { openDatabase } from '../../node/open-database.ts';
import type { Database } from '../../storage/database.ts';

/** The database that a drill breaks: what a server is told of it, and how the drill itself looks into it. */
export interface Target {
  readonly name: 'sqlite' | 'postgres';
  /** Settings of the servers. */
  readonly settings: Readonly<Record<string, string>>;
  /** Where the master key is. */
  readonly folder: string;
  /** A connection of the drill's own. */
  open(): Promise<Database>;
  /** Takes the database away from the servers; the returned function gives it back. */
  takeAway(): Promise<() => Promise<void>>;
  /** What the engine itself finds wrong. */
  findFaults(database: Database): Promise<readonly string[]>;
  remove(): Promise<void>;
}

export const scratchFolder = (): string => mkdtempSync(join(tmpdir(), 'disaster-'));

/** @param folder where the file is to be; it is removed at the end */
export function sqliteTarget(folder: string = scratchFolder()): Target {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const settings = { DATA_DIR: folder };
  const open = async (): Promise<Database> => openDatabase(readConfig(settings, () => '').config);
  return {
    name: 'sqlite',
    settings,
    folder,
    open,
    async takeAway() {
      const database = await open();
      // Another program has it for itself: nobody else may write.
      await sql`BEGIN EXCLUSIVE`.execute(database.query);
      return async () => {
        await sql`ROLLBACK`.execute(database.query);
        await database.close();
      };
    },
    async findFaults({ query }) {
      const whole = await sql<{ integrity_check: string }>`PRAGMA integrity_check`.execute(query);
      const orphans = await sql<{ table: string }>`PRAGMA foreign_key_check`.execute(query);
      return [
        ...whole.rows.map((row) => row.integrity_check).filter((line) => line !== 'ok'),
        ...orphans.rows.map(({ table }) => `a row of ${table} points nowhere`),
      ];
    },
    remove: async () => rmSync(folder, { recursive: true, force: true }),
  };
}

/** @throws AppError `disaster.unsupported` */
export function onlyOn(target: Target['name'], wanted: Target['name'], drill: string): void {
  if (target !== wanted) throw new AppError('disaster.unsupported', `${drill} is a drill for ${wanted} alone`, 400);
}
