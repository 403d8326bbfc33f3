import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { routesOf } from '../../src/cli/fuzz/routes-of.ts';
import { bodyLimitOf } from '../../src/routes/body-limits.ts';
import { type Colleague, type DeskUnderTest, openDesk } from '../pages/desk-under-test.ts';

/** What holds for every route there is, by the app's own table: a new one is covered without anybody thinking of it. */
let under: DeskUnderTest;
let admin: Colleague;
let routes: readonly string[];
beforeAll(async () => {
  under = await openDesk();
  admin = await under.signIn('管理员', 'administrator');
  routes = routesOf(under.app).routes;
});
afterAll(() => under.close());

/** The same for everybody, and nobody's. */
const PUBLIC = new Set(['GET /api', 'GET /api/v1/openapi.json', 'GET /assets/:name', 'GET /healthz', 'GET /readyz', 'GET /privacy']);
/** Other systems' programs, which no browser of a citizen can be made to send: proven by signature or key. */
const isForPrograms = (path: string): boolean => path.startsWith('/api/') || path.startsWith('/webhooks/');

const split = (route: string): [string, string] => route.split(' ') as [string, string];
const addressOf = (pattern: string): string => pattern.replace(/:\w+\??/g, 'none');
async function ask(route: string, headers: Record<string, string> = {}): Promise<Response> {
  const [method, pattern] = split(route);
  const response = await under.app.request(`http://localhost${addressOf(pattern)}`, {
    method,
    headers: { accept: 'text/html', host: 'localhost', cookie: admin.cookie, ...headers },
  });
  await response.body?.cancel();
  return response;
}
const form = { 'content-type': 'application/x-www-form-urlencoded', origin: 'http://localhost' };

describe('every route', () => {
  it('is in the table', () => {
    expect(routes.length).toBeGreaterThan(250);
  });

  it('carries every header that keeps a page from being used against its reader', async () => {
    for (const route of routes) {
      const { headers } = await ask(route, route.startsWith('POST') ? form : {});
      expect(headers.get('x-content-type-options'), route).toBe('nosniff');
      expect(headers.get('content-security-policy'), route).toMatch(/^default-src 'none';.*frame-ancestors 'none'/);
      expect(headers.get('content-security-policy'), route).not.toMatch(/unsafe|\*/);
      expect(headers.get('referrer-policy'), route).toBe('no-referrer');
      expect(headers.get('cross-origin-resource-policy'), route).toBe('same-origin');
      expect(headers.get('strict-transport-security'), route).toBeNull();
      if (route === 'POST /api/v1/check') continue;
      expect(headers.get('cross-origin-opener-policy'), route).toBe('same-origin');
      expect(headers.get('permissions-policy'), route).toContain('camera=()');
      expect(headers.get('x-frame-options'), route).toBe('DENY');
    }
  });

  it('leaves nothing of a person in a browser or a proxy', async () => {
    for (const route of routes.filter((one) => one.startsWith('GET') && !PUBLIC.has(one) && !isForPrograms(split(one)[1]))) {
      const { headers, status } = await ask(route);
      if (headers.get('content-type')?.includes('event-stream')) expect(headers.get('cache-control'), route).toMatch(/no-cache|no-store/);
      else if (status !== 204) expect([route, status, headers.get('cache-control')]).toEqual([route, status, 'no-store']);
    }
  });

  it('takes a form from our own pages alone', async () => {
    for (const route of routes.filter((one) => one.startsWith('POST') && !isForPrograms(split(one)[1])))
      for (const origin of ['https://example.net', 'null', 'http://localhost:1']) {
        const { status } = await ask(route, { ...form, origin });
        expect([route, origin, status]).toEqual([route, origin, 403]);
      }
  });

  it('has a limit of its body, and refuses what announces more before it comes', async () => {
    for (const route of routes.filter((one) => !one.startsWith('GET'))) {
      const path = addressOf(split(route)[1]);
      const most = bodyLimitOf(path);
      expect([route, most !== null]).toEqual([route, true]);
      const { status } = await ask(route, { ...form, 'content-length': String((most ?? 0) + 1) });
      expect([route, status]).toEqual([route, 413]);
    }
  });
});

describe('behind TLS', () => {
  it('every page says so to the browser, and cookies belong to this host alone', async () => {
    const { openTestApp } = await import('../routes/test-app.ts');
    const behind = await openTestApp({ TRUST_PROXY: '1' });
    try {
      const encrypted = { 'x-forwarded-proto': 'https', host: 'fanzha.example', origin: 'https://fanzha.example' };
      for (const path of ['/', '/help', '/console/sign-in', '/api/v1/openapi.json', '/healthz'])
        expect((await behind.app.request(path, { headers: encrypted })).headers.get('strict-transport-security')).toMatch(
          /^max-age=\d{7,}/,
        );
      const checked = await behind.post('/api/v1/check', { text: '在吗' }, encrypted);
      expect(checked.headers.get('strict-transport-security')).toMatch(/^max-age=/);
      const sent = await behind.post('/message', 'text=%E5%9C%A8%E5%90%97', { ...form, ...encrypted });
      const [cookie = ''] = sent.headers.getSetCookie();
      expect(cookie).toMatch(/^__Host-conversation=[^;]+; .*Path=\/; .*HttpOnly; Secure; SameSite=Lax/);
      const pair = cookie.split(';')[0] ?? '';
      const again = async (own: string): Promise<boolean> =>
        (await (await behind.app.request('/', { headers: { ...encrypted, cookie: own } })).text()).includes('在吗');
      expect(await again(pair)).toBe(true);
      // Put there by somebody on a neighbouring name: not believed.
      expect(await again(pair.replace('__Host-', ''))).toBe(false);
      const cleared = await behind.post('/clear', '', { ...form, ...encrypted, cookie: pair });
      expect(cleared.headers.getSetCookie().join()).toMatch(/^__Host-conversation=;.*Max-Age=0/);
    } finally {
      await behind.close();
    }
  });
});
