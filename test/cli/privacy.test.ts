import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { migrate } from '../../src/storage/migrate.ts';
import { openNodeSqlite } from '../../src/storage/node-sqlite.ts';
import { openSealer } from '../../src/storage/privacy/keyring.ts';
import { createStorage, type Storage } from '../../src/storage/storage.ts';
import { ROOT } from '../compiled-library.ts';
import { type RunningServer, startServer } from '../running-server.ts';
import { run } from './run-program.ts';

const [OLD, NEW] = ['1a'.repeat(32), '2b'.repeat(32)];
/** Many enough that the key cannot be changed for all of them before a signal arrives. */
const PERSONS = 6000;

describe('npm run privacy', () => {
  let folder: string;
  let server: RunningServer | null = null;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'privacy-'));
  });
  afterEach(async () => {
    await server?.kill('SIGKILL');
    server = null;
    rmSync(folder, { recursive: true, force: true });
  });

  async function within<Result>(masterKey: string, work: (storage: Storage) => Promise<Result>): Promise<Result> {
    const database = openNodeSqlite(join(folder, 'fanzha.db'));
    try {
      await migrate(database, Date.now);
      let ids = 0;
      const sources = { now: Date.now, id: () => `id-${Date.now()}-${++ids}` };
      return await work(createStorage(database, await openSealer(database, { masterKey }, Date.now), sources));
    } finally {
      await database.close();
    }
  }
  const privacy = (args: readonly string[], settings: Record<string, string>) =>
    run('privacy', args, undefined, { DATA_DIR: folder, ...settings });

  it('changes the master key while a server answers, also when it is killed in the middle', async () => {
    const database = openNodeSqlite(join(folder, 'fanzha.db'));
    await migrate(database, Date.now);
    const sealer = await openSealer(database, { masterKey: OLD }, Date.now);
    const wrapped = await Promise.all(Array.from({ length: PERSONS }, () => sealer.newPersonKey()));
    await database.batch(
      wrapped.map((one, at) => database.query.insertInto('persons').values({ id: `p${at}`, key_wrapped: one.wrapped, created_at: at })),
    );
    await database.close();
    const keys = { MASTER_KEY: NEW, MASTER_KEY_OLD: OLD };
    server = await startServer(folder, keys);
    const chat = async (body: Record<string, string>) => {
      const response = await fetch(`${server?.url}/api/v1/chat`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
      });
      expect(response.status).toBe(200);
      return (await response.json()) as { conversation: string };
    };
    const { conversation } = await chat({ text: '有人叫我把钱转到安全账户' });
    const rotating = spawn(process.execPath, [join(ROOT, 'dist', 'privacy.js'), 'rotate-master-key'], {
      env: { PATH: process.env.PATH, DATA_DIR: folder, ...keys },
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    // Its first sign of progress.
    await once(rotating.stderr, 'data');
    const dead = once(rotating, 'exit');
    rotating.kill('SIGKILL');
    await dead;
    const checked = privacy(['key-check'], keys);
    expect([checked.status, /(\d+) values stand/.exec(checked.stdout)?.[1]]).not.toEqual([0, undefined]);
    await chat({ text: '他说他是公安局的', conversation });
    const done = privacy(['rotate-master-key'], keys);
    expect([done.status, done.stdout]).toEqual([0, expect.stringContaining('MASTER_KEY_OLD can be taken away')]);
    // What was begun under both keys goes on under the new one alone.
    await server.kill('SIGTERM');
    server = await startServer(folder, { MASTER_KEY: NEW });
    await chat({ text: '我还没转', conversation });
    expect(privacy(['key-check'], { MASTER_KEY: NEW }).stdout).toContain('everything stands under it');
    const old = privacy(['key-check'], { MASTER_KEY: OLD });
    expect([old.status, old.stderr.includes('does not open')]).toEqual([1, true]);
  });

  it('asks a program for the key, and shows nobody what it says', async () => {
    await within(NEW, (storage) => storage.ensureConversation('web:c1', 'web'));
    const store = join(folder, 'key-store.sh');
    const asked = (script: string) => {
      writeFileSync(store, `#!/bin/sh\n${script}\n`);
      chmodSync(store, 0o700);
      const { status, stdout, stderr } = privacy(['key-check'], { MASTER_KEY_COMMAND: store });
      return { status, said: stdout + stderr };
    };
    expect(asked(`echo ${NEW}`)).toEqual({ status: 0, said: expect.stringContaining('everything stands under it') });
    for (const script of [`echo ${NEW}; exit 3`, `echo "no key ${NEW}" >&2; exit 1`, `echo ${NEW}${NEW}`, 'echo']) {
      const { status, said } = asked(script);
      expect([script, status, said.includes('MASTER_KEY_COMMAND'), said.includes(NEW)]).toEqual([script, 1, true, false]);
    }
  });

  it('gives a copy to be read or as JSON, with its reason in the audit log, and a report of nobody', async () => {
    await within(NEW, async (storage) => {
      await storage.ensureConversation('telegram:1', 'telegram');
      await storage.saveIncoming({ channel: 'telegram', conversationId: 'telegram:1', externalId: '1', text: '紫砂壶拍卖' });
    });
    const key = { MASTER_KEY: NEW };
    const of = ['export', '--conversation', 'telegram:1', '--reason', '本人到窗口，看过身份证'];
    expect(JSON.parse(privacy(of, key).stdout)).toMatchObject({
      channel: 'telegram',
      messages: [{ author: 'citizen', text: '紫砂壶拍卖' }],
    });
    expect(privacy([...of, '--text'], key).stdout).toContain('您：紫砂壶拍卖');
    expect(privacy(of.slice(0, 3), key).status).toBe(2);
    expect(privacy(['export', '--case', 'A1', '--reason', '没有这个人'], key).status).toBe(1);
    const rows = await within(NEW, (storage) => storage.auditRows({ action: 'consult.exported' }, 10, true));
    expect(rows.map(({ reason }) => reason)).toEqual(Array(2).fill({ state: 'open', text: '本人到窗口，看过身份证' }));
    const report = privacy(['report'], {}).stdout;
    expect(report).toMatch(/^consult +\d+ +\d{4}-/m);
    expect(report).not.toMatch(/telegram:1|紫砂壶/);
    expect(privacy([], {}).status).toBe(2);
  });
});
