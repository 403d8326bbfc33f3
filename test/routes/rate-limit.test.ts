import { afterEach, describe, expect, it } from 'vitest';
import { openTestApp, type TestApp } from './test-app.ts';

describe('the rate limit', () => {
  let under: TestApp;
  afterEach(() => under.close());
  const ask = (address = '198.51.100.1'): Promise<Response> => under.post('/api/v1/check', { text: '在吗' }, { 'x-test-address': address });
  const statuses = async (count: number, address?: string): Promise<number[]> => {
    const found: number[] = [];
    for (let index = 0; index < count; index++) found.push((await ask(address)).status);
    return found;
  };

  it('lets a minute’s worth through at once and then says when to come again', async () => {
    under = await openTestApp({ RATE_LIMIT: '3' });
    expect(await statuses(3)).toEqual([200, 200, 200]);
    const refused = await ask();
    expect(refused.status).toBe(429);
    expect(refused.headers.get('retry-after')).toBe('20');
    expect(await refused.json()).toMatchObject({ error: { code: 'rate.limited', message: expect.stringContaining('110') } });
  });

  it('lets exactly one more through after Retry-After', async () => {
    under = await openTestApp({ RATE_LIMIT: '3' });
    await statuses(4);
    under.clock.now += 19_000;
    expect((await ask()).status).toBe(429);
    under.clock.now += 1_000;
    expect(await statuses(2)).toEqual([200, 429]);
  });

  it('never saves up more than a minute’s worth', async () => {
    under = await openTestApp({ RATE_LIMIT: '2' });
    await statuses(1);
    under.clock.now += 24 * 60 * 60 * 1000;
    expect(await statuses(3)).toEqual([200, 200, 429]);
  });

  it('locks nobody out when the clock is set back', async () => {
    under = await openTestApp({ RATE_LIMIT: '2' });
    await statuses(1);
    under.clock.now -= 24 * 60 * 60 * 1000;
    expect(await statuses(2)).toEqual([200, 429]);
    under.clock.now += 30_000;
    expect(await statuses(1)).toEqual([200]);
  });

  it('counts every client apart', async () => {
    under = await openTestApp({ RATE_LIMIT: '1' });
    expect(await statuses(2, '198.51.100.1')).toEqual([200, 429]);
    expect(await statuses(2, '198.51.100.2')).toEqual([200, 429]);
  });

  it.each([
    ['/api/v1/check', 3],
    ['/api/v1/partners/bank/leads', 600],
    ['/api/v1/warnings', 120],
    ['/console/sign-in', 10],
  ])('counts an IPv6 network as one client: %s', async (path, most) => {
    under = await openTestApp({ RATE_LIMIT: path === '/api/v1/check' ? '3' : 'off' });
    const form = { 'content-type': 'application/x-www-form-urlencoded', origin: 'http://localhost', host: 'localhost' };
    const from = async (address: string): Promise<number> =>
      (path.startsWith('/api')
        ? await under.post(path, { text: '在吗' }, { 'x-test-address': address })
        : await under.post(path, 'name=a&password=b&code=1', { ...form, 'x-test-address': address })
      ).status;
    for (let host = 1; host <= most; host++) expect(await from(`2001:db8::${host.toString(16)}`)).not.toBe(429);
    expect(await from('2001:db8::ffff')).toBe(429);
    expect(await from('2001:db8:0:1::1')).not.toBe(429);
  });

  it('covers every address of the API, the faulty requests too', async () => {
    under = await openTestApp({ RATE_LIMIT: '1' });
    expect((await under.post('/api/v1/chat', 'no json')).status).toBe(400);
    for (const path of ['/api/v1/chat', '/api/v1/check', '/api/v1/check/batch', '/api/v1/nothing'])
      expect([path, (await under.post(path, { text: '在吗' })).status]).toEqual([path, 429]);
    expect((await under.app.request('/api/v1/chat/token/events')).status).toBe(429);
  });

  it('counts a request once, whatever its method', async () => {
    under = await openTestApp({ RATE_LIMIT: '2' });
    const refusedLater = [];
    for (let index = 0; index < 3; index++) refusedLater.push((await under.app.request('/api/v1/check')).status);
    expect(refusedLater).toEqual([404, 404, 429]);
  });

  it('can be switched off', async () => {
    under = await openTestApp({ RATE_LIMIT: 'off' });
    expect(new Set(await statuses(50))).toEqual(new Set([200]));
  });
});
