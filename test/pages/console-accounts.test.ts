import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { inviteOfficer, setUpLink } from '../../src/desk/accounts.ts';
import { officerOf, requireOfficer } from '../../src/pages/console/session.ts';
import type { Role } from '../../src/storage/desk-schema.ts';
import { codeAt } from '../desk/authenticator.ts';
import { openTestApp, type TestApp } from '../routes/test-app.ts';

const PASSWORD = '太湖边的三只白鹭飞走了';
const STEP = 30_000;
const HOUR = 3_600_000;
const HOME = { host: '127.0.0.1:8787', origin: 'http://127.0.0.1:8787' };
const PROBE = '/console/probe';

let under: TestApp;
let home: (path: string, headers?: Record<string, string>) => Promise<Response>;
let send: (path: string, fields: Record<string, string>, headers?: Record<string, string>) => Promise<Response>;

async function open(settings: Record<string, string> = {}): Promise<void> {
  under = await openTestApp(settings);
  under.app.on(['GET', 'POST'], PROBE, requireOfficer(under.deps, ['officer', 'administrator']), (context) =>
    context.json(officerOf(context)),
  );
  under.app.get('/console/probe/supervisor', requireOfficer(under.deps, ['supervisor']), (context) => context.text('numbers'));
  home = async (path, headers = {}) => under.app.request(path, { headers: { ...HOME, ...headers } });
  send = async (path, fields, headers = {}) =>
    under.post(path, new URLSearchParams(fields).toString(), { ...HOME, 'content-type': 'application/x-www-form-urlencoded', ...headers });
}
beforeEach(() => open());
afterEach(() => under.close());

const pass = (time: number): void => {
  under.clock.now += time;
};
const cookieOf = (response: Response): string => (response.headers.get('set-cookie') ?? '').split(';')[0] ?? '';
const hidden = (page: string, name: string): string => new RegExp(`name="${name}" value="([^"]*)"`).exec(page)?.[1] ?? '';

interface Made {
  readonly name: string;
  readonly secret: string;
}

/** The page behind the link, filled in as an officer would. */
async function accept(token: string, name: string): Promise<Made> {
  const page = await (await home(`/console/invitation?token=${token}`)).text();
  const secret = hidden(page, 'secret');
  const code = codeAt(secret, under.clock.now);
  const made = await send('/console/invitation', { token, secret, name, display: '老张', password: PASSWORD, repeat: PASSWORD, code });
  expect([made.status, made.headers.get('location')]).toEqual([303, '/console/sign-in?fresh=1']);
  pass(STEP);
  return { name, secret };
}
const setUp = async (): Promise<Made> => accept((await setUpLink(under.deps)) as string, 'boss');
async function enlist(name: string, role: Role): Promise<Made> {
  const boss = await under.storage.findOfficerByName('boss');
  return accept(await inviteOfficer(under.deps, boss?.id ?? '', role), name);
}
const enter = ({ name, secret }: Made, parts: Record<string, string> = {}, headers: Record<string, string> = {}): Promise<Response> =>
  send('/console/sign-in', { name, password: PASSWORD, code: codeAt(secret, under.clock.now), ...parts }, headers);

