import { execFileSync } from 'node:child_process';
import { appendFileSync, chownSync, cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type RunningServer, startServer } from '../running-server.ts';
import { type EmbeddedServer, startEmbeddedServer } from './embedded-server.ts';

/** The commands of docs/postgresql.md, without pg_basebackup, which the embedded server lacks. */
const DURABLE = ['wal_level=replica', 'archive_mode=on', 'synchronous_commit=on', 'shared_buffers=64MB'];

let folder: string;
let archive: string;
let base: string;
let data: string;
let live: EmbeddedServer;
const running: (EmbeddedServer | RunningServer)[] = [];
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'in-time-'));
  execFileSync('chmod', ['711', folder]);
  [archive, base, data] = [join(folder, 'wal'), join(folder, 'base'), join(folder, 'data')];
  for (const path of [archive, data]) mkdirSync(path);
  live = await startEmbeddedServer([
    ...DURABLE,
    `archive_command=test ! -f ${archive}/%f && cp %p ${archive}/%f.part && mv ${archive}/%f.part ${archive}/%f`,
  ]);
  const { uid, gid } = statSync(live.dataFolder);
  chownSync(archive, uid, gid);
});
afterAll(async () => {
  for (const one of running) await ('kill' in one ? one.kill('SIGKILL') : one.remove());
  await live?.remove();
  rmSync(folder, { recursive: true, force: true });
});

/** What goes on in the session that began the backup, as PostgreSQL wants it. */
async function baseBackup(): Promise<void> {
  const client = new pg.Client({ connectionString: live.url() });
  await client.connect();
  await client.query("SELECT pg_backup_start('nightly', fast => true)");
  const left = /\/(?:pg_wal\/.+|postmaster\.(?:pid|opts))$/;
  cpSync(live.dataFolder, base, { recursive: true, preserveTimestamps: true, filter: (path) => !left.test(path) });
  const { labelfile, spcmapfile } = (await client.query('SELECT labelfile, spcmapfile FROM pg_backup_stop()')).rows[0];
  writeFileSync(join(base, 'backup_label'), labelfile);
  if (spcmapfile !== '') writeFileSync(join(base, 'tablespace_map'), spcmapfile);
  await client.end();
}

async function recoverTo(time: string): Promise<EmbeddedServer> {
  const { uid, gid } = statSync(live.dataFolder);
  const fill = (dataFolder: string): void => {
    cpSync(base, dataFolder, { recursive: true });
    appendFileSync(
      join(dataFolder, 'postgresql.auto.conf'),
      `restore_command = 'cp ${archive}/%f %p'\nrecovery_target_time = '${time}'\nrecovery_target_action = 'promote'\n`,
    );
    writeFileSync(join(dataFolder, 'recovery.signal'), '');
    execFileSync('chown', ['-R', `${uid}:${gid}`, dataFolder]);
    execFileSync('chmod', ['700', dataFolder]);
  };
  const recovered = await startEmbeddedServer(['wal_level=replica', 'shared_buffers=64MB'], { fill });
  running.push(recovered);
  return recovered;
}

async function serve(database: EmbeddedServer, name: string): Promise<RunningServer> {
  const settings = { DATABASE_URL: database.url(name), MASTER_KEY: '5a'.repeat(32), DATABASE_POOL: '4' };
  const server = await startServer(data, settings);
  running.push(server);
  return server;
}

interface Acknowledged {
  readonly body: { readonly text: string; readonly clientMessageId: string; readonly conversation: string };
  readonly answer: string;
}
async function say(server: RunningServer, text: string, clientMessageId: string, conversation?: string): Promise<Acknowledged> {
  const body = { text, clientMessageId, ...(conversation === undefined ? {} : { conversation }) };
  const response = await ask(server, body);
  const answer = await response.text();
  expect([response.status, answer]).toEqual([200, expect.anything()]);
  return { body: { ...body, conversation: (JSON.parse(answer) as { conversation: string }).conversation }, answer };
}
const ask = (server: RunningServer, body: object): Promise<Response> =>
  fetch(`${server.url}/api/v1/chat`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });

it('a recovery to a moment has all that was acknowledged before it and nothing of what came after', async () => {
  await live.asOwner('CREATE DATABASE fanzha');
  const server = await serve(live, 'fanzha');
  const first = await say(server, '有人说我涉嫌洗钱，要我转到安全账户', 'before-the-backup');
  await baseBackup();
  const kept = [first];
  for (let index = 0; index < 20; index++) kept.push(await say(server, `第${index}个人说要先交保证金`, `before-${index}`));
  const leaver = await say(server, '我叫李四，他要我的验证码', 'leaver');
  const [{ now: moment } = {}] = await live.asOwner('SELECT now()::text AS now', 'fanzha');
  const after = [await say(server, '他又打来了', 'after', first.body.conversation)];
  for (let index = 0; index < 20; index++) after.push(await say(server, `第${index}个人说中奖了`, `after-${index}`));
  await say(server, '删除我的信息', 'forget', leaver.body.conversation);
  await server.kill('SIGTERM');
  // It notes at its start who was erased by the one before.
  await (await serve(live, 'fanzha')).kill('SIGTERM');
  await live.asOwner('SELECT pg_switch_wal()');
  const last =
    "SELECT pg_walfile_name(pg_current_wal_lsn()) > coalesce(last_archived_wal, '') AS waiting, last_archived_wal FROM pg_stat_archiver";
  const [{ wal } = {}] = await live.asOwner('SELECT pg_walfile_name(pg_current_wal_lsn() - 1) AS wal');
  await expect.poll(async () => String((await live.asOwner(last))[0]?.last_archived_wal) >= String(wal), { timeout: 20_000 }).toBe(true);
  await live.stop();

  const recovered = await recoverTo(String(moment));
  const ids = (await recovered.asOwner("SELECT external_id FROM messages WHERE author = 'citizen'", 'fanzha')).map(({ external_id }) =>
    String(external_id),
  );
  expect(ids.filter((id) => id.includes('after') || id.includes('forget'))).toEqual([]);
  expect(ids).toHaveLength(kept.length + 1);
  const again = await serve(recovered, 'fanzha');
  for (const { body, answer } of kept) expect(await (await ask(again, body)).text()).toBe(answer);
  // The conversation goes on as if the later message had never been; those that began later are unknown.
  expect((await ask(again, after[0]?.body ?? {})).status).toBe(200);
  for (const { body } of after.slice(1)) expect((await ask(again, body)).status).toBe(404);
  // Whoever was erased later stays erased: the ledger lies beside no database.
  expect(again.output()).toMatch(/"erased":1,.*brought back/);
  expect((await ask(again, leaver.body)).status).toBe(404);
  expect(readFileSync(join(data, 'erasures.ledger'), 'utf8')).toContain('person ');
});
