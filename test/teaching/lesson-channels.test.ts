import { afterEach, beforeEach, expect, it } from 'vitest';
import { choresOf } from '../../src/chores.ts';
import { readConfig } from '../../src/config.ts';
import { channelDeps, makeChannels } from '../../src/make-channels.ts';
import { openTestApp, type TestApp } from '../routes/test-app.ts';
import { incoming } from '../storage/storage-under-test.ts';

const NOON_IN_SHANGHAI = Date.UTC(2026, 10, 25, 4);

let under: TestApp;
beforeEach(async () => {
  under = await openTestApp();
  under.clock.now = NOON_IN_SHANGHAI;
});
afterEach(() => under.close());

/** What these settings switch on, as an entry makes it. */
const channelsOf = (settings: Record<string, string>) =>
  makeChannels(readConfig(settings, () => '').config, channelDeps(under.storage, under.deps.now), under.deps.log);

/** Agreed to lessons and has just written there. */
async function pupilOn(channel: string): Promise<void> {
  const conversationId = `${channel}:9`;
  const id = await under.storage.registerCitizen({
    name: '吴',
    gridId: null,
    ageBand: '60-69',
    job: 'retired',
    guardian: null,
    tokenHash: '0f'.repeat(32),
    consents: [
      { purpose: 'profile', version: 1 },
      { purpose: 'teaching', version: 1 },
    ],
  });
  await under.database.query.updateTable('citizens').set({ phone_proved_at: 1 }).where('id', '=', id).execute();
  await incoming(under, { conversationId, channel, externalId: 'm9' });
  await under.database.query
    .insertInto('citizen_conversations')
    .values({ citizen_id: id, conversation_id: conversationId, since: 0 })
    .execute();
}

/** The lessons that the chore puts on their way where these settings hold. */
async function taught(settings: Record<string, string>): Promise<readonly string[]> {
  const { webhooks, canSend } = await channelsOf(settings);
  const teach = choresOf({ ...under.deps, channels: webhooks, canSend }).find(({ name }) => name === 'teach');
  while (await teach?.work());
  const rows = await under.database.query.selectFrom('outbox').select('channel').execute();
  return rows.map(({ channel }) => channel);
}

it('a lesson goes out on a connection that we hold ourselves', async () => {
  await pupilOn('telegram');
  const settings = { TELEGRAM_BOT_TOKEN: '123456:ABC', TELEGRAM_SECRET_TOKEN: 'a-secret-of-sixteen', TELEGRAM_POLLING: 'on' };
  expect(await taught(settings)).toEqual(['telegram']);
});

it('a lesson goes out by a webhook that has a sender', async () => {
  await pupilOn('smsforwarder');
  const settings = {
    SMSFORWARDER_SECRET: 'a-secret-of-sixteen',
    SMS_SENDER: 'twilio',
    TWILIO_ACCOUNT_SID: 'AC0',
    TWILIO_AUTH_TOKEN: 'a-secret-of-sixteen',
    TWILIO_FROM: '+15005550006',
    PUBLIC_URL: 'https://example.org',
  };
  expect(await taught(settings)).toEqual(['smsforwarder']);
});

it('no lesson is due on a channel that receives and cannot send', async () => {
  await pupilOn('smsforwarder');
  expect(await taught({ SMSFORWARDER_SECRET: 'a-secret-of-sixteen' })).toEqual([]);
});

it('lists what can send, whichever way it is connected', async () => {
  const wechat = { WECHAT_TOKEN: 'a-secret-of-sixteen', WECHAT_MODE: 'plain', WECHAT_APP_ID: 'wx0' };
  expect([...(await channelsOf(wechat)).canSend]).toEqual([]);
  expect([...(await channelsOf({ ...wechat, WECHAT_APP_SECRET: 'a-secret-of-sixteen' })).canSend]).toEqual(['wechat']);
});
