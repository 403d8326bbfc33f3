import { openD1 } from '../../src/storage/d1.ts';
import { migrate } from '../../src/storage/migrate.ts';
import { createSealer } from '../../src/storage/seal.ts';
import { createStorage } from '../../src/storage/storage.ts';
import type { LocalD1 } from './local-d1.ts';
import { START, type StorageUnderTest } from './storage-under-test.ts';
import { MASTER_KEY } from './temporary-sqlite.ts';

/** A storage over a fresh D1 of a workerd on this machine. */
export async function openLocalD1(local: LocalD1): Promise<StorageUnderTest> {
  const binding = local.fresh();
  const database = openD1(binding);
  const clock = { now: START };
  let ids = 0;
  await migrate(database, () => clock.now);
  const sources = { now: () => clock.now, id: () => `id-${String(++ids).padStart(6, '0')}` };
  return {
    clock,
    database,
    storage: createStorage(database, await createSealer(MASTER_KEY), sources),
    async bytes() {
      const { results } = await binding
        .prepare("SELECT name FROM sqlite_master WHERE type = 'table' AND substr(name, 1, 3) <> '_cf'")
        .all();
      const tables = (results as readonly { name: string }[]).map(({ name }) => binding.prepare(`SELECT * FROM "${name}"`).all());
      return Buffer.from(JSON.stringify(await Promise.all(tables)));
    },
    close: () => database.close(),
  };
}
