import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Database } from '../../src/storage/database.ts';
import { openNodeSqlite } from '../../src/storage/node-sqlite.ts';
import { createPatience } from '../../src/storage/sqlite-patience.ts';
import { openTemporarySqlite } from './temporary-sqlite.ts';

describe('a SQLite file that another program has locked', () => {
  let under: Awaited<ReturnType<typeof openTemporarySqlite>>;
  let other: Database;
  beforeEach(async () => {
    under = await openTemporarySqlite();
    other = openNodeSqlite(`${under.folder}/test.db`);
    await sql`BEGIN EXCLUSIVE`.execute(other.query);
  });
  afterEach(async () => {
    await other.close();
    await under.close();
  });
  const people = async (): Promise<number> => (await under.database.query.selectFrom('persons').selectAll().execute()).length;
  const person = (id: string) => under.database.query.insertInto('persons').values({ id, key_wrapped: null, created_at: 1 });

  it('is waited for in order, while others go on: readers, and whoever needs no database', async () => {
    const done: string[] = [];
    const writing = ['a', 'b', 'c'].map((name) =>
      person(name)
        .execute()
        .then(() => done.push(name)),
    );
    let turns = 0;
    const counting = setInterval(() => turns++, 1);
    for (let read = 0; read < 20; read++) {
      expect(await people()).toBe(0);
      await new Promise((next) => setTimeout(next, 5));
    }
    clearInterval(counting);
    expect(done).toEqual([]);
    expect(turns).toBeGreaterThan(3);
    await sql`ROLLBACK`.execute(other.query);
    await Promise.all(writing);
    expect(done).toEqual(['a', 'b', 'c']);
    expect(await people()).toBe(3);
  });
});

describe('the patience with SQLite', () => {
  const refusal = (errcode: number): Error => Object.assign(new Error('SQLite refused'), { errcode });
  const refusing = (errcode: number) => () => {
    throw refusal(errcode);
  };

  it('ends, with an error that the caller can be told', async () => {
    const patience = createPatience(1);
    const waiting = [1, 2, 3].map(() => patience(refusing(5)));
    for (const one of waiting) await expect(one).rejects.toMatchObject({ code: 'storage.unavailable', status: 503 });
    expect(await patience(() => 'done')).toBe('done');
  });

  it.each([
    [13, 'storage.full'],
    [10, 'storage.unavailable'],
    // SQLITE_IOERR_WRITE: the primary code is in the lowest byte.
    [778, 'storage.unavailable'],
    [8, 'storage.unavailable'],
    [14, 'storage.unavailable'],
  ])('says of result code %i at once that it is %s', async (errcode, code) => {
    await expect(createPatience()(refusing(errcode))).rejects.toMatchObject({ code, status: 503 });
  });

  it('leaves a fault of ours as it is', async () => {
    await expect(createPatience()(refusing(19))).rejects.toMatchObject({ errcode: 19 });
  });
});
