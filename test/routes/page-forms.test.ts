import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openTestApp, type TestApp } from './test-app.ts';

const OWN = { origin: 'http://localhost', host: 'localhost' };

describe('the forms of the page', () => {
  let under: TestApp;
  beforeEach(async () => {
    under = await openTestApp();
  });
  afterEach(() => under.close());

  const send = (path: string, fields: Record<string, string>, headers: Record<string, string> = {}): Promise<Response> =>
    under.post(path, new URLSearchParams(fields).toString(), { ...OWN, 'content-type': 'application/x-www-form-urlencoded', ...headers });

  it('refuse a body that calls itself a form and is none', async () => {
    for (const path of ['/message', '/wrong', '/preferences']) {
      const response = await under.post(path, 'no form', { ...OWN, 'content-type': 'multipart/form-data; boundary=x' });
      expect([path, response.status]).toEqual([path, 400]);
    }
    expect(under.failures).toEqual([]);
  });

  it('are taken from our own pages only', async () => {
    const foreign = { origin: 'https://example.net' };
    for (const path of ['/message', '/wrong', '/clear', '/preferences'])
      expect((await send(path, { text: '你好' }, foreign)).status).toBe(403);
  });

  it('may be pressed twice: a verdict is called wrong once', async () => {
    const sent = await send('/message', { text: '中奖了，先交税', id: 'm1' });
    const cookie = (sent.headers.get('set-cookie') ?? '').split(';')[0] ?? '';
    const bot = await under.database.query.selectFrom('messages').select('id').where('author', '=', 'bot').executeTakeFirstOrThrow();
    for (let time = 0; time < 2; time++) expect((await send('/wrong', { message: bot.id }, { cookie })).status).toBe(303);
    expect(await under.database.query.selectFrom('feedback').selectAll().execute()).toHaveLength(1);
    expect(under.failures).toEqual([]);
  });
});

describe('an address that is none', () => {
  let under: TestApp;
  beforeEach(async () => {
    under = await openTestApp();
  });
  afterEach(() => under.close());

  it('is a page with a way home for a person', async () => {
    const response = await under.app.request('/hilfe', { headers: { accept: 'text/html,application/xhtml+xml' } });
    const page = await response.text();
    expect([response.status, response.headers.get('content-type')]).toEqual([404, expect.stringContaining('text/html')]);
    expect(page).toContain('这里没有这一页');
    expect(page).toContain('href="/"');
    expect(page).toContain('tel:110');
  });

  it('is JSON for a program', async () => {
    for (const [path, accept] of [
      ['/hilfe', '*/*'],
      ['/api/v1/nothing', 'text/html'],
    ] as const) {
      const response = await under.app.request(path, { headers: { accept } });
      expect([response.status, await response.json()]).toMatchObject([404, { error: { code: 'route.unknown' } }]);
    }
  });
});