describe('the whole way', () => {
  test('leads from the set-up link over an account and a sign-in to the desk, and out again', async () => {
    const boss = await setUp();
    const entered = await enter(boss);
    expect([entered.status, entered.headers.get('location')]).toEqual([303, '/console']);
    expect(entered.headers.get('set-cookie')).toMatch(/^desk=[\w-]{43}; Max-Age=43200; Path=\/console; HttpOnly; SameSite=Strict$/);
    const cookie = cookieOf(entered);
    expect(await (await home(PROBE, { cookie })).json()).toMatchObject({ name: 'boss', display: '老张', role: 'administrator' });
    expect((await home('/console/sign-in', { cookie })).headers.get('location')).toBe('/console');
    const left = await send('/console/sign-out', {}, { cookie });
    expect([left.status, left.headers.get('location')]).toEqual([303, '/console/sign-in']);
    expect(left.headers.get('set-cookie')).toMatch(/^desk=; Max-Age=0; Path=\/console/);
    expect((await home(PROBE, { cookie })).status).toBe(303);
    expect(under.failures).toEqual([]);
  });

  test('gives a secret that telephones understand, and asks nobody to run a script or keep a page', async () => {
    const token = (await setUpLink(under.deps)) as string;
    const response = await home(`/console/invitation?token=${token}`);
    const page = await response.text();
    const secret = hidden(page, 'secret');
    expect(page).toContain(`<code class="secret">${secret.replace(/(.{4})(?=.)/g, '$1 ')}</code>`);
    const address = /href="(otpauth:[^"]+)"/.exec(page)?.[1]?.replaceAll('&amp;', '&') ?? '';
    expect(new URL(address).searchParams.get('secret')).toBe(secret);
    expect(decodeURIComponent(address)).toContain('湖州反诈一哥');
    expect(page).toContain('<b>管理员</b>');
    expect(page).not.toMatch(/<script|style="/);
    expect(response.headers.get('cache-control')).toBe('no-store');
  });
});

describe('an invitation', () => {
  test('that was used, has expired or never was opens nothing', async () => {
    const token = (await setUpLink(under.deps)) as string;
    await accept(token, 'boss');
    const late = await inviteOfficer(under.deps, (await under.storage.findOfficerByName('boss'))?.id ?? '', 'officer');
    pass(24 * HOUR);
    for (const gone of [token, late, 'never', '']) {
      const shown = await home(`/console/invitation?token=${gone}`);
      const sent = await send('/console/invitation', { token: gone, name: 'li', display: '李', password: PASSWORD, repeat: PASSWORD });
      expect([shown.status, sent.status]).toEqual([404, 404]);
      expect(await shown.text()).toContain('它已经用过，或者过期了');
    }
    expect(await under.storage.listOfficers()).toHaveLength(1);
  });

  test.each([
    ['name', { name: '张' }, '登录名用2到32个'],
    ['display', { display: '' }, '同事看到的名字'],
    ['password', { password: 'kurz', repeat: 'kurz' }, '密码至少10个字符'],
    ['repeat', { repeat: `${PASSWORD}。` }, '两次输入的密码不一样'],
    ['code', { code: '000000' }, '验证码不对'],
    ['code', { secret: 'nonsense' }, '密钥变了'],
  ])('says beside %s what is wrong and keeps the rest but the passwords', async (field, wrong, problem) => {
    const token = (await setUpLink(under.deps)) as string;
    const secret = hidden(await (await home(`/console/invitation?token=${token}`)).text(), 'secret');
    const code = codeAt(secret, under.clock.now);
    const typed = { token, secret, name: 'zhang', display: '"张"<b>', password: PASSWORD, repeat: PASSWORD, code, ...wrong };
    const response = await send('/console/invitation', typed);
    const page = await response.text();
    expect(response.status).toBe(422);
    expect(page).toMatch(new RegExp(`<span id="${field}-problem" class="problem">[^<]*${problem}`));
    expect(page).toMatch(new RegExp(`<input id="${field}"[^>]*aria-invalid="true"[^>]*aria-describedby="[^"]*${field}-problem"`));
    expect(page.match(/aria-invalid/g)).toHaveLength(1);
    expect(hidden(page, 'token')).toBe(token);
    if (!('secret' in wrong)) expect(hidden(page, 'secret')).toBe(secret);
    expect(page).toContain(`value="${typed.name}"`);
    if (typed.display) expect(page).toContain('value="&quot;张&quot;&lt;b&gt;"');
    expect(page).not.toContain(typed.password);
    expect(await under.storage.hasOfficers()).toBe(false);
  });

  test('tells of a name that is taken', async () => {
    await setUp();
    const token = await inviteOfficer(under.deps, (await under.storage.findOfficerByName('boss'))?.id ?? '', 'officer');
    const secret = hidden(await (await home(`/console/invitation?token=${token}`)).text(), 'secret');
    const code = codeAt(secret, under.clock.now);
    const fields = { token, secret, name: 'boss', display: '李', password: PASSWORD, repeat: PASSWORD, code };
    const taken = await send('/console/invitation', fields);
    expect([taken.status, await taken.text()]).toEqual([409, expect.stringContaining('这个登录名已经有人用了')]);
    expect((await send('/console/invitation', { ...fields, name: 'li' })).status).toBe(303);
  });
});

