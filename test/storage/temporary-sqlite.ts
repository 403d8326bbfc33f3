import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { migrate } from '../../src/storage/migrate.ts';
import { openNodeSqlite } from '../../src/storage/node-sqlite.ts';
import { createSealer } from '../../src/storage/seal.ts';
import { createStorage } from '../../src/storage/storage.ts';
import { START, type StorageUnderTest } from './storage-under-test.ts';

export const MASTER_KEY = '0f'.repeat(32);

/** What D1 refuses, as its simulator sets it, so that a statement of ours runs everywhere; how large a row may be, d1.test.ts sees to. */
const LIMITS_OF_D1 = {
  sqlLength: 100_000,
  column: 100,
  exprDepth: 100,
  compoundSelect: 5,
  functionArg: 32,
  likePatternLength: 50,
  variableNumber: 100,
};

/** A real file, as in production, in a folder of its own that goes with it. */
export async function openTemporarySqlite(): Promise<StorageUnderTest & { readonly folder: string }> {
  const folder = mkdtempSync(join(tmpdir(), 'storage-'));
  const database = openNodeSqlite(join(folder, 'test.db'), LIMITS_OF_D1);
  const clock = { now: START };
  let ids = 0;
  await migrate(database, () => clock.now);
  const sources = { now: () => clock.now, id: () => `id-${String(++ids).padStart(6, '0')}` };
  return {
    folder,
    clock,
    database,
    storage: createStorage(database, await createSealer(MASTER_KEY), sources),
    bytes: async () => Buffer.concat(readdirSync(folder).map((name) => readFileSync(join(folder, name)))),
    async close() {
      await database.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
