import { sql } from 'kysely';
import { afterEach, describe, expect, it } from 'vitest';
import { openNodeSqlite } from '../../src/storage/node-sqlite.ts';
import { UNSENT } from '../../src/storage/outbox-states.ts';
import { testPatternUse } from './pattern-use-contract.ts';
import { testStorage } from './storage-contract.ts';
import { openTemporarySqlite } from './temporary-sqlite.ts';

testStorage('SQLite', openTemporarySqlite);
testPatternUse('SQLite', openTemporarySqlite);

describe('SQLite on Node', () => {
  const closing: (() => Promise<void>)[] = [];
  afterEach(async () => {
    for (const close of closing.splice(0)) await close();
  });

  async function open() {
    const under = await openTemporarySqlite();
    closing.push(under.close);
    return under;
  }

  it('writes ahead and waits for the disk, so that what was acknowledged survives a power cut', async () => {
    const { database } = await open();
    const read = async (name: string): Promise<unknown> => {
      return Object.values((await sql.raw(`PRAGMA ${name}`).execute(database.query)).rows[0] as object)[0];
    };
    expect(await read('journal_mode')).toBe('wal');
    expect(await read('synchronous')).toBe(2);
    expect(await read('foreign_keys')).toBe(1);
  });

  it('shows one program at once what another has written', async () => {
    const first = await open();
    const second = openNodeSqlite(`${first.folder}/test.db`);
    await first.storage.ensureConversation('web:c1', 'web');
    const rows = await second.query.selectFrom('conversations').select('id').execute();
    await second.close();
    expect(rows).toEqual([{ id: 'web:c1' }]);
  });

  it('finds what is due by the index of the few unsent rows of its channel, however much was sent before, or lies where nobody sends', async () => {
    const { database } = await open();
    const plan = async (states: readonly unknown[]): Promise<string> => {
      const due = database.query
        .selectFrom('outbox')
        .select('id')
        .where('channel', 'in', ['telegram'])
        .where('state', 'in', states as never)
        .where('due_at', '<=', 1)
        .orderBy('due_at');
      const { sql: text, parameters } = due.compile();
      const rows = await sql
        .raw(`EXPLAIN QUERY PLAN ${text.replaceAll('?', () => `'${String(parameters.length)}'`)}`)
        .execute(database.query);
      return JSON.stringify(rows.rows);
    };
    expect(await plan(UNSENT)).toContain('USING INDEX outbox_due_by_channel (channel=? AND due_at<?)');
    expect(await plan(UNSENT)).not.toContain('TEMP B-TREE');
    expect(await plan(['queued', 'sending'])).not.toContain('outbox_due');
  });

  it('erases more people at once than a statement of D1 may name', async () => {
    const { database, storage } = await open();
    for (let index = 0; index < 130; index++) {
      await storage.ensureConversation(`web:c${index}`, 'web');
      await storage.leave(`web:c${index}`);
    }
    expect(await storage.eraseLeavers()).toBe(130);
    expect(await database.query.selectFrom('persons').select('id').where('key_wrapped', 'is not', null).execute()).toEqual([]);
  });

  it('refuses a message of a conversation that is not there', async () => {
    const { database } = await open();
    const orphan = database.query.insertInto('messages').values({
      id: 'm',
      conversation_id: 'web:none',
      channel: 'web',
      external_id: 'x',
      author: 'citizen',
      body_sealed: '',
      body_hash: '',
      in_reply_to: null,
      created_at: 0,
    });
    await expect(orphan.execute()).rejects.toThrow(/FOREIGN KEY/);
  });
});
