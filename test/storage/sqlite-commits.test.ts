import { type Compilable, sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openNodeSqlite } from '../../src/storage/node-sqlite.ts';
import { openTemporarySqlite } from './temporary-sqlite.ts';

describe('those who write to SQLite at the same moment', () => {
  let under: Awaited<ReturnType<typeof openTemporarySqlite>>;
  beforeEach(async () => {
    under = await openTemporarySqlite();
  });
  afterEach(() => under.close());
  const person = (id: string) => under.database.query.insertInto('persons').values({ id, key_wrapped: null, created_at: 1 });
  const batch = (...statements: readonly Compilable[]): Promise<void> => under.database.batch(statements);
  const people = async (): Promise<readonly string[]> => {
    const rows = await under.database.query.selectFrom('persons').select('id').orderBy('id').execute();
    return rows.map(({ id }) => id);
  };

  it('stand or fall each alone: what one breaks off leaves nothing of its own, and everything of the others', async () => {
    const ended = await Promise.allSettled([
      batch(person('a')),
      batch(person('b'), person('c')),
      batch(person('d'), person('a')),
      batch(person('b')),
      batch(person('e')),
    ]);
    expect(ended.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled', 'rejected', 'rejected', 'fulfilled']);
    expect(ended.flatMap((one) => (one.status === 'rejected' ? [under.database.isUniqueViolation(one.reason)] : []))).toEqual([true, true]);
    expect(await people()).toEqual(['a', 'b', 'c', 'e']);
  });

  it('see what those before them have written, and each hears what came of his own', async () => {
    const leaving = (at: number) =>
      under.database.query.updateTable('persons').set({ leaving_since: at }).where('leaving_since', 'is', null);
    const [, first, second] = await Promise.all([
      batch(person('a'), person('b')),
      leaving(5).returning('id').execute(),
      leaving(6).executeTakeFirst(),
    ]);
    expect(first.map(({ id }) => id).sort()).toEqual(['a', 'b']);
    expect(second.numUpdatedRows).toBe(0n);
  });

  it('all hear that the disk is full, and nothing of any is kept; afterwards all goes on', async () => {
    const pages = async (most: string): Promise<unknown> => sql.raw(`PRAGMA max_page_count = ${most}`).execute(under.database.query);
    await pages('1');
    const large = 'x'.repeat(200_000);
    const ended = await Promise.allSettled([batch(person('a')), batch(person(large)), batch(person('c'), person('d'))]);
    expect(ended.map((one) => (one.status === 'rejected' ? one.reason.code : 'kept'))).toEqual(Array(3).fill('storage.full'));
    await pages('1000000');
    expect(await people()).toEqual([]);
    await person('e').execute();
    expect(await people()).toEqual(['e']);
  });

  it('are written before the file is closed', async () => {
    const writing = batch(person('a'), person('b'));
    await under.database.close();
    await writing;
    const again = openNodeSqlite(`${under.folder}/test.db`);
    expect(await again.query.selectFrom('persons').select('id').execute()).toHaveLength(2);
    await again.close();
  });
});