describe('the sign-in', () => {
  test('refuses a wrong password, a wrong code, a used code and an unknown name in the same words, and keeps the name', async () => {
    const boss = await setUp();
    expect((await enter(boss)).status).toBe(303);
    const pages: string[] = [];
    for (const [made, parts] of [
      [boss, {}],
      [boss, { password: '不是这个密码' }],
      [boss, { code: '000000' }],
      [{ ...boss, name: 'nobody' }, {}],
    ] as const) {
      const response = await enter(made, parts);
      expect([response.status, response.headers.get('set-cookie')]).toEqual([401, null]);
      pages.push((await response.text()).replace(`value="${made.name}"`, 'value="as typed"'));
    }
    expect(new Set(pages).size).toBe(1);
    expect(pages[0]).toContain('登录名、密码或验证码不对');
    expect(pages[0]).toContain('value="as typed"');
    expect(pages[0]).not.toContain(PASSWORD);
  });

  test('does not let a locked account in, and does after the lock', async () => {
    const boss = await setUp();
    for (let attempt = 0; attempt < 5; attempt++) await enter(boss, { password: '不是这个密码' });
    expect((await enter(boss)).status).toBe(401);
    pass(STEP);
    expect((await enter(boss)).status).toBe(303);
  });

  test('is slowed down to ten a minute from one address, whatever RATE_LIMIT says', async () => {
    for (let attempt = 0; attempt < 10; attempt++) expect((await send('/console/sign-in', { name: 'x' })).status).toBe(401);
    const eleventh = await send('/console/sign-in', { name: 'x' });
    expect([eleventh.status, eleventh.headers.get('retry-after')]).toEqual([429, '6']);
    expect(await eleventh.text()).toContain('请等6秒');
    expect((await send('/console/sign-in', { name: 'x' }, { 'x-test-address': 'elsewhere' })).status).toBe(401);
  });

  test('ends the session of whoever sat there before', async () => {
    const boss = await setUp();
    const before = cookieOf(await enter(boss));
    pass(STEP);
    await enter(boss, {}, { cookie: before });
    expect((await home(PROBE, { cookie: before })).status).toBe(303);
  });

  test('is taken from our own pages only', async () => {
    const boss = await setUp();
    for (const [path, fields] of [
      ['/console/sign-in', { name: boss.name, password: PASSWORD, code: codeAt(boss.secret, under.clock.now) }],
      ['/console/sign-out', {}],
      ['/console/invitation', {}],
      [PROBE, {}],
    ] as const) {
      const foreign = await send(path, fields, { origin: 'https://example.net' });
      expect([path, foreign.status, foreign.headers.get('set-cookie')]).toEqual([path, 403, null]);
    }
  });
});

