import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import fc from 'fast-check';
import { sql } from 'kysely';
import pg from 'pg';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { DataEnd } from '../../src/cli/moving/data-end.ts';
import { compareEnds, type MovedRows, moveHouse } from '../../src/cli/moving/move-house.ts';
import { openPostgresEnd } from '../../src/cli/moving/postgres-end.ts';
import { openSqliteEnd } from '../../src/cli/moving/sqlite-end.ts';
import type { Database } from '../../src/storage/database.ts';
import { migrate } from '../../src/storage/migrate.ts';
import { openNodeSqlite } from '../../src/storage/node-sqlite.ts';
import { createSealer } from '../../src/storage/seal.ts';
import { createStorage } from '../../src/storage/storage.ts';
import { loadLibraryForTests, ROOT } from '../compiled-library.ts';
import { callForHelp, openData, signIn } from '../desk-shift.ts';
import { type RunningServer, startServer } from '../running-server.ts';
import { startTemporaryPostgres, type TemporaryPostgres } from '../storage/temporary-postgres.ts';
import { MASTER_KEY } from '../storage/temporary-sqlite.ts';
import { fillEveryTable } from './every-table.ts';

const progress = (): void => undefined;
let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'move-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** A file with the tables of today, and whatever else. @returns its path */
async function file(name: string, fill: (database: Database) => Promise<unknown> = async () => undefined): Promise<string> {
  const path = join(folder, name);
  const database = openNodeSqlite(path);
  await migrate(database, Date.now);
  await fill(database);
  await database.close();
  return path;
}

/** Both ends, however the work ends. */
async function between<Result>(
  ends: readonly [Promise<DataEnd> | DataEnd, Promise<DataEnd> | DataEnd],
  work: (from: DataEnd, to: DataEnd) => Promise<Result>,
) {
  const [from, to] = [await ends[0], await ends[1]];
  try {
    return await work(from, to);
  } finally {
    await from.close();
    await to.close();
  }
}

/** As a server does some seconds after its first start: verdicts are made again with the release that made them. */
async function keepRelease(path: string): Promise<void> {
  const database = openNodeSqlite(path);
  const { version, checksum } = await loadLibraryForTests();
  const artefact = readFileSync(join(ROOT, 'dist', 'library.bin'));
  const PIECE = 96_000;
  const pieces = Array.from({ length: Math.ceil(artefact.length / PIECE) }, (_, at) => artefact.subarray(at * PIECE, (at + 1) * PIECE));
  const storage = createStorage(database, await createSealer(MASTER_KEY), { now: Date.now, id: () => '' });
  expect(await storage.keepRelease({ version, checksum }, pieces)).toBe(true);
  await database.close();
}

describe('a move that is cut off', () => {
  it('anywhere, is taken up and ends as if it had not been', async () => {
    let names: readonly string[] = [];
    const source = await file('old.db', async (database) => {
      names = await fillEveryTable(database, 3);
    });
    const pageSize = () => 2;
    /** The program is gone with its statement number `at`: nothing after it happens, and what was not committed never was. */
    const dying = (to: DataEnd, at: number): DataEnd => {
      let count = 0;
      const live = (): void => {
        if (++count >= at) throw new Error('killed');
      };
      return {
        ...to,
        async run(...asked) {
          live();
          return to.run(...asked);
        },
        async insert(...asked) {
          live();
          return to.insert(...asked);
        },
      };
    };
    let target = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(fc.integer({ min: 1, max: 500 }), { minLength: 1, maxLength: 4 }), async (deaths) => {
        const path = await file(`new-${++target}.db`);
        let moved: readonly MovedRows[] | null = null;
        for (const at of [...deaths, Number.POSITIVE_INFINITY])
          moved ??= await between([openSqliteEnd(source), openSqliteEnd(path)], (from, to) =>
            moveHouse({ from, to: dying(to, at), resume: true, progress, pageSize }).catch((error: Error) => {
              if (error.message !== 'killed') throw error;
              return null;
            }),
          );
        expect(moved?.map(({ table, rows }) => [table, rows])).toEqual(names.map((name) => [name, 3]));
      }),
      { numRuns: 8 },
    );
  });
});

