import { sql } from 'kysely';
import { afterEach, describe, expect, it } from 'vitest';
import { openNodeSqlite } from '../../src/storage/node-sqlite.ts';
import { testStorage } from './storage-contract.ts';
import { openTemporarySqlite } from './temporary-sqlite.ts';

testStorage('SQLite', openTemporarySqlite);

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
