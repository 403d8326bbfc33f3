import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inspect } from 'node:util';
import { sql } from 'kysely';
import pg from 'pg';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { STATEMENTS } from '../../src/node/erase-again.ts';
import { createErasureLedger } from '../../src/node/erasure-ledger.ts';
import { appendToLedger, erasedMark } from '../../src/node/erasure-list.ts';
import { bellOf } from '../../src/storage/await-news.ts';
import type { Database, News } from '../../src/storage/database.ts';
import { migrate } from '../../src/storage/migrate.ts';
import { MIGRATIONS } from '../../src/storage/migrations.ts';
import { openPostgres } from '../../src/storage/postgres.ts';
import type { PostgresSettings } from '../../src/storage/postgres-connections.ts';
import { createSealer } from '../../src/storage/seal.ts';
import { createStorage, type Storage } from '../../src/storage/storage.ts';
import { openTestApp } from '../routes/test-app.ts';
import { CONVERSATION, incoming, outcome, type StorageUnderTest, writeAudit } from './storage-under-test.ts';
import { startTemporaryPostgres, type TemporaryPostgres } from './temporary-postgres.ts';
import { MASTER_KEY } from './temporary-sqlite.ts';

/** What PostgreSQL alone must do: several connections that write at the same moment, and a server that may go away. */

let postgres: TemporaryPostgres;
beforeAll(async () => {
  postgres = await startTemporaryPostgres();
});
afterAll(() => postgres?.stop());

