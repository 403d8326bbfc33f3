import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openD1 } from '../../src/storage/d1.ts';
import { migrate } from '../../src/storage/migrate.ts';
import { MIGRATIONS } from '../../src/storage/migrations.ts';
import { countedD1 } from '../../src/worker/counted-d1.ts';
import { testCaseRaces } from './case-races-contract.ts';
import { testEvents } from './events-contract.ts';
import { type LocalD1, startLocalD1 } from './local-d1.ts';
import { testMessages } from './messages-contract.ts';
import { openLocalD1 } from './open-d1.ts';
import { testOutbox } from './outbox-contract.ts';
import { testOutcomes } from './outcomes-contract.ts';
import { testReleases } from './releases-contract.ts';

/** The way of a message; `npm run d1-contract` runs all of the storage contract. */
const DATABASES = 150;
let local: LocalD1;
beforeAll(async () => {
  local = await startLocalD1(DATABASES);
});
afterAll(() => local.stop());

for (const test of [testMessages, testOutbox, testOutcomes, testEvents, testReleases, testCaseRaces]) test('D1', () => openLocalD1(local));

describe('D1', () => {
  it('has every table once when many begin at the same moment', async () => {
    const database = openD1(local.fresh());
    await Promise.all(Array.from({ length: 8 }, () => migrate(database, () => 1)));
    expect(await database.query.selectFrom('schema_migrations').select('id').execute()).toHaveLength(MIGRATIONS.length);
  });

  it('does all statements of a batch or none', async () => {
    const { database, storage } = await openLocalD1(local);
    const person = (id: string) => database.query.insertInto('persons').values({ id, key_wrapped: null, created_at: 0 });
    const failed = await database.batch([person('a'), person('b'), person('a')]).catch((error: unknown) => error);
    expect(database.isUniqueViolation(failed)).toBe(true);
    expect(await database.query.selectFrom('persons').selectAll().execute()).toEqual([]);
    await expect(database.batch([])).resolves.toBeUndefined();
    await expect(storage.ping()).resolves.toBeUndefined();
  });

  it('refuses a statement with more than a hundred values, and one row of more than 2 MB', async () => {
    const { database } = await openLocalD1(local);
    const values = sql.join(Array.from({ length: 101 }, (_, index) => index));
    await expect(sql`SELECT 1 WHERE 1 IN (${values})`.execute(database.query)).rejects.toThrow('too many SQL variables');
    await expect(sql`SELECT ${'x'.repeat(2_000_000)}`.execute(database.query)).rejects.toThrow('2 MB');
  });

  it('has no transaction that stays open, and says what to use instead', async () => {
    const { database } = await openLocalD1(local);
    await expect(database.query.transaction().execute(async () => undefined)).rejects.toThrow('database.batch');
  });

  it('is counted by call, a batch as one', async () => {
    const counted = countedD1(local.fresh());
    const database = openD1(counted.binding);
    await sql`CREATE TABLE persons (id TEXT PRIMARY KEY, key_wrapped TEXT, created_at BIGINT)`.execute(database.query);
    const person = (id: string) => database.query.insertInto('persons').values({ id, key_wrapped: null, created_at: 0 });
    await database.batch([person('a'), person('b')]);
    expect(await database.query.selectFrom('persons').select('id').execute()).toHaveLength(2);
    expect(counted.calls()).toBe(3);
  });
});