describe('with PostgreSQL', () => {
  let postgres: TemporaryPostgres;
  beforeAll(async () => {
    postgres = await startTemporaryPostgres();
  });
  afterAll(() => postgres.stop());
  const writing = (name: string): Promise<DataEnd> => openPostgresEnd(postgres.server.url(name), { reading: false });
  const reading = (name: string): Promise<DataEnd> => openPostgresEnd(postgres.server.url(name), { reading: true });

  describe('every table of the schema', () => {
    it('goes there and back without a bit being another, and numbers go on behind the largest', async () => {
      const source = await file('old.db', async (database) => {
        await fillEveryTable(database, 9);
        // Events that were forgotten since: their numbers are not given again.
        await sql`DELETE FROM events WHERE seq > 4`.execute(database.query);
      });
      const name = await postgres.freshDatabase();
      const there = await between([openSqliteEnd(source), writing(name)], (from, to) => moveHouse({ from, to, resume: false, progress }));
      const [next] = await postgres.server.asOwner(
        "INSERT INTO events (conversation_id, kind, created_at) VALUES ('k1', 'case', 1) RETURNING seq",
        name,
      );
      expect(Number(next?.seq)).toBe(10);
      await postgres.server.asOwner('DELETE FROM events WHERE seq = 10', name);
      await expect(postgres.server.asOwner("UPDATE messages SET conversation_id = 'nobody'", name)).rejects.toThrow(/foreign key/);
      const path = await file('back.db');
      const back = await between([reading(name), openSqliteEnd(path)], (from, to) => moveHouse({ from, to, resume: false, progress }));
      expect(back).toEqual(there);
      expect(there.every(({ table, rows }) => rows === (table === 'events' ? 4 : 9))).toBe(true);
      await between([openSqliteEnd(source), openSqliteEnd(path)], (from, to) => compareEnds({ from, to, progress }));
      const again = openNodeSqlite(path);
      await sql`INSERT INTO events (conversation_id, kind, created_at) VALUES ('k1', 'case', 1)`.execute(again.query);
      expect((await sql<{ seq: number }>`SELECT max(seq) AS seq FROM events`.execute(again.query)).rows).toEqual([{ seq: 11 }]);
      await again.close();
    });

    it('is compared: one row that changed on either side is found', async () => {
      const source = await file('old.db', (database) => fillEveryTable(database, 3));
      const name = await postgres.freshDatabase();
      await between([openSqliteEnd(source), writing(name)], (from, to) => moveHouse({ from, to, resume: false, progress }));
      const compared = () => between([openSqliteEnd(source), reading(name)], (from, to) => compareEnds({ from, to, progress }));
      await compared();
      await postgres.server.asOwner("UPDATE outcomes SET score = 0.300000001 WHERE message_id = 'k1'", name);
      await expect(compared()).rejects.toMatchObject({ code: 'move.differs', message: expect.stringContaining('outcomes (3 rows') });
      await postgres.server.asOwner("UPDATE outcomes SET score = 1e-7 WHERE message_id = 'k1'", name);
      await compared();
      const own = openNodeSqlite(source);
      await own.query.deleteFrom('audit').where('seq', '=', 2).execute();
      await own.close();
      await expect(compared()).rejects.toMatchObject({ code: 'move.differs', message: expect.stringContaining('audit (2 rows, there 3)') });
    });

    it('is written to by nobody meanwhile, on either side', async () => {
      const source = await file('old.db');
      const name = await postgres.freshDatabase();
      const server = openNodeSqlite(source);
      await sql`SELECT 1`.execute(server.query);
      expect(() => openSqliteEnd(source)).toThrow(/a server, or another program, has .*old\.db open/);
      await server.close();
      const end = openSqliteEnd(source);
      expect(() => new DatabaseSync(source).exec('BEGIN IMMEDIATE')).toThrow(/locked/);
      await end.close();
      const fleet = postgres.openAgain(name);
      await sql`SELECT 1`.execute(fleet.query);
      await expect(writing(name)).rejects.toMatchObject({ code: 'move.in-use' });
      await fleet.close();
      const held = await reading(name);
      await expect(writing(name)).rejects.toMatchObject({ code: 'move.in-use' });
      await held.close();
      await postgres.server.asOwner("INSERT INTO persons (id, created_at) VALUES ('p', 1)", name);
      const onto = between([openSqliteEnd(source), writing(name)], (from, to) => moveHouse({ from, to, resume: true, progress }));
      await expect(onto).rejects.toMatchObject({ code: 'move.not-empty', message: expect.stringContaining('persons') });
    });
  });

  describe('a day at the desk', () => {
    const KEY = '5a'.repeat(32);
    const HEADERS = { 'content-type': 'application/json' };
    let server: RunningServer | null = null;
    afterEach(() => server?.kill('SIGKILL'));

    const environment = { PATH: process.env.PATH, DATA_DIR: '', MASTER_KEY: KEY };
    function start(program: string, args: readonly string[], settings: Record<string, string>) {
      const child = spawn(process.execPath, [join(ROOT, 'dist', `${program}.js`), ...args], {
        env: { ...environment, DATA_DIR: folder, ...settings },
      });
      let printed = '';
      for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (printed += chunk));
      return { child, ended: once(child, 'close').then(([code]) => ({ code: code as number | null, printed })) };
    }
    const program = (name: string, args: readonly string[], settings: Record<string, string> = {}) => start(name, args, settings).ended;

    it('is there after the move, a kill -9 in its middle included: same answers, same verdicts, audit log whole', async () => {
      server = await startServer(folder, { MASTER_KEY: KEY });
      const running = () => server as RunningServer;
      const chat = async (body: object): Promise<string> => {
        const response = await fetch(`${running().url}/api/v1/chat`, { method: 'POST', headers: HEADERS, body: JSON.stringify(body) });
        expect(response.status).toBe(200);
        return response.text();
      };
      const asked = Array.from({ length: 12 }, (_, index) => ({
        text: `有人说我涉嫌洗钱，要我把${index}元转到安全账户`,
        clientMessageId: `m${index}`,
      }));
      const answers = await Promise.all(asked.map(chat));
      const tokens = answers.map((answer) => (JSON.parse(answer) as { conversation: string }).conversation);
      const [officer] = signIn(running, folder, 1);
      const [first] = await callForHelp(running(), folder, 3);
      const form = `/console/cases/${first?.id}`;
      expect(await officer?.send(`${form}/claim`)).toBe(303);
      expect(await officer?.send(`${form}/close`, { truth: 'scam', lost: '10000' })).toBe(303);
      const old = openData(folder, true);
      const number = String(old.prepare('SELECT number FROM cases WHERE status = ?').get('closed')?.number);
      old.close();
      await running().kill('SIGTERM');
      await keepRelease(join(folder, 'fanzha.db'));
      const before = await program('library', ['replay', '--case', number]);
      expect(before).toMatchObject({ code: 0, printed: expect.stringContaining('identical to the byte') });

      const name = `house_${Date.now()}`;
      await postgres.server.asOwner(`CREATE DATABASE ${name}`);
      const url = postgres.server.url(name);
      const args = ['--from', `sqlite:${join(folder, 'fanzha.db')}`, '--to', url];
      // In the middle of everything it waits for us.
      const owner = new pg.Client({ connectionString: url });
      await owner.connect();
      const there = postgres.openAgain(name);
      await migrate(there, Date.now);
      await there.close();
      await owner.query(`SELECT pg_advisory_lock(4711);
        CREATE FUNCTION wait_here() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN PERFORM pg_advisory_xact_lock(4711); RETURN NULL; END $$;
        CREATE TRIGGER wait_here BEFORE INSERT ON outcomes EXECUTE FUNCTION wait_here()`);
      const cut = start('migrate-data', args, {});
      const waits = "SELECT count(*)::int AS n FROM pg_locks WHERE NOT granted AND locktype = 'advisory' AND objid = 4711";
      await expect.poll(async () => (await owner.query(waits)).rows[0].n, { timeout: 20_000 }).toBe(1);
      cut.child.kill('SIGKILL');
      await cut.ended;
      await owner.query('SELECT pg_advisory_unlock(4711)');
      expect((await owner.query('SELECT count(*)::int AS n FROM messages')).rows[0].n).toBeGreaterThan(0);
      await owner.end();

      await expect(startServer(folder, { MASTER_KEY: KEY, DATABASE_URL: url })).rejects.toThrow(/half of a copy/);
      expect(await program('migrate-data', args)).toMatchObject({ code: 1, printed: expect.stringContaining('add --resume') });
      const done = await program('migrate-data', [...args, '--resume']);
      expect(done).toMatchObject({
        code: 0,
        printed: expect.stringMatching(/are the same: \d+ rows of \d+ tables[\s\S]*master key of this machine opens it/),
      });
      expect(done.printed).not.toContain('swordfish');
      expect(await program('migrate-data', [...args, '--compare'])).toMatchObject({ code: 0 });

      const moved = { DATABASE_URL: url };
      expect(await program('library', ['replay', '--case', number], moved)).toEqual(before);
      server = await startServer(folder, { MASTER_KEY: KEY, ...moved });
      expect(await Promise.all(asked.map((body, index) => chat({ ...body, conversation: tokens[index] })))).toEqual(answers);
      expect(await officer?.get(`/console/cases/${first?.id}`)).toContain(number);
      expect(await chat({ text: '他又来找我了，怎么办', conversation: tokens[0] })).toContain('verdict');
      await server.kill('SIGTERM');
      expect((await program('doctor', ['--audit'], moved)).printed).toMatch(/^audit log whole; \d+ rows/);
    });
  });
});
