import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { d1Address, d1OverHttp, TextsAsValues } from '../../src/node/d1-over-http.ts';
import { type D1Binding, openD1 } from '../../src/storage/d1.ts';
import { runAsync } from '../cli/run-program.ts';
import { ROOT } from '../compiled-library.ts';
import { MASTER_KEY, openLocalWorker } from './local-worker.ts';

/** What `wrangler.toml` names; the local API knows it by this. */
const DATABASE = '00000000-0000-0000-0000-000000000000';

describe('commands from outside, on the database of a Worker', () => {
  const folder = mkdtempSync(join(tmpdir(), 'd1-commands-'));
  let worker: Awaited<ReturnType<typeof openLocalWorker>>;
  let settings: Record<string, string>;
  let database: D1Binding;
  beforeAll(async () => {
    worker = await openLocalWorker(join(folder, 'worker'), {}, true);
    expect((await fetch(`${worker.url}readyz`)).status).toBe(200);
    database = await worker.database();
    settings = {
      DATABASE_URL: `d1://a-token@an-account/${DATABASE}?api=${worker.url}cdn-cgi/local/explorer/api`,
      DATA_DIR: join(folder, 'operator'),
      MASTER_KEY,
      PUBLIC_URL: worker.url.replace(/\/$/, ''),
    };
  });
  afterAll(async () => {
    await worker?.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  const command = async (program: string, ...args: string[]): Promise<string> => (await runAsync(program, args, settings)).stdout;
  const one = async (sql: string): Promise<unknown> => Object.values((await database.prepare(sql).all()).results[0] as object)[0];
  async function say(text: string, conversation?: string): Promise<{ conversation: string; messages: { text: string }[] }> {
    const response = await fetch(`${worker.url}api/v1/chat`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ text, ...(conversation === undefined ? {} : { conversation }) }),
    });
    return (await response.json()) as { conversation: string; messages: { text: string }[] };
  }

  it('invite the first administrator by a link that the Worker takes', async () => {
    const said = await command('doctor', '--invite-administrator');
    const link = /^http\S+/.exec(said)?.[0] ?? '';
    expect(await (await fetch(link)).text()).toContain('name="secret"');
    expect(await one("SELECT count(*) FROM audit WHERE action = 'officer.invited'")).toBeGreaterThan(0);
  });

  it("open what is sealed with the Worker's key, and hand a citizen his copy", async () => {
    const { messages } = await say('我刚把5万转给安全账户了，怎么办');
    const [, number = ''] = /工单(A\d{6})/.exec(messages[0]?.text ?? '') ?? [];
    expect(await command('privacy', 'key-check')).toContain('opens this database');
    expect(await command('privacy', 'export', '--case', number, '--reason', '本人来窗口')).toContain('5万转给安全账户');
    expect(await command('privacy', 'report')).toContain('consult');
  });

  it('examine it: what concerns a machine of our own is left out', async () => {
    const said = await command('doctor');
    expect(said).toMatch(/✔ database +its tables/);
    expect(said).toMatch(/✔ master key/);
    expect(said).toMatch(/✔ worker +is ready/);
    expect(said).toMatch(/· backup +D1/);
    expect(said).not.toMatch(/disk|restore /);
    expect(await command('doctor', '--audit')).toContain('audit log whole');
    expect(await command('doctor', '--ledger')).toBeDefined();
    expect(await command('doctor', '--drill')).toMatch(/^A\d{6} waits/);
  });

  it('erase again whoever a restore to an earlier minute brought back', async () => {
    const [leaver, stays] = [await say('他要我的验证码'), await say('他要我的卡号')];
    const alive = 'SELECT count(*) FROM persons WHERE key_wrapped IS NOT NULL';
    const before = (await database.prepare('SELECT id, key_wrapped FROM persons').all()).results as { id: string; key_wrapped: string }[];
    const living = Number(await one(alive));
    await say('删除我的信息', leaver.conversation);
    expect(await one(alive)).toBe(living - 1);
    expect(await command('privacy', 'note-erasures')).toContain('1 erasures');
    expect(readFileSync(join(folder, 'operator', 'erasures.ledger'), 'utf8')).toMatch(/^\d+ person /m);

    // What Time Travel does to them.
    await database.batch(
      before.map(({ id, key_wrapped }) => database.prepare('UPDATE persons SET key_wrapped = ? WHERE id = ?').bind(key_wrapped, id)),
    );
    expect(await one(alive)).toBe(living);
    expect(await command('privacy', 'erase-again')).toContain('1 had been brought back');
    expect(await one(alive)).toBe(living - 1);
    expect(await command('privacy', 'erase-again')).toContain('0 had been brought back');
    expect((await say('还在吗', stays.conversation)).conversation).toBe(stays.conversation);
  });

  it('write what is no text into the statement, and all of a batch or none of it', async () => {
    const address = d1Address(settings.DATABASE_URL as string);
    if (!address) throw new Error('no address');
    const { query, batch, isUniqueViolation } = openD1(d1OverHttp(address, fetch), () => new TextsAsValues());
    const insert = (id: string, at: number | null) => sql`INSERT INTO tried VALUES (${id}, ${at}, ${new Uint8Array([0, 255])})`;
    await batch([{ compile: () => sql`CREATE TABLE tried (id TEXT PRIMARY KEY, at BIGINT, body BLOB)`.compile(query) }]);
    await insert("'); DROP TABLE tried; --", 1_795_240_414_101).execute(query);
    await insert('?', null).execute(query);
    const { rows } = await sql`SELECT id, at, typeof(at) AS kind, hex(body) AS body FROM tried WHERE at IS NULL OR at > ${1.5e12}`.execute(
      query,
    );
    expect(rows).toEqual([
      { id: "'); DROP TABLE tried; --", at: 1_795_240_414_101, kind: 'integer', body: '00FF' },
      { id: '?', at: null, kind: 'null', body: '00FF' },
    ]);
    const both = batch([insert('new', 1), insert('?', 2)].map((one) => ({ compile: () => one.compile(query) })));
    const error = await both.then(
      () => null,
      (reason: unknown) => reason,
    );
    expect(isUniqueViolation(error)).toBe(true);
    expect(await one('SELECT count(*) FROM tried')).toBe(2);
    const named = await query.selectFrom('persons').select('id').where('created_at', 'in', [1, 2]).execute();
    expect(named).toEqual([]);
  });

  it('say in a line that Cloudflare does not take the token', async () => {
    const refusing: typeof fetch = async () =>
      Response.json({ success: false, errors: [{ code: 10000, message: 'Authentication error' }] }, { status: 401 });
    const statement = d1OverHttp({ api: 'https://api.example', database: 'x', token: 'y' }, refusing).prepare('SELECT 1');
    await expect(statement.all()).rejects.toMatchObject({ code: 'storage.refused' });
  });

  it('are all that may be done there: no server starts on it', async () => {
    const server = promisify(execFile)(process.execPath, [join(ROOT, 'dist/node.js')], { env: settings });
    await expect(server).rejects.toMatchObject({ code: 1, stderr: expect.stringContaining('on D1 the Worker serves') });
  });

  it('do not touch the tables of a Worker of another version', async () => {
    const [newest] = (await database.prepare('SELECT * FROM schema_migrations ORDER BY id DESC LIMIT 1').all()).results as { id: number }[];
    await database.prepare('DELETE FROM schema_migrations WHERE id = ?').bind(newest?.id).all();
    const refused = promisify(execFile)(process.execPath, [join(ROOT, 'dist/privacy.js'), 'report'], { env: settings });
    await expect(refused).rejects.toMatchObject({ code: 1, stderr: expect.stringContaining('the Worker has another version') });
    expect(await one('SELECT max(id) FROM schema_migrations')).toBe(Number(newest?.id) - 1);
    await database.prepare('INSERT INTO schema_migrations SELECT ?, name, 0 FROM schema_migrations LIMIT 1').bind(newest?.id).all();
  });
});
