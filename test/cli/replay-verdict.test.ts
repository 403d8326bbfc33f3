import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { replayVerdict } from '../../src/cli/library/replay-verdict.ts';
import { handleMessage } from '../../src/conversation/handle-message.ts';
import { createSurroundings } from '../../src/conversation/surroundings.ts';
import { createChangingDetector } from '../../src/detection/changing-detector.ts';
import { createDetector } from '../../src/detection/detector.ts';
import { checksumOf, encodeArtefact, encodePayload } from '../../src/library/artefact.ts';
import { createLog } from '../../src/log.ts';
import type { Database } from '../../src/storage/database.ts';
import { migrate } from '../../src/storage/migrate.ts';
import { openNodeSqlite } from '../../src/storage/node-sqlite.ts';
import { createSealer } from '../../src/storage/seal.ts';
import { createStorage, type Storage } from '../../src/storage/storage.ts';
import { smallLibrary } from '../detection/small-library.ts';

const KEY = '0f'.repeat(32);
const CITY = { OFFICE_HOURS_FROM: '08:00', OFFICE_HOURS_TO: '20:00', HOTLINE_NUMBER: '2250000', CITY: '湖州', PUBLIC_URL: '' };

let folder: string;
let database: Database;
let storage: Storage;
let send: (externalId: string, text: string, external?: string) => Promise<string>;
const detector = createChangingDetector(createDetector(smallLibrary({})));

/** A release that is as sure as this that everything is a scam; kept, and at work. */
async function releaseWith(version: string, odds: number, keep = true): Promise<void> {
  const library = smallLibrary({}, odds);
  const { models, version: _, checksum: __, ...content } = library;
  const payload = encodePayload(content, models);
  const checksum = await checksumOf(payload);
  if (keep) await storage.keepRelease({ version, checksum }, [encodeArtefact({ version }, checksum, payload)]);
  detector.change(createDetector({ ...library, version, checksum }));
}

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'replay-'));
  vi.stubEnv('DATA_DIR', folder);
  vi.stubEnv('MASTER_KEY', KEY);
  vi.stubEnv('DATABASE_URL', '');
  database = openNodeSqlite(join(folder, 'fanzha.db'));
  await migrate(database, Date.now);
  const id = (): string => randomBytes(12).toString('base64url');
  storage = createStorage(database, await createSealer(KEY), { now: Date.now, id });
  let cases = 0;
  const deps = {
    storage,
    detector,
    log: createLog('silent', () => undefined),
    newId: id,
    surroundings: createSurroundings(CITY, Date.now, () => `A00000${++cases}`),
    mediaChannels: new Set<string>(),
    secondReader: null,
    probes: null,
    listRules: null,
  };
  send = async (externalId, text, external = 'u1') => {
    await handleMessage(deps, { channel: 'sms', external, externalId, text }, false);
    const saved = database.query.selectFrom('messages').select('id').where('external_id', '=', externalId);
    return (await saved.executeTakeFirstOrThrow()).id;
  };
  await releaseWith('1.0.0-dev.first', -9);
});
afterEach(async () => {
  vi.unstubAllEnvs();
  await database.close();
  rmSync(folder, { recursive: true, force: true });
});

