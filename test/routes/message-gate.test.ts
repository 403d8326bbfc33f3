import fc from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';
import { callerAt } from '../../src/routes/caller.ts';
import { createBuckets } from '../../src/routes/rate-limit.ts';
import { countOf } from '../storage/storage-under-test.ts';
import { openTestApp, type TestApp } from './test-app.ts';

const EMERGENCY = '我刚给骗子转了两万块钱，怎么办';
const NOTHING = '在吗';

describe('who writes too much', () => {
  let under: TestApp;
  afterEach(() => under.close());
  const chat = (text: string, parts: { conversation?: string; address?: string } = {}): Promise<Response> =>
    under.post(
      '/api/v1/chat',
      { text, ...(parts.conversation && { conversation: parts.conversation }) },
      { 'x-test-address': parts.address ?? '198.51.100.1' },
    );
  const page = (text: string, cookie = ''): Promise<Response> =>
    under.post('/message', new URLSearchParams({ text }).toString(), {
      'content-type': 'application/x-www-form-urlencoded',
      'x-test-address': '198.51.100.1',
      origin: 'http://localhost',
      host: 'localhost',
      cookie,
    });
  const flood = async (): Promise<void> => {
    for (let count = 0; count < 8; count++) await chat(NOTHING);
  };

  it('is slowed down, and is answered at once and gets a case when he cries for help', async () => {
    under = await openTestApp({ RATE_LIMIT: '4' });
    await flood();
    expect((await chat(NOTHING)).status).toBe(429);
    const answered = await chat(EMERGENCY);
    expect(answered.status).toBe(200);
    const body = (await answered.json()) as { escalated: boolean; messages: { text: string }[] };
    expect([body.escalated, body.messages[0]?.text.includes('110')]).toEqual([true, true]);
    expect(await countOf(under, 'cases')).toBe(1);
  });

  it('is answered on the page as well', async () => {
    under = await openTestApp({ RATE_LIMIT: '4' });
    await flood();
    expect((await page(NOTHING)).status).toBe(429);
    const answered = await page(EMERGENCY);
    expect([answered.status, answered.headers.get('location')]).toEqual([303, '/#latest']);
    expect(await countOf(under, 'cases')).toBe(1);
  });

  it('is heard in the conversation that he has, however much somebody floods from the same address', async () => {
    under = await openTestApp({ RATE_LIMIT: '4' });
    const { conversation } = (await (await chat(NOTHING)).json()) as { conversation: string };
    for (let count = 0; count < 60; count++) await chat('转账'.repeat(20));
    expect((await chat(EMERGENCY)).status).toBe(429);
    expect((await chat(EMERGENCY, { conversation })).status).toBe(200);
    // A token that is nobody's opens no lane of its own.
    expect((await chat(EMERGENCY, { conversation: 'made-up' })).status).toBe(429);
  });

  it('begins a quarter as many conversations as he may ask', async () => {
    under = await openTestApp({ RATE_LIMIT: '8' });
    const statuses: number[] = [];
    for (let count = 0; count < 4; count++) statuses.push((await chat(NOTHING)).status);
    expect(statuses).toEqual([200, 200, 429, 429]);
    expect(await countOf(under, 'conversations')).toBe(2);
  });

  it('holds up nobody at another address', async () => {
    under = await openTestApp({ RATE_LIMIT: '4' });
    await flood();
    expect((await chat(NOTHING, { address: '198.51.100.2' })).status).toBe(200);
  });
});

describe('the limiter', () => {
  it('gives everybody his share, whatever others do, and never more', () => {
    const events = fc.array(fc.tuple(fc.integer({ min: 0, max: 5 }), fc.integer({ min: 0, max: 20_000 })), { maxLength: 300 });
    fc.assert(
      fc.property(events, fc.integer({ min: 1, max: 30 }), (asked, perMinute) => {
        let now = 0;
        const together = createBuckets(perMinute, () => now);
        const alone = Array.from({ length: 6 }, () => createBuckets(perMinute, () => now));
        const passed = new Map<number, number[]>();
        for (const [who, later] of asked) {
          now += later;
          const wait = together(`client-${who}`);
          // As if the others were not there.
          expect(wait).toBe(alone[who]?.('only'));
          if (wait === 0) passed.set(who, [...(passed.get(who) ?? []), now]);
        }
        for (const times of passed.values())
          for (const from of times)
            expect(times.filter((time) => time >= from && time < from + 60_000).length).toBeLessThanOrEqual(2 * perMinute);
      }),
    );
  });

  it('remembers no more than fifty thousand, the newest', () => {
    const take = createBuckets(1, () => 0);
    expect(take('first')).toBe(0);
    expect(take('first')).toBeGreaterThan(0);
    for (let index = 0; index < 49_999; index++) take(`flood-${index}`);
    expect(take('first')).toBeGreaterThan(0);
    for (let index = 0; index < 50_000; index++) take(`more-${index}`);
    expect(take('first')).toBe(0);
    expect(take('more-49999')).toBeGreaterThan(0);
  });

  it('keeps no name longer than an address', () => {
    const take = createBuckets(1, () => 0);
    expect(take(`${'x'.repeat(200)}1`)).toBe(0);
    expect(take(`${'x'.repeat(200)}2`)).toBeGreaterThan(0);
  });

  it.each([
    ['198.51.100.7', '198.51.100.7'],
    ['::ffff:198.51.100.7', '198.51.100.7'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
    ['2001:0db8:0001:0002::9', '2001:db8:1:2::/64'],
    ['2001:db8::9', '2001:db8:0:0::/64'],
    ['::1', '0:0:0:0::/64'],
    ['fe80::1%eth0', 'fe80:0:0:0::/64'],
    ['unknown', 'unknown'],
  ])('counts %s as %s', (address, network) => {
    expect(callerAt(address)).toEqual({ client: network, exactAddress: address });
  });
});
