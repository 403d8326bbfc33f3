import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type FakePlatforms, startPlatforms } from '../../src/cli/disaster/fake-platforms.ts';
import { channelSettings, TELEGRAM_SECRET } from '../../src/cli/disaster/invented-settings.ts';
import { ROOT } from '../compiled-library.ts';
import { type RunningServer, startServer } from '../running-server.ts';

const LEAVES = 100_000_001;
const STAYS = 100_000_002;

let data: string;
let platforms: FakePlatforms;
let backup: string;
beforeAll(async () => {
  data = mkdtempSync(join(tmpdir(), 'restored-'));
  platforms = await startPlatforms();
  platforms.mood = 'failing';
  const settings = channelSettings(platforms.telegramUrl);
  const first = await startServer(data, settings);
  for (const [at, id] of [LEAVES, STAYS].entries()) {
    const who = { id, is_bot: false, first_name: '李' };
    const message = { message_id: at, date: 1_800_000_000, from: who, chat: { type: 'private', ...who }, text: '他叫我把钱转到安全账户' };
    expect((await bring(first, { update_id: at + 1, message })).status).toBe(200);
  }
  await first.kill('SIGKILL');
  const database = new DatabaseSync(join(data, 'fanzha.db'));
  // What the platform had refused is due again at once.
  database.exec("UPDATE outbox SET state = 'queued', due_at = 0");
  database.close();
  backup = npmRunBackup(['create', '--to', join(data, 'backups')]).split(': ')[0] ?? '';

  const second = await startServer(data, settings);
  const who = { id: LEAVES, is_bot: false, first_name: '李' };
  const blocked = { chat: { type: 'private', ...who }, from: who, date: 1_800_000_001, new_chat_member: { status: 'kicked', user: who } };
  expect((await bring(second, { update_id: 3, my_chat_member: blocked })).status).toBe(200);
  await second.kill('SIGKILL');
  // It notes at its start what the one before had no time for.
  await (await startServer(data, settings)).kill('SIGKILL');
  platforms.mood = 'well';
});
afterAll(async () => {
  await platforms.stop();
  rmSync(data, { recursive: true, force: true });
});

function bring(server: RunningServer, update: object): Promise<Response> {
  return fetch(`${server.url}/webhooks/telegram`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-telegram-bot-api-secret-token': TELEGRAM_SECRET },
    body: JSON.stringify(update),
  });
}

function npmRunBackup(args: readonly string[]): string {
  const env = { PATH: process.env.PATH, DATA_DIR: data };
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(ROOT, 'dist', 'backup.js'), ...args], { env, encoding: 'utf8' });
  expect([status, stderr.split('\n').at(-2)]).toEqual([0, expect.anything()]);
  return stdout;
}

function statesIn(path: string): Record<string, unknown> {
  const database = new DatabaseSync(path, { readOnly: true });
  const rows = database
    .prepare(
      'SELECT conversation_id, outbox.state, key_wrapped FROM outbox JOIN conversations ON conversations.id = conversation_id JOIN persons ON persons.id = person_id',
    )
    .all();
  database.close();
  return Object.fromEntries(rows.map((row) => [row.conversation_id, [row.state, row.key_wrapped === null ? 'no key' : 'key']]));
}

/** A server on what was restored, until it has sent what waits. @returns what it printed */
async function runOn(folder: string): Promise<string> {
  platforms.arrivals.length = 0;
  const master = { MASTER_KEY: readFileSync(join(data, 'master.key'), 'utf8') };
  const server = await startServer(folder, { ...channelSettings(platforms.telegramUrl), ...master });
  await expect.poll(() => platforms.arrivals.map(({ to }) => to), { timeout: 30_000 }).toContain(`telegram:${STAYS}`);
  await server.kill('SIGTERM');
  expect(platforms.arrivals.map(({ to }) => to)).not.toContain(`telegram:${LEAVES}`);
  return server.output();
}

it('a reply that waited in the backup is withdrawn by the restore, where he was erased since; the other one goes out', async () => {
  const folder = join(data, 'restored');
  mkdirSync(folder);
  const path = join(folder, 'fanzha.db');
  expect(npmRunBackup(['restore', backup, '--to', path])).toContain('1 people');
  expect(statesIn(path)).toEqual({ [`telegram:${LEAVES}`]: ['withdrawn', 'no key'], [`telegram:${STAYS}`]: ['queued', 'key'] });
  expect(await runOn(folder)).not.toContain('brought back');
});

it('a server erases again whom another kind of restore brought back, before it sends anything', async () => {
  const folder = join(data, 'brought-back');
  mkdirSync(folder);
  const path = join(folder, 'fanzha.db');
  npmRunBackup(['restore', backup, '--to', path, '--no-erasures']);
  expect(statesIn(path)[`telegram:${LEAVES}`]).toEqual(['queued', 'key']);
  copyFileSync(join(data, 'erasures.ledger'), join(folder, 'erasures.ledger'));
  expect(await runOn(folder)).toMatch(/"erased":1,.*brought back/);
  expect(statesIn(path)).toEqual({ [`telegram:${LEAVES}`]: ['withdrawn', 'no key'], [`telegram:${STAYS}`]: ['accepted', 'key'] });
});
