import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, statSync, utimesSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { backupKeys } from '../../src/cli/backup/backup-keys.ts';
import { createBackup } from '../../src/cli/backup/create-backup.ts';
import { pruneBackups } from '../../src/cli/backup/prune-backups.ts';
import { ROOT } from '../compiled-library.ts';
import { type RunningServer, startServer } from '../running-server.ts';

const PROGRAM = join(ROOT, 'dist', 'backup.js');
const AT_ONCE = 4;

describe('npm run backup', () => {
  let data: string;
  let backups: string;
  let server: RunningServer;
  const acknowledged: { conversation: string; clientMessageId: string; text: string; answer: string }[] = [];
  let writing = true;

  async function chat(body: object): Promise<{ status: number; text: string }> {
    const headers = { 'content-type': 'application/json' };
    const response = await fetch(`${server.url}/api/v1/chat`, { method: 'POST', headers, body: JSON.stringify(body) });
    return { status: response.status, text: await response.text() };
  }
  async function write(name: number): Promise<void> {
    for (let count = 0; writing; count++) {
      const message = { clientMessageId: `w${name}-${count}`, text: `第${name}-${count}位：有人说我涉嫌洗钱，要我转到安全账户` };
      const { status, text } = await chat(message);
      expect(status).toBe(200);
      acknowledged.push({ ...message, conversation: JSON.parse(text).conversation, answer: text });
    }
  }
  beforeAll(async () => {
    data = mkdtempSync(join(tmpdir(), 'backup-'));
    server = await startServer(data);
  });
  afterAll(async () => {
    await server.kill('SIGKILL');
    rmSync(data, { recursive: true, force: true });
  });
  beforeEach(() => {
    backups = mkdtempSync(join(data, 'to-'));
  });

  const environment = (settings: Record<string, string> = {}) => ({ PATH: process.env.PATH, DATA_DIR: data, ...settings });
  /** The built program as npm runs it, while the server goes on. */
  async function run(args: readonly string[], settings: Record<string, string> = {}) {
    const child = spawn(process.execPath, [PROGRAM, ...args], { env: environment(settings), cwd: data });
    const out: Buffer[] = [];
    const error: Buffer[] = [];
    child.stdout.on('data', (chunk: Buffer) => out.push(chunk));
    child.stderr.on('data', (chunk: Buffer) => error.push(chunk));
    const [code] = await once(child, 'close');
    return { code, stdout: Buffer.concat(out).toString(), stderr: Buffer.concat(error).toString() };
  }
  async function create(): Promise<string> {
    const { code, stdout, stderr } = await run(['create', '--to', backups]);
    expect({ code, stderr: stderr.includes('comparing 100 %') }).toEqual({ code: 0, stderr: true });
    return stdout.slice(0, stdout.indexOf(': '));
  }
  const whole = (folder: string): string[] => readdirSync(folder).filter((name) => name.endsWith('.backup'));
  const noteOf = (name: string): Record<string, unknown> => JSON.parse(readFileSync(join(data, name), 'utf8'));

  it('takes all that was acknowledged before, while the server writes; a server on the restored file answers it again', async () => {
    const writers = Promise.all(Array.from({ length: AT_ONCE }, (_, name) => write(name)));
    while (acknowledged.length < 40) await chat({ text: '你好' });
    const before = acknowledged.slice();
    const file = await create();
    expect(acknowledged.length).toBeGreaterThan(before.length);
    writing = false;
    await writers;
    expect(noteOf('last-backup.json')).toMatchObject({ backup: whole(backups)[0], bytes: statSync(file).size, tables: expect.any(Number) });
    expect(statSync(file).mode & 0o077).toBe(0);
    // Nothing that could pass for a backup, and no copy in the clear, is left beside it.
    expect(readdirSync(backups).sort()).toEqual(['erasures.ledger', whole(backups)[0]].sort());
    expect(readdirSync(data).filter((name) => /snapshot|proof\.db|drill/.test(name))).toEqual([]);

    const proved = await run(['verify', file]);
    expect(proved).toMatchObject({
      code: 0,
      stdout: expect.stringMatching(/restored and compared: \d+ rows of \d+ tables.*a sealed value was opened/),
    });
    const { rows, tables, unsealing } = noteOf('last-restore-proof.json');
    expect({ rows, tables, unsealing }).toEqual({
      rows: noteOf('last-backup.json').rows,
      tables: noteOf('last-backup.json').tables,
      unsealing: 'opened',
    });

    const elsewhere = join(data, 'elsewhere');
    mkdirSync(elsewhere);
    expect((await run(['restore', file, '--to', join(elsewhere, 'fanzha.db')])).stderr).not.toMatch(/erased since/);
    const restored = await startServer(elsewhere, { MASTER_KEY: readFileSync(join(data, 'master.key'), 'utf8') });
    try {
      for (const { conversation, clientMessageId, text, answer } of before.slice(-20)) {
        const headers = { 'content-type': 'application/json' };
        const body = JSON.stringify({ conversation, clientMessageId, text });
        expect(await (await fetch(`${restored.url}/api/v1/chat`, { method: 'POST', headers, body })).text()).toBe(answer);
      }
    } finally {
      await restored.kill('SIGKILL');
    }
  });

  it('leaves nothing that claims to be whole when it is killed, at whatever step, and the next one cleans up', async () => {
    for (const step of ['snapshot 0 %', 'check sums 10', 'sealing', 'unpacking', 'comparing 10']) {
      const child = spawn(process.execPath, [PROGRAM, 'create', '--to', backups], { env: environment() });
      let printed = '';
      child.stderr.on('data', (chunk: Buffer) => {
        printed += chunk.toString();
        if (printed.includes(step)) child.kill('SIGKILL');
      });
      await once(child, 'close');
      // What was faster than the signal is whole indeed.
      for (const name of whole(backups)) expect(await run(['verify', join(backups, name)])).toMatchObject({ code: 0 });
    }
    const cut = readdirSync(backups).filter((name) => name.endsWith('.part'));
    for (const name of cut) {
      expect((await run(['verify', join(backups, name)])).code === 0 || !name.endsWith('.backup')).toBe(true);
      utimesSync(join(backups, name), 0, 0);
    }
    await create();
    expect(readdirSync(backups).filter((name) => name.endsWith('.part'))).toEqual([]);
    expect(readdirSync(data).filter((name) => /snapshot|proof\.db/.test(name))).toEqual([]);
  });

  it('erases again, in what it restores, whoever was erased since', async () => {
    const { text: answer } = await chat({ text: '我叫李四，有人要我转账', clientMessageId: 'e1' });
    const { conversation } = JSON.parse(answer);
    const file = await create();
    await chat({ conversation, text: '删除我的信息', clientMessageId: 'e2' });
    const key = (path: string): string | null | undefined => {
      const database = new DatabaseSync(path, { readOnly: true });
      const newest = database.prepare('SELECT key_wrapped FROM persons ORDER BY (key_wrapped IS NULL) DESC, created_at DESC LIMIT 1').get();
      database.close();
      return newest?.key_wrapped as string | null | undefined;
    };
    expect(key(join(data, 'fanzha.db'))).toBeNull();

    const brought = join(data, 'brought-back.db');
    await run(['restore', file, '--to', brought, '--no-erasures']);
    expect(key(brought)).not.toBeNull();
    const wrappedKeys = (path: string): string[] => {
      const database = new DatabaseSync(path, { readOnly: true });
      const rows = database.prepare('SELECT key_wrapped FROM persons WHERE key_wrapped IS NOT NULL').all();
      database.close();
      return rows.map(({ key_wrapped }) => String(key_wrapped));
    };

    // The database that is still there knows it at once, the ledger within seconds and with the next backup.
    const from = join(data, 'from-database.db');
    const again = await run(['restore', file, '--to', from, '--erasures-from', join(data, 'fanzha.db')]);
    expect(again).toMatchObject({ code: 0, stdout: expect.stringContaining('1 people, 0 registrations and 0 stop leads erased again') });
    await create();
    const elsewhere = join(data, 'lost-machine');
    mkdirSync(elsewhere);
    const master = { MASTER_KEY: readFileSync(join(data, 'master.key'), 'utf8') };
    const byLedger = await run(['restore', file, '--to', join(elsewhere, 'x.db')], { DATA_DIR: elsewhere, ...master });
    expect(byLedger.stdout).toContain('1 people');
    for (const path of [from, join(elsewhere, 'x.db')]) {
      const gone = wrappedKeys(brought).filter((wrapped) => !wrappedKeys(path).includes(wrapped));
      expect(gone).toHaveLength(1);
      expect(readFileSync(path).includes(Buffer.from(gone[0] ?? ''))).toBe(false);
    }
    // Without either it does not guess.
    const apart = join(elsewhere, 'apart.backup');
    renameSync(file, apart);
    expect(await run(['restore', apart, '--to', join(elsewhere, 'y.db')], { DATA_DIR: elsewhere, ...master })).toMatchObject({
      code: 1,
      stderr: expect.stringMatching(/^whoever was erased since would be readable again: [^\n]+\n$/),
    });
    expect(existsSync(join(elsewhere, 'y.db'))).toBe(false);
  });

  it('overwrites nothing, least of all what a server has open', async () => {
    const file = await create();
    expect(await run(['restore', file, '--to', join(data, 'fanzha.db')])).toMatchObject({
      code: 1,
      stderr: expect.stringMatching(/^a server has .*fanzha\.db open: stop it first/),
    });
    const there = join(data, 'there.db');
    await run(['restore', file, '--to', there]);
    const bytes = readFileSync(there);
    expect(await run(['restore', file, '--to', there])).toMatchObject({
      code: 1,
      stderr: expect.stringMatching(/^nothing is overwritten/),
    });
    expect(readFileSync(there).equals(bytes)).toBe(true);
  });

  it('says in one line when the disk is full, and leaves nothing there', async () => {
    await create();
    const bytes = noteOf('last-backup.json').bytes as number;
    for (const kilobytes of [1, Math.floor(bytes / 2048), Math.floor(bytes / 1024)]) {
      const to = mkdtempSync(join(data, 'full-'));
      const limited = `ulimit -f ${kilobytes}; exec "$0" "$1" create --to "$2"`;
      const { status, stderr } = spawnSync('bash', ['-c', limited, process.execPath, PROGRAM, to], {
        env: environment(),
        encoding: 'utf8',
      });
      expect({ status, stderr }).toEqual({
        status: 1,
        stderr: expect.stringMatching(/\nthe disk is full (?:or fails )?\(\S+ or \S+\): [^\n]+\n$/),
      });
      expect(readdirSync(to)).toEqual([]);
    }
  });

  it('says in one line what is wrong with a key, a file or a word', async () => {
    const file = await create();
    const wrong: readonly [readonly string[], Record<string, string>, RegExp][] = [
      [['verify', file], { MASTER_KEY: 'cd'.repeat(32) }, /another key: set MASTER_KEY/],
      [['verify', join(data, 'master.key')], {}, /no backup of this program/],
      [['verify', join(data, 'nothing')], {}, /there is no /],
      [['create', '--to', backups], { MASTER_KEY: 'cd'.repeat(32), BACKUP_KEY: 'cd'.repeat(32) }, /is the master key itself/],
      [['create'], {}, /--to DIR is missing/],
      [['crate'], {}, /there is no "crate"/],
      [['prune', '--in', backups, '--keep-days', '0'], {}, /must be a whole number/],
      [['create', '--for', 'x'], {}, /--for/],
    ];
    for (const [args, settings, words] of wrong) {
      const { code, stderr } = await run(args, settings);
      expect({ code, stderr }).toEqual({ code: 1, stderr: expect.stringMatching(words) });
      expect(stderr.trim().split('\n')).toHaveLength(1);
    }
  });
});

it('prune deletes what is older and always keeps the newest', () => {
  const folder = mkdtempSync(join(tmpdir(), 'prune-'));
  const database = join(folder, 'fanzha.db');
  const file = new DatabaseSync(database);
  file.exec('CREATE TABLE schema_migrations (id INTEGER PRIMARY KEY, name TEXT)');
  file.close();
  const keys = backupKeys({ MASTER_KEY: '', MASTER_KEY_COMMAND: '', MASTER_KEY_OLD: '', BACKUP_KEY: 'ab'.repeat(32), DATA_DIR: folder });
  const day = 24 * 3_600_000;
  const make = (now: number) => createBackup({ database, dataDir: folder, to: folder, keys, now, progress: () => undefined }).file;
  const [first, second, third] = [make(1 * day), make(10 * day), make(20 * day)];
  expect(pruneBackups(folder, 5, 12 * day)).toEqual([first]);
  expect(pruneBackups(folder, 5, 400 * day)).toEqual([second]);
  expect(existsSync(third ?? '')).toBe(true);
  rmSync(folder, { recursive: true, force: true });
});
