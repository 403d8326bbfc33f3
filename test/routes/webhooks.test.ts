import { afterEach, describe, expect, it } from 'vitest';
import type { Received, WebhookChannel } from '../../src/channels/channel.ts';
import { unproven } from '../../src/channels/refusals.ts';
import { choresOf } from '../../src/chores.ts';
import type { IncomingMessage } from '../../src/conversation/message.ts';
import { OWN_MACHINE } from '../../src/routes/runtime.ts';
import { stubDetector } from '../conversation/stub-detector.ts';
import { countOf } from '../storage/storage-under-test.ts';
import { openTestApp, type TestApp } from './test-app.ts';

/** A platform without a protocol: the body says what the channel shall make of it. */
function plainChannel(passive: boolean, parts: Partial<WebhookChannel> = {}): WebhookChannel {
  return {
    id: 'plain',
    sender: null,
    async receive({ body, headers, secret }): Promise<Received> {
      if (headers.get('x-signed') !== 'yes' && secret !== 'path-secret') throw unproven();
      const told = JSON.parse(new TextDecoder().decode(body)) as { messages?: IncomingMessage[]; left?: string[] };
      if (!told.messages && !told.left) return { kind: 'done', reply: { status: 200, type: 'text/plain', body: 'success' } };
      return {
        kind: 'messages',
        messages: told.messages ?? [],
        left: told.left ?? [],
        passive,
        reply: (texts) => ({ status: 200, type: 'text/plain', body: texts.join('|') }),
      };
    },
    ...parts,
  };
}