describe('a session', () => {
  test('is over when it expired, lay idle, was ended elsewhere, or the officer was disabled', async () => {
    const boss = await setUp();
    const li = await enlist('li', 'officer');
    const account = await under.storage.findOfficerByName('li');
    const session = async (): Promise<string> => {
      pass(STEP);
      return cookieOf(await enter(li));
    };
    const status = async (cookie: string): Promise<number> => (await home(PROBE, { cookie })).status;

    const idle = await session();
    expect(await status(idle)).toBe(200);
    pass(2 * HOUR);
    expect(await status(idle)).toBe(303);

    const long = await session();
    for (let hour = 1; hour < 12; hour++) {
      pass(HOUR);
      expect(await status(long)).toBe(200);
    }
    pass(HOUR);
    expect(await status(long)).toBe(303);

    const forced = await session();
    await under.storage.endSessionsOf(account?.id ?? '');
    expect(await status(forced)).toBe(303);

    const sentAway = await session();
    await under.storage.setDisabled(account?.id ?? '', true);
    expect(await status(sentAway)).toBe(303);
    expect((await enter(li)).status).toBe(401);
    expect((await enter(boss)).status).toBe(303);
  });

  test('is asked for: a page leads to the sign-in, a form, a fragment and a stream are refused', async () => {
    await setUp();
    const page = await home(PROBE, { cookie: 'desk=made-up' });
    expect([page.status, page.headers.get('location')]).toEqual([303, '/console/sign-in']);
    expect((await send(PROBE, {})).status).toBe(401);
    const fragment = await home(PROBE, { 'hx-request': 'true' });
    expect([fragment.status, fragment.headers.get('hx-redirect')]).toEqual([401, '/console/sign-in']);
    expect((await home(PROBE, { accept: 'text/event-stream' })).status).toBe(401);
  });

  test('opens what its role allows: not even an administrator opens the rest', async () => {
    const boss = cookieOf(await enter(await setUp()));
    const supervisor = cookieOf(await enter(await enlist('lin', 'supervisor')));
    const asked = async (path: string, cookie: string): Promise<number> => (await home(path, { cookie })).status;
    expect(await asked(PROBE, boss)).toBe(200);
    expect(await asked('/console/probe/supervisor', boss)).toBe(403);
    expect(await asked('/console/probe/supervisor', supervisor)).toBe(200);
    expect(await asked(PROBE, supervisor)).toBe(403);
  });
});

describe('plain HTTP', () => {
  const paths = ['/console', '/console/sign-in', '/console/invitation?token=x', PROBE];

  test.each(['fanzha.example.cn', '192.168.1.20:8787', 'localhost.example.cn', '127.0.0.1.example.cn'])(
    'on %s is refused with what to do',
    async (host) => {
      for (const path of paths) expect([path, (await home(path, { host })).status]).toEqual([path, 403]);
      const page = await home('/console/sign-in', { host });
      expect(await page.text()).toMatch(/加密的连接.*https:\/\/.*TRUST_PROXY/s);
      const posted = await send('/console/sign-in', { name: 'boss' }, { host, origin: `http://${host}` });
      expect([posted.status, posted.headers.get('set-cookie')]).toEqual([403, null]);
    },
  );

  test.each(['127.0.0.1:8787', 'localhost', 'localhost:8787', '[::1]:8787'])('is fine on %s', async (host) => {
    expect((await home('/console/sign-in', { host })).status).toBe(200);
  });

  test('is not what it is when a proxy forwards it to 127.0.0.1', async () => {
    for (const headers of [{ 'x-forwarded-for': '203.0.113.9' }, { 'x-forwarded-proto': 'https' }, { forwarded: 'proto=https' }])
      expect((await home('/console/sign-in', headers)).status).toBe(403);
  });

  test('behind a trusted proxy with TLS is HTTPS, and the cookie is for HTTPS alone', async () => {
    await under.close();
    await open({ TRUST_PROXY: '1' });
    const tls = {
      host: 'fanzha.example.cn',
      origin: 'https://fanzha.example.cn',
      'x-forwarded-proto': 'https',
      'x-forwarded-for': '203.0.113.9',
    };
    const boss = await setUp();
    const entered = await enter(boss, {}, tls);
    expect(entered.status).toBe(303);
    expect(entered.headers.get('set-cookie')).toMatch(/^__Host-desk=.*Path=\/; HttpOnly; Secure; SameSite=Strict$/);
    expect((await home(PROBE, { ...tls, cookie: cookieOf(entered) })).status).toBe(200);
    expect((await home('/console/sign-in', { ...tls, 'x-forwarded-proto': 'http' })).status).toBe(403);
  });
});
