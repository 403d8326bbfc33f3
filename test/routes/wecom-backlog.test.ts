import { afterEach, beforeEach, expect, it } from 'vitest';
import { createWecomChannel } from '../../src/channels/wecom/wecom-channel.ts';
import { choresOf } from '../../src/chores.ts';
import { AppError } from '../../src/errors.ts';
import { channelDeps } from '../../src/make-channels.ts';
import { OWN_MACHINE } from '../../src/routes/runtime.ts';
import { callback, type FakePlatform, noticeXml, OPEN_KFID, page, SETTINGS, startPlatform, textEntry } from '../channels/contract-wecom.ts';
import { stubDetector } from '../conversation/stub-detector.ts';
import { countOf } from '../storage/storage-under-test.ts';
import { openTemporarySqlite } from '../storage/temporary-sqlite.ts';
import { openTestApp, type TestApp } from './test-app.ts';

const WAITING = 50;
const PEOPLE = 5;
let platform: FakePlatform;
let under: TestApp;
let behind: Promise<unknown>[];

beforeEach(async () => {
  platform = await startPlatform();
  platform.answer = ({ body }) => {
    const from = Number(body.cursor ?? 0);
    const to = Math.min(WAITING, from + Number(body.limit));
    const entries = Array.from({ length: to - from }, (_, at) => entryOf(from + at));
    return page(entries, `${to}`, to < WAITING ? 1 : 0);
  };
  const opened = await openTemporarySqlite();
  behind = [];
  const deps = { ...channelDeps(opened.storage, () => opened.clock.now), fetch };
  under = await openTestApp(
    {},
    {
      detector: stubDetector,
      channels: new Map([['wecom', createWecomChannel({ ...SETTINGS, apiRoot: platform.apiRoot }, deps)]]),
      runtime: { ...OWN_MACHINE, backlogPieces: 2, afterwards: (work) => void behind.push(work) },
    },
    async () => opened,
  );
});
afterEach(async () => {
  await under.close();
  await platform.close();
});

const entryOf = (at: number) => textEntry(`wmInvented${at % PEOPLE}`, `m${at}`, `[green] 第${at}条`);

async function called(): Promise<number> {
  const { query, body } = callback(noticeXml('ENCToken'), under.clock.now);
  const response = await under.app.request(`/webhooks/wecom?${query}`, { method: 'POST', body: body ?? null });
  await Promise.all(behind.splice(0));
  return response.status;
}

async function minute(): Promise<void> {
  under.clock.now += 60_000;
  const chore = choresOf(under.deps).find(({ name }) => name === 'catch up: wecom');
  while (await chore?.work());
}

async function eachOnceInOrder(): Promise<void> {
  expect([await countOf(under, 'outcomes'), await countOf(under, 'outbox')]).toEqual([WAITING, WAITING]);
  for (let person = 0; person < PEOPLE; person++) {
    const said = await under.storage.transcript(`wecom:${OPEN_KFID}/wmInvented${person}`);
    const texts = said.filter(({ author }) => author === 'citizen').map(({ text }) => text);
    expect(texts).toEqual(Array.from({ length: WAITING / PEOPLE }, (_, turn) => `[green] 第${turn * PEOPLE + person}条`));
  }
}

it('what lay at WeCom is answered piece by piece: so much with a call, the rest with the next one and each minute', async () => {
  expect([await called(), await countOf(under, 'outcomes')]).toEqual([200, 24]);
  expect([await called(), await countOf(under, 'outcomes')]).toEqual([200, 48]);
  await minute();
  await eachOnceInOrder();
});

it('is answered once, also when WeCom calls twice at once', async () => {
  expect(await Promise.all([called(), called()])).toEqual([200, 200]);
  await minute();
  await eachOnceInOrder();
});

it('goes on behind the last page that was stored when the database was away in the middle of one', async () => {
  const save = under.storage.saveIncoming;
  const away: typeof save = async (message) => {
    if (message.externalId === 'm12') throw new AppError('storage.unavailable', 'the database does not answer', 503);
    return save(message);
  };
  Object.assign(under.storage, { saveIncoming: away });
  expect([await called(), await countOf(under, 'outcomes')]).toEqual([200, 12]);
  expect(await called()).toBe(503);
  Object.assign(under.storage, { saveIncoming: save });
  platform.asked.length = 0;
  await minute();
  expect(platform.asked[0]?.body).toMatchObject({ cursor: '8' });
  await eachOnceInOrder();
});
