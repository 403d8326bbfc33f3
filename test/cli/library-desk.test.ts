import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { checksumOf, encodeArtefact, encodePayload } from '../../src/library/artefact.ts';
import { migrate } from '../../src/storage/migrate.ts';
import { openNodeSqlite } from '../../src/storage/node-sqlite.ts';
import type { Outcome } from '../../src/storage/outcomes.ts';
import { createSealer } from '../../src/storage/seal.ts';
import { createStorage } from '../../src/storage/storage.ts';
import { loadLibraryForTests } from '../compiled-library.ts';
import { calling, incoming, outcome, twoOfficers } from '../storage/storage-under-test.ts';
import { run } from './run-program.ts';

const KEY = '0f'.repeat(32);
const HOUR = 60 * 60_000;
const SCAM = '【ETC】您的ETC已停用，请点击 http://etc-renew.top 填写银行卡号和验证码，逾期将注销，客服13800001234';

describe('npm run library, with what the desk knows', () => {
  let folder: string;
  let data: string;
  let pattern: string;
  const settings = (parts: Record<string, string> = {}) => ({ DATA_DIR: data, MASTER_KEY: KEY, ...parts });
  const library = (...args: string[]) => run('library', args, undefined, settings());

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'library-desk-'));
    data = join(folder, 'data');
    mkdirSync(data);
    const compiled = await loadLibraryForTests();
    pattern = compiled.patterns.find(({ severity, status }) => severity === 'high' && status === 'stable')?.id ?? '';
    const database = openNodeSqlite(join(data, 'fanzha.db'));
    const clock = { now: Date.now() - 24 * HOUR };
    let ids = 0;
    const sources = { now: () => clock.now, id: () => `id-${++ids}` };
    await migrate(database, () => clock.now);
    const storage = createStorage(database, await createSealer(KEY), sources);
    const under = { storage, database, clock, bytes: async () => Buffer.alloc(0), close: database.close };
    await twoOfficers(under);

    /** A release that knows no pattern and takes everything for harmless. */
    const { models, version: _version, checksum: _checksum, ...content } = compiled;
    const payload = encodePayload(
      { ...content, patterns: [], signals: [] },
      { ...models, forwarded: never(models.forwarded), told: never(models.told) },
    );
    const checksum = await checksumOf(payload);
    await storage.keepRelease({ version: '0.9.0', checksum }, [encodeArtefact({ version: '0.9.0-dev.blind' }, checksum, payload)]);
    await storage.activateRelease('0.9.0', null, 0);

    const consult = async (person: string, text: string, parts: Partial<Outcome>, truth?: 'scam' | 'false-alarm') => {
      const conversationId = `web:${person}`;
      const { messageId } = await incoming(under, { conversationId, externalId: person, text });
      const escalation = truth ? calling('P2', `A-${person}`) : null;
      await storage.saveOutcome(outcome(messageId, { conversationId, escalation, ...parts }));
      clock.now += 1000;
      if (!truth) return;
      const { id } = await database.query.selectFrom('cases').select('id').where('number', '=', `A-${person}`).executeTakeFirstOrThrow();
      await storage.claimCase(id, 'o1');
      await storage.closeCase(id, 'o1', truth);
      clock.now += 1000;
    };
    await consult('missed', SCAM, { colour: 'green' }, 'scam');
    await consult('unseen', SCAM, { colour: 'green' });
    await consult('calm', '妈，我今晚加班，饭不用等我了', { colour: 'green' });
    for (let at = 0; at < 10; at++) await consult(`wrong${at}`, '您好', { colour: 'red', patterns: [pattern] }, 'false-alarm');
    await database.close();
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('prints the report cards, the worst first, with what is proposed', () => {
    const { status, stdout, stderr } = library('cards');
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(stdout.split('\n')[1]).toMatch(new RegExp(`^${pattern} +high +0 % \\(0–28 %\\) +0 +10 +0 +10 ↑ +0 +10 .* make it yellow$`));
    expect(stdout).toMatch(/\d+ of \d+ patterns have not been met yet\n$/);
  });

  it('lists the missed scams, masked', () => {
    const { status, stdout, stderr } = library('misses');
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(stdout).toMatch(/^A-missed {2}green {3}closed \d{4}-\d\d-\d\d \d\d:\d\d {2}no type\n {4}.* green {3}【ETC】/);
    expect(stdout).toContain('…1234');
    expect(stdout).not.toContain('13800001234');
    expect(stdout.match(/^A-/gm)).toHaveLength(1);
  });

  it('judges past consults and files by both releases, and says whom to call back', () => {
    const file = join(folder, 'more.jsonl');
    writeFileSync(file, `${JSON.stringify({ text: SCAM, kind: 'scam' })}\n\n${JSON.stringify({ turns: [{ user: '您好' }] })}\n`);
    const { status, stdout, stderr } = library('blast-radius', file);
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    const lines = stdout.split('\n');
    expect(lines[0]).toMatch(/^0\.9\.0-dev\.blind → \S+: 15 texts judged twice$/);
    expect(lines[1]).toMatch(/^colours: green → red 3/);
    expect(lines[4]).toMatch(/^ {2}scam +green - → red \S+ +A-missed +【ETC】/);
    expect(stdout).toContain('more.jsonl:1 scam');
    expect(stdout).not.toContain('13800001234');
    expect(stdout).toMatch(/told green and now red: 2\n {2}A-missed closed as scam\n {2}web\n$/);
    expect(library('blast-radius', '--against', '0.9.0').stdout).toContain('13 texts judged twice');
  });

  it.each([
    [['blast-radius', '--nonsense'], /^usage: /],
    [['blast-radius', '/nowhere.jsonl'], /there is no file \/nowhere\.jsonl\n$/],
    [['blast-radius', '--against', '9.9.9'], /does not keep a release 9\.9\.9/],
  ])('refuses %j in one line or two', (args, message) => {
    const { status, stdout, stderr } = library(...args);
    expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
    expect(stderr).toMatch(message);
  });

  it('names the row of a file that is no text, and not what stands in it', () => {
    const file = join(folder, 'wrong.jsonl');
    writeFileSync(file, `${JSON.stringify({ text: '好' })}\n{"words":"秘密"}\n`);
    const { status, stderr } = library('blast-radius', file);
    expect(status).toBe(1);
    expect(stderr).toMatch(/^wrong\.jsonl:2: /);
    expect(stderr).not.toContain('秘密');
  });

  it.each(['misses', 'blast-radius'])('%s needs the key of the server, and makes none', (command) => {
    const without = run('library', [command], undefined, { DATA_DIR: data });
    expect(without).toMatchObject({ status: 1, stdout: '', stderr: expect.stringContaining('there is no master key at') });
    expect(readdirSync(data)).not.toContain('master.key');
    const other = run('library', [command], undefined, settings({ MASTER_KEY: 'a'.repeat(64) }));
    expect(other).toMatchObject({ status: 1, stdout: '', stderr: expect.stringContaining('does not open this database') });
  });

  it.each(['cards', 'misses', 'blast-radius'])('%s says where it looked when there is no database', (command) => {
    const nowhere = settings({ DATA_DIR: join(folder, 'nowhere') });
    expect(run('library', [command], undefined, nowhere)).toMatchObject({
      status: 1,
      stdout: '',
      stderr: expect.stringContaining('there is no database at'),
    });
  });
});

/** The same model, so sure that nothing is a scam that no word changes it. */
function never<Model extends { readonly classes: readonly string[]; readonly bias: readonly number[] }>(model: Model): Model {
  return { ...model, bias: model.classes.map((name) => (name === 'scam' ? -1000 : 0)) };
}
