import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { examineOperations, putDrill } from '../../src/cli/doctor/examine-operations.ts';
import type { Finding } from '../../src/cli/doctor/finding.ts';
import { readConfig } from '../../src/config.ts';
import { MIGRATIONS } from '../../src/storage/migrations.ts';
import { loadLibraryForTests } from '../compiled-library.ts';
import { openData, signIn } from '../desk-shift.ts';
import { type RunningServer, startServer } from '../running-server.ts';
import { run } from './run-program.ts';

interface Report {
  readonly findings: readonly Finding[];
}
const library = await loadLibraryForTests();
const ALWAYS = { OFFICE_HOURS_FROM: '00:00', OFFICE_HOURS_TO: '00:00', ALARM_P0_SECONDS: '5' };

describe('npm run doctor beside a running server', () => {
  let data: string;
  let server: RunningServer;
  beforeAll(async () => {
    data = mkdtempSync(join(tmpdir(), 'doctor-operations-'));
    server = await startServer(data, ALWAYS);
  });
  afterAll(async () => {
    await server.kill('SIGKILL');
    rmSync(data, { recursive: true, force: true });
  });
  const settings = (more: Record<string, string> = {}) =>
    readConfig({ DATA_DIR: data, PORT: new URL(server.url).port, ...ALWAYS, ...more }, (path) => readFileSync(path, 'utf8')).config;
  /** The program itself; slower than to ask what it asks. */
  const doctor = (...args: string[]) => run('doctor', args, undefined, { DATA_DIR: data, PORT: new URL(server.url).port, ...ALWAYS });
  const report = async (more: Record<string, string> = {}): Promise<Report> => ({
    findings: await examineOperations(settings(more), library),
  });
  const stateOf = ({ findings }: Report, channel: string) => findings.find((one) => one.channel === channel)?.state;

  it('fails on what is missing, says what to do, and is content once it is there', async () => {
    const program = doctor('--json');
    const before = JSON.parse(program.stdout) as Report & { ok: boolean };
    expect([program.status, before.ok]).toEqual([1, false]);
    const missing = before.findings.filter(({ state }) => state === 'missing');
    expect(missing.map(({ channel }) => channel)).toEqual(expect.arrayContaining(['accounts', 'duty', 'backup', 'restore']));
    expect(missing.every(({ todo }) => todo)).toBe(true);
    for (const channel of ['database', 'master key', 'server', 'chores', 'release', 'numbers'])
      expect([channel, stateOf(before, channel)]).toEqual([channel, 'works']);

    signIn(() => server, data, 2);
    const database = openData(data);
    database.prepare("INSERT INTO presence (officer_id, place, seen_at) VALUES ('o0', 'desk', ?)").run(Date.now());
    database.close();
    const at = new Date().toISOString();
    writeFileSync(join(data, 'last-backup.json'), JSON.stringify({ at }));
    writeFileSync(join(data, 'last-restore-proof.json'), JSON.stringify({ at, backup: 'b', tables: 90, rows: 12 }));
    const after = await report();
    for (const channel of ['accounts', 'duty', 'backup', 'restore']) expect([channel, stateOf(after, channel)]).toEqual([channel, 'works']);
    expect(doctor().stdout).toMatch(/^✔ restore {14}proved on \d{4}-\d\d-\d\d: 90 tables, 12 rows$/m);
  });

  it('rehearses a P0: it waits in the queue as a drill, and fails the doctor when nobody claims it in time', async () => {
    const raised = doctor('--drill');
    expect(raised).toMatchObject({ status: 0, stderr: '' });
    const number = /^A\d{6}/.exec(raised.stdout)?.[0] ?? '';
    const database = openData(data);
    const read =
      'SELECT cases.id, urgency, cases.status, channel FROM cases JOIN conversations ON conversations.id = conversation_id WHERE number = ?';
    const kept = database.prepare(read).get(number) as { id: string };
    expect(kept).toMatchObject({ urgency: 'P0', status: 'waiting', channel: 'drill' });
    expect(stateOf(await report(), 'drill')).toBe('note');
    // Nobody came for a minute; five seconds four times are allowed.
    const move = (ms: number) => database.prepare('UPDATE cases SET created_at = created_at - ? WHERE number = ?').run(ms, number);
    move(60_000);
    const late = await report();
    expect(late.findings.find(({ channel }) => channel === 'drill')).toMatchObject({ state: 'missing', text: `${number} was not claimed` });
    move(-60_000);
    database
      .prepare("INSERT INTO audit (at, action, subject) SELECT created_at + 3000, 'case.claimed', id FROM cases WHERE number = ?")
      .run(number);
    database.close();
    expect((await report()).findings.find(({ channel }) => channel === 'drill')).toMatchObject({
      state: 'works',
      text: `${number} was claimed after 3 s`,
    });
    const page = await (await fetch(`${server.url}/metrics`)).text();
    expect(page).toContain('fanzha_cases_waiting{urgency="P0"} 0\n');
  });

  it('finds another master key, a server that is away, and tables that are behind or ahead', async () => {
    writeFileSync(join(data, 'other.key'), 'ab'.repeat(32));
    const other = await report({ PORT: '1', MASTER_KEY_FILE: join(data, 'other.key') });
    expect([stateOf(other, 'master key'), stateOf(other, 'server')]).toEqual(['missing', 'missing']);
    expect(JSON.stringify(other)).not.toContain('abab');
    const refused = putDrill(settings({ MASTER_KEY: 'ab'.repeat(32) }), library);
    await expect(refused).rejects.toMatchObject({ code: 'storage.master-key' });
    await server.kill('SIGKILL');
    const database = openData(data);
    const last = database.prepare('SELECT max(id) AS id FROM schema_migrations').get() as { id: number };
    database.prepare('UPDATE schema_migrations SET id = ? WHERE id = ?').run(last.id + 5, last.id);
    database.prepare("INSERT INTO schema_migrations VALUES (?, 'of the future', 1)").run(last.id + 6);
    const ahead = (await report()).findings.filter(({ state }) => state === 'missing');
    expect(ahead).toMatchObject([{ channel: 'database', text: 'the database was written by a newer program' }]);
    database.prepare('DELETE FROM schema_migrations WHERE id > ?').run(last.id);
    database.close();
    const behind = (await report()).findings.filter(({ state }) => state === 'missing');
    expect(behind).toMatchObject([{ channel: 'database', text: `the database lacks ${MIGRATIONS.at(-1)?.name}` }]);
  });
});