describe('library replay', () => {
  it('makes every verdict again with the release that it names', async () => {
    const green = await send('m1', '今晚一起吃饭');
    await releaseWith('1.0.0-dev.second', 9);
    const red = await send('m2', '今晚一起吃饭吗');
    await send('m3', '转人工');
    const { text, identical } = await replayVerdict([red]);
    expect(identical).toBe(true);
    const [head, first, second, ...rest] = text.trimEnd().split('\n');
    expect(head).toMatch(new RegExp(`^message ${red}, engine \\S+: identical to the byte$`));
    expect(first).toMatch(new RegExp(`^ +1 .* text +green +library 1\\.0\\.0-dev\\.first, engine \\S+ {2}same {2}${green}$`));
    expect(second).toMatch(new RegExp(`^→ +2 .* library 1\\.0\\.0-dev\\.second, engine \\S+ {2}same {2}${red}$`));
    expect(rest).toEqual([]);
    const whole = await replayVerdict(['--case', 'a000001']);
    expect(whole.text).toMatch(/^3 turns, engine \S+: identical to the byte\n[\s\S]*what is remembered of the conversation: same\n$/);
    const audited = await database.query.selectFrom('audit').select('subject').where('action', '=', 'verdict.replayed').execute();
    expect(audited.map(({ subject }) => subject)).toContain(red);
  });

  it('takes the id of the reply and of the verdict itself', async () => {
    const asked = await send('m1', '今晚一起吃饭');
    const { messages } = JSON.parse((await storage.answerOf(asked)) ?? '') as { messages: { id: string; verdict: { id: string } }[] };
    for (const id of [messages[0]?.id, messages[0]?.verdict.id])
      expect((await replayVerdict([id ?? ''])).text).toContain(`message ${asked},`);
  });

  it('finds what was changed, says where, and shows no number', async () => {
    const asked = await send('m1', '我电话13800001234，今晚一起吃饭');
    await database.query.updateTable('outcomes').set({ score: 0.75 }).execute();
    const { text, identical } = await replayVerdict([asked]);
    expect(identical).toBe(false);
    expect(text).toContain('NOT identical');
    expect(text).toMatch(/\n {6}score: stored “0\.75”, now “0\.\d+”\n/);
    expect(text).not.toContain('13800001234');
  });

  it('goes on where a release is not kept, and says so of what it cannot make again', async () => {
    await releaseWith('1.0.0-dev.lost', 3, false);
    const lost = await send('m1', '今晚一起吃饭');
    await releaseWith('1.0.0', 3, false);
    const released = await send('m2', '今晚一起吃饭', 'u2');
    await expect(replayVerdict([lost])).rejects.toThrow(/^library 1\.0\.0-dev\.lost judged it, .* it is a working copy/);
    await expect(replayVerdict([released])).rejects.toThrow(/^library 1\.0\.0 judged it, .*; see npm run library -- releases$/);
  });

  it('says since when a conversation can be replayed', async () => {
    const old = await send('m1', '今晚一起吃饭');
    await database.query.updateTable('outcomes').set({ inputs_sealed: null }).execute();
    await expect(replayVerdict([old])).rejects.toMatchObject({
      code: 'replay.inputs',
      message: expect.stringContaining('1.0.0-dev.first'),
    });
  });

  it.each([
    [['none'], 'replay.unknown', /^nothing in this database has that id; \/api\/v1\/check keeps nothing/],
    [['ab'.repeat(16)], 'replay.unknown', /^no message, and no verdict of the last 30 days,/],
    [['--case', 'A999999'], 'replay.unknown', /^there is no case A999999/],
    [[], 'library.usage', /^usage: /],
    [['a', 'b'], 'library.usage', /^usage: /],
    [['a', '--case', 'A000001'], 'library.usage', /^usage: /],
    [['-aaaaaaaaaaaaaaaaaaaaaaa'], 'replay.unknown', /./],
    [['--nonsense'], 'library.usage', /^usage: /],
  ])('refuses %j in one line', async (args, code, message) => {
    await expect(replayVerdict(args)).rejects.toMatchObject({ code, message: expect.stringMatching(message) });
  });

  it('says that somebody was erased, and that a message has no verdict', async () => {
    const asked = await send('m1', '今晚一起吃饭');
    const waiting = await storage.saveIncoming({ channel: 'sms', conversationId: 'sms:u1', externalId: 'm2', text: '在吗' });
    await expect(replayVerdict([waiting.kind === 'new' ? waiting.messageId : ''])).rejects.toMatchObject({ code: 'replay.no-verdict' });
    await database.query.updateTable('persons').set({ key_wrapped: null }).execute();
    await expect(replayVerdict([asked])).rejects.toMatchObject({ code: 'replay.erased' });
  });

  it('warns of another engine, and names both', async () => {
    const asked = await send('m1', '今晚一起吃饭');
    await database.query.updateTable('outcomes').set({ engine: '0.1.0' }).execute();
    expect((await replayVerdict([asked])).text).toMatch(/\nwarning: engine 0\.1\.0 judged some of it, this program is \d/);
  });
});
