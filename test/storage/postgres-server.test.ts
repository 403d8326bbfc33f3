import { sql } from 'kysely';
import pg from 'pg';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Database } from '../../src/storage/database.ts';
import { migrate } from '../../src/storage/migrate.ts';
import { MIGRATIONS } from '../../src/storage/migrations.ts';
import { openPostgres } from '../../src/storage/postgres.ts';
import { CONVERSATION, incoming, outcome, type StorageUnderTest, writeAudit } from './storage-under-test.ts';
import { startTemporaryPostgres, type TemporaryPostgres } from './temporary-postgres.ts';

/** What PostgreSQL alone must do: several connections that write at the same moment, and a server that may go away. */

let postgres: TemporaryPostgres;
beforeAll(async () => {
  postgres = await startTemporaryPostgres();
});
afterAll(() => postgres?.stop());

describe('PostgreSQL', () => {
  let under: StorageUnderTest & { readonly name: string };
  let clients: pg.Client[];
  beforeEach(async () => {
    under = await postgres.open();
    clients = [];
  });
  afterEach(async () => {
    await Promise.all(clients.map((client) => client.end()));
    await under.close();
  });

  /** Another program, whose transactions the test holds in its hand. */
  async function another(): Promise<pg.Client> {
    const client = new pg.Client({ connectionString: postgres.server.url(under.name) });
    clients.push(client);
    await client.connect();
    return client;
  }

  describe('migrations', () => {
    const opened: Database[] = [];
    afterEach(async () => {
      await Promise.all(opened.splice(0).map((database) => database.close()));
    });
    const open = (name: string): Database => {
      const database = openPostgres(postgres.settings(name));
      opened.push(database);
      return database;
    };

    it('happen once when five programs start together on an empty database', async () => {
      await postgres.server.asOwner('CREATE DATABASE five');
      const five = Array.from({ length: 5 }, () => open('five'));
      await Promise.all(five.map((database, index) => migrate(database, () => index)));
      const rows = await open('five').query.selectFrom('schema_migrations').selectAll().orderBy('id').execute();
      expect(rows.map(({ id, name }) => [id, name])).toEqual(MIGRATIONS.map(({ name }, index) => [index + 1, name]));
      expect(new Set(rows.map(({ applied_at }) => applied_at)).size).toBe(1);
    });

    it('wait for another that migrates, however long a statement may take', async () => {
      const held = await another();
      await held.query('SELECT pg_advisory_lock(1178684745)');
      const patient = openPostgres({ ...postgres.settings(under.name), statementMs: 100 });
      opened.push(patient);
      let done = false;
      const migrating = migrate(patient, () => 1).then(() => {
        done = true;
      });
      const watch = await another();
      // As long as it stands in the queue for the lock it has not begun; several statements' time goes by.
      for (let seen = 0; seen < 3; ) {
        const { rows } = await watch.query(
          "SELECT count(*)::int AS n, bool_or(now() - query_start > interval '250 ms') AS long FROM pg_stat_activity WHERE wait_event = 'advisory'",
        );
        if (rows[0].n === 1 && rows[0].long) seen++;
      }
      expect(done).toBe(false);
      await held.query('SELECT pg_advisory_unlock_all()');
      await migrating;
    });

    it('refuse a database that a newer program has used', async () => {
      await under.database.query
        .insertInto('schema_migrations')
        .values({ id: MIGRATIONS.length + 1, name: 'of-tomorrow', applied_at: 2 })
        .execute();
      await expect(migrate(under.database, () => 3)).rejects.toMatchObject({ code: 'storage.newer' });
      await under.database.query.deleteFrom('schema_migrations').where('id', '>', MIGRATIONS.length).execute();
    });
  });

  describe('values', () => {
    it('keep whole numbers to the last digit and fractions to the last bit', async () => {
      await incoming(under);
      const { messageId } = await incoming(under, { externalId: 'm2' });
      await under.storage.saveOutcome(outcome(messageId, { score: 0.1 + 0.2 }));
      await under.database.query.updateTable('outbox').set({ attempts: Number.MAX_SAFE_INTEGER }).execute();
      const row = await under.database.query
        .selectFrom('outcomes')
        .innerJoin('outbox', 'outbox.conversation_id', 'outcomes.conversation_id')
        .select(['score', 'attempts', 'outcomes.created_at'])
        .executeTakeFirstOrThrow();
      expect(row).toEqual({ score: 0.30000000000000004, attempts: Number.MAX_SAFE_INTEGER, created_at: under.clock.now });
    });

    it('are refused when they are beyond what a number holds', async () => {
      const beyond = sql<{ n: number }>`SELECT 9007199254740993 AS n`.execute(under.database.query);
      await expect(beyond).rejects.toThrow(/too large/);
    });

    it('take a zero character out of a text instead of failing for it', async () => {
      const saved = await incoming(under, { externalId: 'm\0x', text: '一\0二' });
      expect(await incoming(under, { externalId: 'm\0x', text: '一\0二' })).toMatchObject({ kind: 'duplicate' });
      const read = await under.database.query.selectFrom('messages').select(['id', 'external_id']).execute();
      expect(read).toEqual([{ id: saved.messageId, external_id: 'm\u{FFFD}x' }]);
    });

    it('stand in the order of their bytes, whatever language the server was set up for', async () => {
      await under.database.query
        .insertInto('releases')
        .values(['b', 'B', 'a', '你', 'Z', 'é'].map((version) => ({ version, checksum: '', kept_at: 0, entry: null })))
        .execute();
      const rows = await under.database.query.selectFrom('releases').select('version').orderBy('version').execute();
      expect(rows.map(({ version }) => version)).toEqual(['B', 'Z', 'a', 'b', 'é', '你']);
    });
  });

  describe('numbers that are drawn early and seen late', () => {
    const event = (message: string | null) =>
      `INSERT INTO events (conversation_id, kind, message_id, created_at) VALUES ('${CONVERSATION}', 'status', ${message}, 1) RETURNING seq`;
    beforeEach(async () => {
      await incoming(under);
    });

    it('are not passed over by a reader of events', async () => {
      const [slow, quick] = [await another(), await another()];
      await slow.query('BEGIN ISOLATION LEVEL SERIALIZABLE');
      // It has its transaction id and its number before the other has begun, and is seen after it.
      const first = Number((await slow.query(event(null))).rows[0].seq);
      const second = Number((await quick.query(event(null))).rows[0].seq);
      expect(second).toBeGreaterThan(first);
      expect(await under.storage.eventsAfter(CONVERSATION, 0)).toEqual([]);
      expect(await under.storage.deskCursor()).toBe(0);
      await slow.query('COMMIT');
      expect((await under.storage.eventsAfter(CONVERSATION, 0)).map(({ seq }) => seq)).toEqual([first, second]);
      expect(await under.storage.deskCursor()).toBe(second);
    });

    it('are not passed over either when the slower one began to write before it drew', async () => {
      const [slow, quick] = [await another(), await another()];
      await quick.query('BEGIN');
      await quick.query("UPDATE conversations SET updated_at = 2 WHERE id = 'nobody'; SELECT pg_current_xact_id()");
      await slow.query('BEGIN');
      const first = Number((await slow.query(event(null))).rows[0].seq);
      const second = Number((await quick.query(event(null))).rows[0].seq);
      await quick.query('COMMIT');
      expect(await under.storage.eventsAfter(CONVERSATION, 0)).toEqual([]);
      await slow.query('COMMIT');
      expect((await under.storage.eventsAfter(CONVERSATION, 0)).map(({ seq }) => seq)).toEqual([first, second]);
    });

    it('hold nobody up when their transaction was taken back', async () => {
      const [slow, quick] = [await another(), await another()];
      await slow.query('BEGIN');
      await slow.query(event(null));
      const second = Number((await quick.query(event(null))).rows[0].seq);
      await slow.query('ROLLBACK');
      expect((await under.storage.eventsAfter(CONVERSATION, 0)).map(({ seq }) => seq)).toEqual([second]);
    });

    it('do not wait for a transaction that draws none', async () => {
      const [slow, quick] = [await another(), await another()];
      await slow.query('BEGIN');
      await slow.query('UPDATE conversations SET updated_at = 2');
      const seq = Number((await quick.query(event(null))).rows[0].seq);
      expect((await under.storage.eventsAfter(CONVERSATION, 0)).map((one) => one.seq)).toEqual([seq]);
    });

    it('come into the audit chain in their order', async () => {
      const slow = await another();
      await slow.query('BEGIN');
      await slow.query("INSERT INTO audit (at, action, subject) VALUES (1, 'case.read', 'slow')");
      await writeAudit(under, 'o1', 'quick');
      expect(await under.storage.chainAudit()).toBe(0);
      await slow.query('COMMIT');
      expect(await under.storage.chainAudit()).toBe(2);
      expect(await under.storage.verifyAudit()).toMatchObject({ ok: true, rows: 2, chained: 2 });
    });
  });
});