describe('PostgreSQL', () => {
  let under: StorageUnderTest & { readonly name: string };
  let clients: pg.Client[];
  let opened: Database[];
  beforeEach(async () => {
    under = await postgres.open();
    clients = [];
    opened = [];
  });
  afterEach(async () => {
    await Promise.all([...clients.map((client) => client.end()), ...opened.map((database) => database.close())]);
    await under.close();
  });

  /** Another program on the same database, or on another one. */
  function open(changes: Partial<PostgresSettings> = {}, name = under.name): Database {
    const database = openPostgres({ ...postgres.settings(name), ...changes });
    opened.push(database);
    return database;
  }

  /** Another program, whose transactions the test holds in its hand. */
  async function another(): Promise<pg.Client> {
    const client = new pg.Client({ connectionString: postgres.server.url(under.name) });
    clients.push(client);
    await client.connect();
    return client;
  }

  it('erases again at its start whoever a dump or a recovery brought back, and sends him nothing', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'ledger-'));
    const path = join(folder, 'erasures.ledger');
    for (const name of ['telegram:gone', 'telegram:stays']) {
      const { messageId } = await incoming(under, { conversationId: name, channel: 'telegram', externalId: name, text: '他叫我转账' });
      await under.storage.saveOutcome(
        outcome(messageId, { conversationId: name, passive: false, replies: [{ id: `r-${name}`, text: '别转' }] }),
      );
    }
    const { person_id } = await under.database.query
      .selectFrom('conversations')
      .select('person_id')
      .where('id', '=', 'telegram:gone')
      .executeTakeFirstOrThrow();
    appendToLedger(path, [erasedMark('person', person_id), erasedMark('citizen', 'of another database')], 1);
    const ledger = createErasureLedger(under.database, path, () => 2);
    expect([await ledger.eraseAgain(), await ledger.eraseAgain()]).toEqual([1, 0]);
    const due = [await under.storage.claimDue(['telegram']), await under.storage.claimDue(['telegram'])];
    expect(due.map((one) => one?.conversationId)).toEqual(['telegram:stays', undefined]);
    await expect(under.storage.loadConversation('telegram:gone')).rejects.toMatchObject({ code: 'conversation.erased' });
    // The rest of them are SQL here, too.
    for (const { sql: statement } of Object.values(STATEMENTS).flat())
      await postgres.server.asOwner(`EXPLAIN ${statement.replace('?', "'nobody'")}`, under.name);
    rmSync(folder, { recursive: true });
  });

  describe('migrations', () => {
    it('happen once when five programs start together on an empty database', async () => {
      await postgres.server.asOwner('CREATE DATABASE five');
      const five = Array.from({ length: 5 }, () => open({}, 'five'));
      await Promise.all(five.map((database, index) => migrate(database, () => index)));
      const rows = await open({}, 'five').query.selectFrom('schema_migrations').selectAll().orderBy('id').execute();
      expect(rows.map(({ id, name }) => [id, name])).toEqual(MIGRATIONS.map(({ name }, index) => [index + 1, name]));
      expect(new Set(rows.map(({ applied_at }) => applied_at)).size).toBe(1);
    });

    it('wait for another that migrates, however long a statement may take', async () => {
      const held = await another();
      await held.query('SELECT pg_advisory_lock(1178684745)');
      const patient = open({ statementMs: 100 });
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

  describe('several that write at once', () => {
    const STATEMENTS = 30;

    it('lose nothing, as if one wrote after the other', async () => {
      await incoming(under);
      const programs = [under.database, open()];
      const raise = (database: Database) => database.query.updateTable('conversations').set((is) => ({ turn: is('turn', '+', 1) }));
      await Promise.all(
        Array.from({ length: STATEMENTS }, (_, index) => {
          const database = programs[index % 2] as Database;
          return index % 3 ? raise(database).execute() : database.batch([raise(database), raise(database)]);
        }),
      );
      const { turn } = await under.database.query.selectFrom('conversations').select('turn').executeTakeFirstOrThrow();
      expect(turn).toBe(STATEMENTS + Math.ceil(STATEMENTS / 3));
    });

    it.each(['statement', 'batch'])('cannot both act on the same look: a %s counts like one that came before or after', async (how) => {
      const other = await another();
      await other.query('BEGIN ISOLATION LEVEL SERIALIZABLE');
      expect((await other.query('SELECT id FROM feedback')).rows).toEqual([]);
      const ours = under.database.query
        .insertInto('feedback')
        .columns(['id', 'release', 'created_at'])
        .expression(({ selectFrom }) =>
          selectFrom('schema_migrations')
            .select(({ val }) => [val('ours').as('id'), val('1').as('release'), val(1).as('created_at')])
            .where('schema_migrations.id', '=', 1)
            .where(({ not, exists }) => not(exists(selectFrom('feedback').select('feedback.id')))),
        );
      if (how === 'statement') await ours.execute();
      else await under.database.batch([ours, ours]);
      // Only where both are serializable does the server see that neither order would have let both through.
      const theirs = other
        .query("INSERT INTO feedback (id, release, created_at) VALUES ('theirs', '1', 1)")
        .then(() => other.query('COMMIT'));
      await expect(theirs).rejects.toMatchObject({ code: '40001' });
    });

    it('try again twenty times, and then say so', async () => {
      let pauses = 0;
      const name = await postgres.freshDatabase();
      const database = open({ random: () => pauses++ * 0 }, name);
      await postgres.server.asOwner(
        `CREATE FUNCTION quicker() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION USING ERRCODE = '40001'; END $$;
        CREATE TRIGGER quicker BEFORE INSERT ON persons EXECUTE FUNCTION quicker()`,
        name,
      );
      const insert = database.query.insertInto('persons').values({ id: 'p', key_wrapped: null, created_at: 1 });
      await expect(database.batch([insert])).rejects.toMatchObject({ code: 'storage.busy', status: 503 });
      expect(pauses).toBe(19);
    });

    it('claim each message once, and none fails another', async () => {
      const MESSAGES = 40;
      for (let index = 0; index < MESSAGES; index++) {
        const conversationId = `sms:${index}`;
        const { messageId } = await incoming(under, { conversationId, channel: 'sms', externalId: `m${index}` });
        await under.storage.saveOutcome(outcome(messageId, { conversationId, passive: false }));
      }
      let repeated = 0;
      const other = open({ random: () => repeated++ * 0 });
      const sealer = await createSealer(MASTER_KEY);
      const programs = [under.database, other].map((database) =>
        createStorage(database, sealer, { now: () => under.clock.now, id: () => '' }),
      );
      const claimed: string[] = [];
      const work = async (storage: Storage): Promise<void> => {
        for (;;) {
          const due = await storage.claimDue(['sms']);
          if (!due) return;
          claimed.push(due.id);
        }
      };
      await Promise.all(Array.from({ length: 8 }, (_, index) => work(programs[index % 2] as Storage)));
      expect(new Set(claimed).size).toBe(claimed.length);
      // Who finds all that is left in others' hands goes home; what is left then is claimed by the next poll.
      await work(programs[0] as Storage);
      expect(claimed).toHaveLength(MESSAGES);
      expect(repeated).toBe(0);
    });
  });

  describe('what is slow or wrong', () => {
    it('is cut off in time', async () => {
      const hasty = open({ statementMs: 100 });
      await expect(sql`SELECT pg_sleep(60)`.execute(hasty.query)).rejects.toMatchObject({ code: 'storage.slow', status: 503 });
      await incoming(under);
      const slow = await another();
      await slow.query('BEGIN; UPDATE conversations SET turn = 7');
      const waits = hasty.query.updateTable('conversations').set({ turn: 8 }).execute();
      await expect(waits).rejects.toMatchObject({ code: 'storage.slow', status: 503 });
    });

    it('ends what is under way when its connection is ended, and nothing else', async () => {
      const sleeping = [0, 1].map((_, index) =>
        index
          ? sql`SELECT pg_sleep(60)`.execute(under.database.query)
          : under.database.batch([sql`SELECT pg_sleep(60)`].map((one) => ({ compile: () => one.compile(under.database.query) }))),
      );
      const ended = Promise.allSettled(sleeping);
      const watch = await another();
      const end =
        "SELECT count(pg_terminate_backend(pid))::int AS n FROM pg_stat_activity WHERE wait_event = 'PgSleep' AND datname = current_database()";
      for (let gone = 0; gone < 2; ) gone += (await watch.query(end)).rows[0].n;
      const reasons = (await ended).map((one) => (one.status === 'rejected' ? one.reason.code : one.status));
      expect(reasons).toEqual(['storage.unavailable', 'storage.unavailable']);
      await under.storage.ping();
    });

    it('never tells a password, nor what stood in a row', async () => {
      const shown = async (work: Promise<unknown>): Promise<string> => {
        const error = await work.then(
          () => 'no error',
          (thrown: unknown) => thrown,
        );
        return inspect(error, { depth: 20, showHidden: true });
      };
      const told: unknown[] = [];
      const warn = (error: unknown): void => void told.push(error);
      const wrong = open({ url: postgres.server.url(under.name).replace(/:[^:@]*@/, ':hunter-two@'), warn });
      const away = open({ url: 'postgres://me:hunter-two@127.0.0.1:1/x', warn });
      expect(await shown(wrong.query.selectFrom('persons').selectAll().execute())).toMatch(/storage\.refused/);
      expect(await shown(away.query.selectFrom('persons').selectAll().execute())).toMatch(/storage\.unavailable/);
      const row = { id: 'p', key_wrapped: 'hunter-two', created_at: null as never };
      const bad = [
        wrong.query.selectFrom('persons').selectAll().execute(),
        away.query.selectFrom('persons').selectAll().execute(),
        migrate(wrong, () => 1),
        migrate(away, () => 1),
        under.database.query.insertInto('persons').values(row).execute(),
        sql`SELECT ${'hunter-two'}::bigint`.execute(under.database.query),
      ];
      expect((await Promise.all(bad.map(shown))).join() + inspect(told, { depth: 20 })).not.toContain('hunter');
    });
  });

  describe('news', () => {
    /** Resolves with what it hears once `wanted` says so. */
    const heard = (database: Database, wanted: (news: News) => boolean) =>
      new Promise<News>((resolve) => {
        const stop = database.onNews((news) => {
          if (!wanted(news)) return;
          stop();
          resolve(news);
        });
      });

    it('of what others write, and of what it writes itself, wake whoever listens', async () => {
      const other = open();
      // It listens, and says once that something may have been missed.
      await heard(other, ({ outbox }) => outbox);
      const woken = heard(other, ({ conversations }) => conversations.has('web:c1'));
      const { messageId } = await incoming(under);
      await under.storage.saveOutcome(outcome(messageId, { passive: false }));
      await woken;
      const own = heard(other, ({ conversations }) => conversations.has('web:c9'));
      await other.query
        .insertInto('events')
        .values({ conversation_id: 'web:c9', kind: 'status', message_id: null, created_at: 1 })
        .execute();
      await own;
    });

    it('cut the pause of a live page short, and none of another conversation', async () => {
      const program = open();
      await heard(program, ({ outbox }) => outbox);
      const [mine, others] = [bellOf(program, 'web:c1'), bellOf(program, 'web:c2')];
      let quiet = true;
      void others.within(30_000).then(() => {
        quiet = false;
      });
      const rung = mine.within(30_000);
      const { messageId } = await incoming(under);
      await under.storage.saveOutcome(outcome(messageId, { passive: false }));
      await rung;
      expect(quiet).toBe(true);
      mine.stop();
      others.stop();
    });
  });

  describe('the whole program', () => {
    it('answers, remembers, tells of what comes late, and lets an officer in', async () => {
      const app = await openTestApp({}, {}, async () => under);
      expect((await app.app.request('/readyz')).status).toBe(200);
      const check = await app.post('/api/v1/check', { text: '【安全通知】您涉嫌洗钱，请立即把存款转入安全账户' });
      expect(await check.json()).toMatchObject({ verdict: 'red' });
      const first = await app.chat({ text: '他让我把钱转到安全账户，我该怎么办', clientMessageId: 'one' });
      expect(
        await app.chat({ text: '他让我把钱转到安全账户，我该怎么办', clientMessageId: 'one', conversation: first.conversation }),
      ).toEqual(first);
      const next = await app.chat({ text: '我已经转了五万，救命', conversation: first.conversation });
      expect(next.escalated).toBe(true);
      expect((await app.storage.queue())[0]).toMatchObject({ urgency: 'P0', status: 'waiting' });
      expect(app.failures).toEqual([]);
    });
  });
});

describe('a server that goes away', () => {
  it('is 503 for a while and not the end: afterwards everything goes on by itself', async () => {
    const short = await startTemporaryPostgres();
    try {
      const warnings: unknown[] = [];
      let ids = 0;
      const app = await openTestApp({}, {}, async () => {
        const under = await short.open();
        const database = short.openAgain(under.name, { warn: (error) => void warnings.push(error) });
        const storage = createStorage(database, await createSealer(MASTER_KEY), { now: () => under.clock.now, id: () => `again-${++ids}` });
        return { ...under, database, storage, close: () => database.close() };
      });
      await app.chat({ text: '您好' });
      const again = new Promise<void>((resolve) => {
        let times = 0;
        // Once when it begins to listen, once when it does so again.
        app.database.onNews(({ outbox }) => void (outbox && ++times === 2 && resolve()));
      });
      await app.storage.ping();
      await short.server.restart(async () => {
        const refused = await app.post('/api/v1/chat', { text: '在吗' });
        expect(refused.status).toBe(503);
        expect(await refused.json()).toMatchObject({ error: { code: 'storage.unavailable' } });
        expect((await app.app.request('/readyz')).status).toBe(503);
      });
      await app.chat({ text: '在吗' });
      await again;
      expect(warnings.length).toBeGreaterThan(0);
      await app.close();
    } finally {
      await short.stop();
    }
  });
});