describe('a webhook', () => {
  let under: TestApp;
  let nudges: number;
  afterEach(() => under.close());

  async function open(channel: WebhookChannel, settings: Record<string, string> = {}, changes: Parameters<typeof openTestApp>[1] = {}) {
    nudges = 0;
    under = await openTestApp(settings, {
      detector: stubDetector,
      channels: new Map([['plain', channel]]),
      nudgeDelivery: () => nudges++,
      ...changes,
    });
  }
  const message = (externalId: string, text = '[red loan] 先交钱', external = 'u1'): IncomingMessage => ({
    channel: 'plain',
    external,
    externalId,
    text,
  });
  const call = (body: unknown, headers: Record<string, string> = { 'x-signed': 'yes' }) => under.post('/webhooks/plain', body, headers);
  const states = async () =>
    (await under.database.query.selectFrom('outbox').select(['state', 'via']).execute()).map((row) => ({ ...row }));

  it('answers in its HTTP answer, and the same again to the same message', async () => {
    await open(plainChannel(true));
    const first = await call({ messages: [message('m1')] });
    expect(await first.text()).toMatch(/^🔴/);
    expect(await (await call({ messages: [message('m1')] })).text()).toBe(await (await call({ messages: [message('m1')] })).text());
    expect(await countOf(under, 'outcomes')).toBe(1);
    expect(await states()).toEqual([{ state: 'accepted', via: 'answer' }]);
  });

  it.each([3, 4])('attaches %i deliveries of one message at once to one run', async (deliveries) => {
    await open(plainChannel(true));
    const replies = await Promise.all(Array.from({ length: deliveries }, () => call({ messages: [message('m1')] })));
    const texts = await Promise.all(replies.map((reply) => reply.text()));
    expect(new Set(texts).size).toBe(1);
    expect(await countOf(under, 'outcomes')).toBe(1);
    expect(await countOf(under, 'outbox')).toBe(1);
  });

  it('stores nothing of what is not proven', async () => {
    await open(plainChannel(true));
    const refused = await call({ messages: [message('m1')] }, {});
    expect(refused.status).toBe(401);
    expect(await refused.json()).toMatchObject({ error: { code: 'channel.signature' } });
    expect(await countOf(under, 'messages')).toBe(0);
  });

  it('hands the last part of the path to the channel', async () => {
    await open(plainChannel(true));
    const response = await under.post('/webhooks/plain/path-secret', { messages: [message('m1')] });
    expect(response.status).toBe(200);
    expect((await under.post('/webhooks/plain/wrong', { messages: [message('m1')] })).status).toBe(401);
  });

  it('leaves to the sender what has no HTTP answer', async () => {
    await open(plainChannel(false));
    expect(await (await call({ messages: [message('m1')] })).text()).toBe('');
    expect(nudges).toBe(1);
    expect(await under.storage.claimDue(['plain'])).toMatchObject({ said: { to: 'u1' } });
  });

  it('does not keep the platform waiting: the answer comes later by the sender, once', async () => {
    let judging = (): void => undefined;
    const slow = new Promise<void>((resolve) => {
      judging = resolve;
    });
    const saved = Promise.withResolvers<void>();
    await open(plainChannel(true), {}, { patience: () => saved.promise });
    const load = under.storage.loadConversation;
    const slowly = (id: string) => {
      saved.resolve();
      return slow.then(() => load(id));
    };
    Object.assign(under.storage, { loadConversation: slowly });
    const response = await call({ messages: [message('m1')] });
    expect([response.status, await response.text()]).toEqual([200, '']);
    judging();
    await expect.poll(() => nudges, { timeout: 30_000 }).toBe(1);
    expect(await under.storage.claimDue(['plain'])).toMatchObject({ said: { to: 'u1' } });
    expect(await (await call({ messages: [message('m1')] })).text()).toBe('');
  });

  it('erases whoever leaves', async () => {
    await open(plainChannel(true));
    await call({ messages: [message('m1')] });
    await call({ left: ['u1', 'never-here'] });
    expect(await under.storage.hasConversation('plain:u1')).toBe(false);
    expect((await call({ messages: [message('m2')] })).status).toBe(200);
  });

  it('writes down what the platform reports of our messages', async () => {
    const reports = [{ platformId: 'p1', state: 'delivered', reason: null } as const];
    const reply = { status: 200, type: 'text/plain', body: 'ok' };
    const plain = plainChannel(false);
    await open({ ...plain, receive: async (delivery) => (delivery.secret ? { kind: 'done', reply, reports } : plain.receive(delivery)) });
    await call({ messages: [message('m1')] });
    const due = await under.storage.claimDue(['plain']);
    if (!due) throw new Error('nothing was due');
    await under.storage.settle(due, { state: 'accepted', dueAt: under.clock.now, reason: null, platformId: 'p1' });
    await under.post('/webhooks/plain/report', {});
    expect(await states()).toEqual([{ state: 'delivered', via: 'sender' }]);
  });

  it('notes what did not arrive before the message that came with it, which lets it go out again', async () => {
    const plain = plainChannel(false);
    const reports = [{ platformId: 'p1', state: 'waiting', reason: 'window' } as const];
    await open({
      ...plain,
      async receive(delivery) {
        const received = await plain.receive(delivery);
        return received.kind === 'messages' && received.messages[0]?.externalId === 'm2' ? { ...received, reports } : received;
      },
    });
    await call({ messages: [message('m1')] });
    const due = await under.storage.claimDue(['plain']);
    if (!due) throw new Error('nothing was due');
    await under.storage.settle(due, { state: 'accepted', dueAt: under.clock.now, reason: null, platformId: 'p1' });
    await call({ messages: [message('m2', '[yellow] 问')] });
    expect((await states()).map(({ state }) => state)).toEqual(['queued', 'queued']);
    expect((await under.storage.claimDue(['plain']))?.messageId).toBe(due.messageId);
  });

  it('takes what a channel has fetched by itself, by a chore, and what it reports', async () => {
    const plain = plainChannel(false);
    const pieces = [[message('m1'), message('m2', '[yellow] 问', 'u2')], []];
    let noted = 0;
    const catchUp = async (): Promise<Received | null> => {
      const messages = pieces.shift();
      const reply = () => {
        noted += 1;
        return { status: 200, type: 'text/plain', body: '' };
      };
      return messages ? { kind: 'messages', messages, left: [], passive: false, reply } : null;
    };
    await open({ ...plain, catchUp });
    const chore = choresOf(under.deps).find(({ name }) => name === 'catch up: plain');
    while (await chore?.work());
    expect(await countOf(under, 'outcomes')).toBe(2);
    expect((await states()).map(({ state }) => state)).toEqual(['queued', 'queued']);
    expect([noted, nudges]).toEqual([2, 2]);
    await under.close();
    await open(plain);
    expect(choresOf(under.deps).map(({ name }) => name)).not.toContain('catch up: plain');
  });

  describe('of a platform that has more than it was called for', () => {
    const reply = () => ({ status: 200, type: 'text/plain', body: '' });
    const piece = (text: string, at: number): Received => ({
      kind: 'messages',
      messages: [message(`rest-${at}`, text, `u${at}`)],
      left: [],
      passive: false,
      reply,
    });
    /** The call, and what goes on behind its answer. @param pieces null: the platform fails */
    async function callWithMore(pieces: (string | null)[], backlogPieces: number | null, changes: Parameters<typeof openTestApp>[1] = {}) {
      const behind: Promise<unknown>[] = [];
      const plain = plainChannel(false);
      let at = 0;
      await open(
        {
          ...plain,
          receive: async (delivery) => ({ ...(await plain.receive(delivery)), more: true }),
          async catchUp() {
            const text = pieces.shift();
            if (text === null) throw new Error('the platform hung up');
            return text === undefined ? null : piece(text, ++at);
          },
        },
        {},
        { ...changes, runtime: { ...OWN_MACHINE, backlogPieces, afterwards: (work) => void behind.push(work) } },
      );
      const response = await call({ messages: [message('m1')] });
      await Promise.all(behind);
      return { status: response.status, outcomes: await countOf(under, 'outcomes'), left: pieces.length };
    }

    it('takes the rest behind its answer', async () => {
      expect(await callWithMore(['[red loan]', '[yellow]', '[green]'], null)).toEqual({ status: 200, outcomes: 4, left: 0 });
    });

    it('takes no more than a request may, where that is bounded', async () => {
      expect(await callWithMore(['[red loan]', '[yellow]', '[green]'], 2)).toEqual({ status: 200, outcomes: 3, left: 1 });
      const chore = choresOf(under.deps).find(({ name }) => name === 'catch up: plain');
      while (await chore?.work());
      expect(await countOf(under, 'outcomes')).toBe(4);
    });

    it('is answered all the same when it fails then, which is told and left for later', async () => {
      expect(await callWithMore(['[red loan]', null, '[green]'], null)).toEqual({ status: 200, outcomes: 2, left: 1 });
      expect(under.failures).toEqual([expect.stringContaining('the next minute goes on with it')]);
    });

    it('takes none of it once the server is about to end', async () => {
      expect(await callWithMore(['[red loan]'], null, { closing: AbortSignal.abort() })).toEqual({ status: 200, outcomes: 1, left: 1 });
    });
  });

  it('takes reports of the channels that the platform carries, and of no other', async () => {
    const plain = plainChannel(false);
    const reply = { status: 200, type: 'text/plain', body: 'ok' };
    const reports = [{ platformId: 'p1', state: 'refused', reason: 'x' } as const];
    const receive: WebhookChannel['receive'] = async (delivery) =>
      delivery.secret ? { kind: 'done', reply, reports } : plain.receive(delivery);
    for (const [reportsFor, state] of [
      [['aliyun'], 'accepted'],
      [['aliyun', 'plain'], 'refused'],
    ] as const) {
      await open({ ...plain, reportsFor, receive });
      await call({ messages: [message('m1')] });
      const due = await under.storage.claimDue(['plain']);
      if (!due) throw new Error('nothing was due');
      await under.storage.settle(due, { state: 'accepted', dueAt: under.clock.now, reason: null, platformId: 'p1' });
      await under.post('/webhooks/plain/report', {});
      expect(await states()).toEqual([{ state, via: 'sender' }]);
      if (state === 'accepted') await under.close();
    }
  });

  it('acknowledges what concerns nobody', async () => {
    await open(plainChannel(true));
    expect(await (await call({ kind: 'status' })).text()).toBe('success');
    expect(await countOf(under, 'messages')).toBe(0);
  });

  it('sends out what had waited as soon as the citizen writes', async () => {
    await open(plainChannel(false));
    await call({ messages: [message('m1')] });
    const due = await under.storage.claimDue(['plain']);
    if (!due) throw new Error('nothing was due');
    await under.storage.settle(due, { state: 'waiting', dueAt: under.clock.now, reason: '45015', platformId: null });
    await call({ messages: [message('m2')] });
    expect((await under.storage.claimDue(['plain']))?.messageId).toBe(due.messageId);
  });

  it('refuses the same signature with another text where the signature is the id', async () => {
    await open(plainChannel(false, { idIsSignature: true }));
    await call({ messages: [message('m1')] });
    expect((await call({ messages: [message('m1')] })).status).toBe(200);
    expect((await call({ messages: [message('m1', '[red] 别的话')] })).status).toBe(401);
    expect((await call({ messages: [message('m1', '[red loan] 先交钱', 'u2')] })).status).toBe(401);
    expect(await countOf(under, 'messages')).toBe(2);
  });

  it('leaves another text under a used id out, and takes the rest of the delivery', async () => {
    await open(plainChannel(false));
    await call({ messages: [message('m1')] });
    expect((await call({ messages: [message('m1', '[red] 别的话'), message('m2')] })).status).toBe(200);
    expect(await countOf(under, 'outcomes')).toBe(2);
  });

  it('lets no conversation that fails hold up the others of its delivery', async () => {
    await open(plainChannel(false));
    await call({ messages: [message('m1')] });
    await under.database.query.updateTable('conversations').set({ state_sealed: 'spoilt' }).execute();
    expect((await call({ messages: [message('m2'), message('m3', '[red loan] 先交钱', 'u2')] })).status).toBe(200);
    expect(await under.storage.hasConversation('plain:u2')).toBe(true);
    expect(await countOf(under, 'outcomes')).toBe(2);
    expect(await under.storage.isSaved('plain', 'm2')).toBe(true);
    expect(under.failures).toHaveLength(1);
  });

  it('counts floods per conversation, and loses nothing by it', async () => {
    await open(plainChannel(true), { RATE_LIMIT: '2' });
    await call({ messages: [message('m1')] });
    await call({ messages: [message('m2')] });
    const refused = await call({ messages: [message('m3')] });
    expect([refused.status, refused.headers.get('retry-after')]).toEqual([429, '30']);
    expect((await call({ messages: [message('m2')] })).status).toBe(200);
    expect((await call({ messages: [message('m3', '[green] 在吗', 'u2')] })).status).toBe(200);
    const batch = [message('m4'), message('m5', '[green] 在吗', 'u3')];
    expect((await call({ messages: batch })).status).toBe(200);
    under.clock.now += 30_000;
    expect((await call({ messages: [message('m3x')] })).status).toBe(200);
  });

  it('takes an emergency of a conversation that is over its limit', async () => {
    await open(plainChannel(true), { RATE_LIMIT: '1' });
    await call({ messages: [message('m1', '[green] 在吗')] });
    expect((await call({ messages: [message('m2', '[green] 在吗')] })).status).toBe(429);
    expect((await call({ messages: [message('m3', '[red emergency paid] 钱转走了')] })).status).toBe(200);
    expect(await countOf(under, 'cases')).toBe(1);
  });

  it('takes no more than half a megabyte', async () => {
    await open(plainChannel(true));
    const body = JSON.stringify({ text: 'x'.repeat(512 * 1024) });
    expect((await call(body)).status).toBe(413);
    const stream = new Blob([body]).stream();
    const init = { method: 'POST', body: stream, duplex: 'half', headers: { 'x-signed': 'yes' } } as RequestInit;
    expect((await under.app.request('/webhooks/plain', init)).status).toBe(413);
  });

  it('is not there unless its settings are', async () => {
    await open(plainChannel(true));
    const response = await under.post('/webhooks/telegram', {});
    expect([response.status, await response.json()]).toMatchObject([404, { error: { code: 'channel.unknown' } }]);
  });
});
