import { createHmac } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readConfig } from '../../src/config.ts';
import type { Outgoing, Sender, Sent } from '../../src/conversation/delivery.ts';
import { handleMessage } from '../../src/conversation/handle-message.ts';
import { type NotifierDeps, type Ringing, ringingOf, ringOne, startNotifier } from '../../src/desk/notifier.ts';
import { callRingWebhook } from '../../src/desk/ring-webhook.ts';
import { atTheDesk } from '../conversation/at-the-desk.ts';
import { stubDetector } from '../conversation/stub-detector.ts';
import { openTestApp, type TestApp } from '../routes/test-app.ts';

const SECRET = 'a-secret-of-the-operator';

interface Call {
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
}

describe('the telephone at night', () => {
  let under: TestApp;
  let url: string;
  let calls: Call[];
  let answer: (response: ServerResponse) => void;
  let stop: () => Promise<void>;
  beforeEach(async () => {
    under = await openTestApp({}, { detector: stubDetector });
    calls = [];
    answer = (response) => response.end('{"reached": false}');
    const server = createServer((request, response) => {
      let body = '';
      request.on('data', (piece: Buffer) => {
        body += piece.toString();
      });
      request.on('end', () => {
        calls.push({ headers: request.headers, body });
        answer(response);
      });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    stop = () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      });
  });
  afterEach(async () => {
    await stop();
    await under.close();
  });

  let nudges = 0;
  const deps = (): NotifierDeps => ({
    storage: under.storage,
    log: under.deps.log,
    now: () => under.clock.now,
    fetch,
    tooLong: () => new Promise<never>(() => undefined),
    toTraditional: (text) => text,
    nudgeDelivery: () => {
      nudges += 1;
    },
  });
  const ringing = (parts: Partial<Ringing> = {}): Ringing => ({
    webhook: { url: `${url}/ring`, secret: SECRET },
    phones: [],
    sms: null,
    after: 30_000,
    every: 60_000,
    publicUrl: 'https://desk.example.cn',
    ...parts,
  });
  const write = (text: string, externalId = 'm1') =>
    handleMessage(under.deps, { channel: 'chat', external: 'u1', externalId, text, address: '+8613800000009' }, false);
  const ringRow = () => under.database.query.selectFrom('rings').select(['attempts', 'reached_at', 'reason']).executeTakeFirst();
  const told = async () =>
    (await under.storage.transcript('chat:u1')).filter(({ text }) => text.includes('已联系上值班员')).map(({ text }) => text);

  it('is rung by a signed call that holds nothing of the citizen', async () => {
    await write('[red emergency paid] 我叫张三，转了八万');
    expect(await ringOne(deps(), ringing())).toBe(true);
    expect(await ringOne(deps(), ringing())).toBe(false);
    const [call] = calls;
    const { id, number, created_at } = await under.database.query.selectFrom('cases').selectAll().executeTakeFirstOrThrow();
    expect(JSON.parse(call?.body ?? '')).toEqual({
      case: number,
      urgency: 'P0',
      waitingSince: new Date(created_at).toISOString(),
      attempt: 1,
      link: `https://desk.example.cn/console/cases/${id}`,
    });
    const timestamp = String(call?.headers['x-fanzha-timestamp']);
    expect(timestamp).toBe(String(Math.floor(under.clock.now / 1000)));
    const signature = createHmac('sha256', SECRET).update(`${timestamp}.${call?.body}`).digest('hex');
    expect(call?.headers['x-fanzha-signature']).toBe(`sha256=${signature}`);
    expect(await ringRow()).toEqual({ attempts: 1, reached_at: null, reason: null });
    expect(await told()).toEqual([]);
  });

  it('rings for nothing but a P0 that waits', async () => {
    await write('[red stop-loss paid]');
    under.clock.now += 3_600_000;
    expect(await ringOne(deps(), ringing())).toBe(false);
    await write('[red emergency paid]', 'm2');
    await under.database.query.updateTable('cases').set({ status: 'claimed' }).execute();
    expect(await ringOne(deps(), ringing())).toBe(false);
    expect(calls).toEqual([]);
  });

  it('waits a little while somebody has the desk open', async () => {
    await atTheDesk(under);
    await write('[red emergency paid]');
    expect(await ringOne(deps(), ringing())).toBe(false);
    under.clock.now += 30_000;
    expect(await ringOne(deps(), ringing())).toBe(true);
  });

  it('tells the citizen once when somebody answered, and from then on the bot says that a human knows', async () => {
    const before = await write('[red emergency paid]');
    expect(before.messages[0]?.text).not.toContain('已叫值班员');
    answer = (response) => response.end('{"reached": true}');
    nudges = 0;
    await ringOne(deps(), ringing());
    under.clock.now += 60_000;
    await ringOne(deps(), ringing());
    expect(calls).toHaveLength(2);
    expect(nudges).toBe(2);
    expect(await told()).toEqual([expect.stringMatching(/^已联系上值班员，工单A\d+，/)]);
    const later = await write('[yellow advice] 他又打来了', 'm2');
    expect(later.messages[0]?.text).toContain('已叫值班员');
  });

  it('tells nothing to somebody behind whom the scammer reads along', async () => {
    await write('[red emergency watched]');
    answer = (response) => response.end('{"reached": true}');
    await ringOne(deps(), ringing());
    expect(await ringRow()).toMatchObject({ reached_at: under.clock.now });
    expect(await told()).toEqual([]);
  });

  it.each([
    ['HTTP 500', (response: ServerResponse) => response.writeHead(500).end('{"reached": true}'), 'webhook: HTTP 500'],
    [
      'a redirect, which is not followed',
      (response: ServerResponse) => response.writeHead(302, { location: `${url}/elsewhere` }).end('{"reached": true}'),
      'webhook: HTTP 302',
    ],
    ['a broken connection', (response: ServerResponse) => response.destroy(), 'webhook: unreachable'],
    ['no JSON', (response: ServerResponse) => response.end('reached'), null],
    ['a word instead of true', (response: ServerResponse) => response.end('{"reached": "true"}'), null],
    ['more than anybody reads', (response: ServerResponse) => response.end(`{"reached": true, "x": "${'x'.repeat(5000)}"}`), null],
  ])('counts %s as reaching nobody, and rings again', async (_, how, reason) => {
    answer = how;
    await write('[red emergency paid]');
    await ringOne(deps(), ringing());
    expect(await ringRow()).toEqual({ attempts: 1, reached_at: null, reason });
    under.clock.now += 60_000;
    answer = (response) => response.end('{"reached": true}');
    await ringOne(deps(), ringing());
    expect(await ringRow()).toMatchObject({ attempts: 2, reached_at: under.clock.now, reason: null });
    expect(calls).toHaveLength(2);
  });

  it('does not wait for ever', async () => {
    answer = () => undefined;
    const slow = callRingWebhook(fetch, { url, secret: SECRET }, '{}', 0, 20);
    expect(await slow).toEqual({ reached: false, failure: 'webhook: took too long' });
    answer = (response) => response.write('{');
    expect(await callRingWebhook(fetch, { url, secret: SECRET }, '{}', 0, 20)).toMatchObject({ failure: 'webhook: took too long' });
  });

  it('is rung once for each case, however many instances look', async () => {
    await write('[red emergency paid]');
    const rung = await Promise.all(Array.from({ length: 8 }, () => ringOne(deps(), ringing())));
    expect(rung.filter(Boolean)).toHaveLength(1);
    expect(calls).toHaveLength(1);
  });

  it('looks by itself, and ends what was begun before it stops', async () => {
    await write('[red emergency paid]');
    let release = (): void => undefined;
    answer = (response) => {
      release = () => response.end('{"reached": true}');
    };
    const notifier = startNotifier(deps(), ringing(), 3_600_000);
    notifier.nudge();
    await expect.poll(() => calls.length, { timeout: 30_000 }).toBe(1);
    const stopped = notifier.stop();
    release();
    await stopped;
    expect(await ringRow()).toMatchObject({ reached_at: under.clock.now });
  });

  describe('by SMS', () => {
    let sent: Outgoing[];
    let result: Sent | Error;
    const sms: Sender = {
      idempotent: false,
      send: async (outgoing) => {
        sent.push(outgoing);
        if (result instanceof Error) throw result;
        return result;
      },
    };
    beforeEach(() => {
      sent = [];
      result = { kind: 'accepted' };
    });
    const phones = ['13800000001', '13800000002'];

    it('goes to every number, names the case alone, and reaches nobody by itself', async () => {
      await write('[red emergency paid] 我叫张三');
      under.clock.now += 120_000;
      await ringOne(deps(), ringing({ webhook: null, phones, sms }));
      const { number } = await under.database.query.selectFrom('cases').select('number').executeTakeFirstOrThrow();
      expect(sent.map(({ to }) => to)).toEqual(phones);
      expect(new Set(sent.map(({ id }) => id)).size).toBe(2);
      for (const { text } of sent) expect(text).toBe(`反诈值班：P0工单${number}已等2分钟，没人接手，请马上打开值班台。`);
      expect(await ringRow()).toEqual({ attempts: 1, reached_at: null, reason: null });
      expect(calls).toEqual([]);
    });

    it.each([
      [{ kind: 'refused', reason: 'twilio: code 21211' } as const, 'sms: twilio: code 21211; sms: twilio: code 21211'],
      [new Error('no route'), 'sms: unreachable; sms: unreachable'],
    ])('that fails is written down, and the webhook is called all the same', async (failing, reason) => {
      result = failing;
      answer = (response) => response.end('{"reached": true}');
      await write('[red emergency paid]');
      await ringOne(deps(), ringing({ phones, sms }));
      expect(await ringRow()).toEqual({ attempts: 1, reached_at: under.clock.now, reason });
    });

    it('leaves out for ten minutes the telephone of which the platform says limit, and the queue says so', async () => {
      result = { kind: 'later', reason: 'aliyun: isv.BUSINESS_LIMIT_CONTROL' };
      await write('[red emergency paid]');
      const [{ id } = { id: '' }] = await under.database.query.selectFrom('cases').select('id').execute();
      const rung = () => ringOne(deps(), ringing({ webhook: null, phones: ['13800000001'], sms }));
      await rung();
      expect(await ringRow()).toMatchObject({ reason: 'sms: limit, sms: aliyun: isv.BUSINESS_LIMIT_CONTROL' });
      expect(await under.storage.deskCase(id)).toMatchObject({ unheard: true });
      result = { kind: 'accepted' };
      under.clock.now += 60_000;
      await rung();
      expect(sent).toHaveLength(1);
      expect(await ringRow()).toMatchObject({ attempts: 2, reason: 'sms: limit' });
      under.clock.now += 9 * 60_000;
      await rung();
      expect(sent).toHaveLength(2);
      expect(await under.storage.deskCase(id)).toMatchObject({ unheard: false });
    });

    it('names all that wait by one, five of them by their numbers', async () => {
      const wait = async (people: readonly number[]): Promise<void> => {
        for (const person of people) {
          under.clock.now += 1000;
          const message = { channel: 'chat', external: `u${person}`, externalId: `m${person}`, text: '[red emergency paid]' };
          await handleMessage(under.deps, message, false);
        }
      };
      const ringAll = async (): Promise<void> => {
        while (await ringOne(deps(), ringing({ webhook: null, phones: ['13800000001'], sms })));
      };
      const numbers = async () =>
        (await under.database.query.selectFrom('cases').select('number').orderBy('created_at').execute()).map(({ number }) => number);
      await wait([1, 2]);
      under.clock.now += 180_000;
      await ringAll();
      expect(sent.map(({ text }) => text)).toEqual([
        `反诈值班：2单P0没人接手，最早的已等3分钟：${(await numbers()).join('、')}，请马上打开值班台。`,
      ]);
      await wait([3, 4, 5, 6]);
      await ringAll();
      expect(sent.slice(1).map(({ text }) => text)).toEqual([
        `反诈值班：6单P0没人接手，最早的已等3分钟：${(await numbers()).slice(0, 5).join('、')}等，请马上打开值班台。`,
      ]);
    });

    it('that hangs holds up nothing', async () => {
      const hanging: Sender = { idempotent: false, send: () => new Promise(() => undefined) };
      await write('[red emergency paid]');
      await ringOne({ ...deps(), tooLong: () => Promise.resolve() }, ringing({ webhook: null, phones: ['13800000001'], sms: hanging }));
      expect(await ringRow()).toMatchObject({ reason: 'sms: took too long' });
    });
  });
});

