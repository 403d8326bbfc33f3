import { afterEach, describe, expect, it } from 'vitest';
import type { WebhookChannel } from '../../src/channels/channel.ts';
import { sweep } from '../../src/conversation/sweeper.ts';
import { AppError } from '../../src/errors.ts';
import { stubDetector } from '../conversation/stub-detector.ts';
import { openTestApp, type TestApp } from './test-app.ts';

const ADVICE = ['🟡', '别转账', '110', '96110', '2250000'];
const full = (): Promise<never> => Promise.reject(new AppError('storage.full', 'the disk is full', 503));

const channel = (parts: Partial<WebhookChannel>): WebhookChannel => ({
  id: 'plain',
  sender: null,
  receive: async () => ({
    kind: 'messages',
    messages: [{ channel: 'plain', external: 'u1', externalId: 'm1', text: '有人叫我转账' }],
    left: [],
    passive: true,
    reply: (texts) => ({ status: 200, type: 'text/plain', body: texts.join('|') }),
  }),
  ...parts,
});

describe('while nothing can be stored', () => {
  let under: TestApp;
  afterEach(() => under.close());
  async function open(parts: Partial<WebhookChannel> = {}, changes: Parameters<typeof openTestApp>[1] = {}): Promise<void> {
    const channels = new Map([['plain', channel(parts)]]);
    under = await openTestApp({}, { detector: stubDetector, channels, ...changes });
  }
  const breakSaving = (saveIncoming: () => Promise<never> = full): void => void Object.assign(under.storage, { saveIncoming });

  it('the chat says so with a code, and what to do without us', async () => {
    await open();
    breakSaving();
    const response = await under.post('/api/v1/chat', { text: '有人叫我转账' });
    expect(response.status).toBe(503);
    expect(response.headers.get('retry-after')).toBe('1');
    const { error } = (await response.json()) as { error: { code: string; message: string } };
    expect(error.code).toBe('storage.full');
    for (const words of ADVICE) expect(error.message).toContain(words);
    expect(error.message).toContain('pay nothing');
    under.failures.splice(0);
  });

  it('the page shows the advice beside what was typed', async () => {
    await open();
    breakSaving();
    const response = await under.app.request('/message', {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded', origin: 'http://localhost', host: 'localhost' },
      body: new URLSearchParams({ text: '有人叫我转账', id: 'page-1' }),
    });
    expect(response.status).toBe(503);
    const page = await response.text();
    for (const words of [...ADVICE, '有人叫我转账']) expect(page).toContain(words);
    under.failures.splice(0);
  });

  it('a platform that shows our HTTP answer shows the advice', async () => {
    await open({ advisesWhenDown: true });
    breakSaving();
    const response = await under.post('/webhooks/plain', {});
    expect(response.status).toBe(200);
    const said = await response.text();
    for (const words of ADVICE) expect(said).toContain(words);
    expect(said).not.toMatch(/[a-z]{4}/);
    under.failures.splice(0);
  });

  it('a platform shows it in both languages to who sent a picture', async () => {
    const messages = [
      { channel: 'plain', external: 'u1', externalId: 'm1', text: '', attachments: [{ kind: 'image' as const, reference: 'p' }] },
    ];
    const reply = (texts: readonly string[]) => ({ status: 200 as const, type: 'text/plain', body: texts.join('|') });
    await open({ advisesWhenDown: true, receive: async () => ({ kind: 'messages', messages, left: [], passive: true, reply }) });
    breakSaving();
    const said = await (await under.post('/webhooks/plain', {})).text();
    for (const words of [...ADVICE, 'pay nothing']) expect(said).toContain(words);
    under.failures.splice(0);
  });

  it('another one is told to come again', async () => {
    await open();
    breakSaving();
    expect((await under.post('/webhooks/plain', {})).status).toBe(503);
    under.failures.splice(0);
  });

  it('a platform that waits no longer is not told that we have what we have not', async () => {
    await open({}, { patience: () => Promise.resolve() });
    const [begun, saving] = [Promise.withResolvers<void>(), Promise.withResolvers<never>()];
    breakSaving(() => {
      begun.resolve();
      return saving.promise;
    });
    const response = await under.post('/webhooks/plain', {});
    expect([response.status, await response.json()]).toMatchObject([503, { error: { code: 'webhook.not-stored-yet' } }]);
    await begun.promise;
    saving.reject(new AppError('storage.unavailable', 'locked', 503));
    await expect.poll(() => under.failures.length).toBe(2);
    under.failures.splice(0);
  });

  describe('for a while only', () => {
    /** What is true however it ends: it says neither that the message is lost nor that it is kept. */
    async function expectAdvisedMeanwhile(response: Response): Promise<void> {
      expect(response.status).toBe(200);
      const said = await response.text();
      for (const words of [...ADVICE, '没有回音']) expect(said).toContain(words);
      for (const words of ['记不下', '叫不到人']) expect(said).not.toContain(words);
    }

    it('a message that is still being stored is not called lost, and its answer comes by the sender', async () => {
      const [begun, slow, nudged] = [Promise.withResolvers<void>(), Promise.withResolvers<void>(), Promise.withResolvers<void>()];
      await open({ advisesWhenDown: true }, { patience: () => begun.promise, nudgeDelivery: nudged.resolve });
      const { saveIncoming } = under.storage;
      const slowly: typeof saveIncoming = async (message) => {
        begun.resolve();
        await slow.promise;
        return saveIncoming(message);
      };
      Object.assign(under.storage, { saveIncoming: slowly });
      await expectAdvisedMeanwhile(await under.post('/webhooks/plain', {}));
      slow.resolve();
      await nudged.promise;
      expect(await under.storage.claimDue(['plain'])).toMatchObject({ said: { to: 'u1' } });
      under.failures.splice(0);
    });

    it('nor is one of which the database cannot even say whether it has it', async () => {
      const [begun, saving] = [Promise.withResolvers<void>(), Promise.withResolvers<never>()];
      await open({ advisesWhenDown: true }, { patience: () => begun.promise });
      breakSaving(() => {
        begun.resolve();
        return saving.promise;
      });
      Object.assign(under.storage, { isSaved: full });
      await expectAdvisedMeanwhile(await under.post('/webhooks/plain', {}));
      saving.reject(new AppError('storage.unavailable', 'locked', 503));
      await expect.poll(() => under.failures.length).toBe(2);
      under.failures.splice(0);
    });

    it('nor is one that was stored and whose answer could not be', async () => {
      await open({ advisesWhenDown: true });
      const { saveOutcome } = under.storage;
      Object.assign(under.storage, { saveOutcome: full });
      await expectAdvisedMeanwhile(await under.post('/webhooks/plain', {}));
      Object.assign(under.storage, { saveOutcome });
      expect(await sweep(under.deps, under.clock.now + 1)).toBe(1);
      expect(await under.storage.claimDue(['plain'])).toMatchObject({ said: { to: 'u1' } });
      under.failures.splice(0);
    });

    it('whoever writes English reads it in English', async () => {
      const messages = [{ channel: 'plain', external: 'u1', externalId: 'm1', text: 'is this a scam?' }];
      const reply = (texts: readonly string[]) => ({ status: 200 as const, type: 'text/plain', body: texts.join('|') });
      await open({ advisesWhenDown: true, receive: async () => ({ kind: 'messages', messages, left: [], passive: true, reply }) });
      Object.assign(under.storage, { saveOutcome: full });
      const said = await (await under.post('/webhooks/plain', {})).text();
      for (const words of ['🟡', 'pay nothing', '110', '96110', '2250000', 'If you hear nothing']) expect(said).toContain(words);
      expect(said).not.toContain('nobody is called');
      under.failures.splice(0);
    });
  });
});