describe('the settings of it', () => {
  const sms: Sender = { idempotent: true, send: async () => ({ kind: 'accepted' }) };
  const of = (settings: Record<string, string>) => ringingOf(readConfig(settings, () => '').config, new Map([['twilio', sms]]));

  it('ring nobody by default', () => {
    expect(of({})).toBeNull();
  });

  it('say whom to ring, and when', () => {
    expect(of({ RING_WEBHOOK_URL: 'https://ring.example/', RING_WEBHOOK_SECRET: SECRET, RING_AFTER_SECONDS: '10' })).toEqual({
      webhook: { url: 'https://ring.example/', secret: SECRET },
      phones: [],
      sms: null,
      after: 10_000,
      every: 60_000,
      publicUrl: '',
    });
    expect(of({ RING_PHONES: '13800000001', RING_SMS_CHANNEL: 'twilio' })).toMatchObject({ webhook: null, phones: ['13800000001'], sms });
  });

  it.each([
    [{ RING_WEBHOOK_URL: 'https://ring.example/' }, /^RING_WEBHOOK_SECRET is missing/],
    [{ RING_PHONES: '13800000001' }, /^RING_SMS_CHANNEL: /],
    [{ RING_PHONES: '13800000001', RING_SMS_CHANNEL: 'pigeon' }, /^RING_SMS_CHANNEL: "pigeon"/],
  ])('that are not enough stop the start: %j', (settings, problem) => {
    expect(() => of(settings)).toThrow(problem);
  });
});
