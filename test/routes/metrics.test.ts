import { afterEach, describe, expect, it } from 'vitest';
import { createApp } from '../../src/app.ts';
import { readConfig } from '../../src/config.ts';
import { ENGINE_VERSION } from '../../src/conversation/answer.ts';
import { sweep } from '../../src/conversation/sweeper.ts';
import { createLog } from '../../src/log.ts';
import { countAll } from '../../src/node/count-all.ts';
import { nodeRequestScope } from '../../src/node/node-request-scope.ts';
import { ours } from '../metrics/metrics-page.ts';
import { BEARER, openTestApp, type TestApp } from './test-app.ts';

const TOKEN = 'a-token-of-operators';
const LOOPBACK = { 'x-test-address': '127.0.0.1' };

/** The app as on Node: counted and logged. */
async function open(settings: Record<string, string> = {}) {
  const under = await openTestApp(settings);
  const config = readConfig({ RATE_LIMIT: 'off', API_KEYS: under.deps.config.API_KEYS.join(), ...settings }, () => '').config;
  const lines: Record<string, unknown>[] = [];
  const requestScope = nodeRequestScope();
  const log = createLog('debug', (line) => void lines.push(JSON.parse(line)), requestScope.logFields);
  const metrics = countAll({ config, storage: under.storage, log, detector: under.deps.detector });
  const app = createApp({ ...under.deps, config, log, metrics, requestScope });
  const post = (path: string, body: unknown, headers: Record<string, string> = {}) =>
    app.request(path, { method: 'POST', headers: { 'content-type': 'application/json', ...headers }, body: JSON.stringify(body) });
  return { under, app, post, lines, requestScope };
}

describe('GET /metrics', () => {
  let under: TestApp | undefined;
  afterEach(() => under?.close());
  const ask = async (settings: Record<string, string>, headers: Record<string, string>): Promise<number> => {
    const opened = await open(settings);
    const { status } = await opened.app.request('/metrics', { headers });
    await opened.under.close();
    return status;
  };

  it.each([
    ['without a token, on this machine', {}, LOOPBACK, 200],
    ['without a token, on this machine by IPv6', {}, { 'x-test-address': '::1' }, 200],
    ['without a token, from elsewhere', {}, { 'x-test-address': '10.0.0.7' }, 404],
    ['without a token, through a proxy that we know of', { TRUST_PROXY: '1' }, LOOPBACK, 404],
    ['without a token, through one that we do not', {}, { ...LOOPBACK, 'x-forwarded-for': '203.0.113.1' }, 404],
    ['with the token, from elsewhere', { METRICS_TOKEN: TOKEN }, { authorization: `Bearer ${TOKEN}` }, 200],
    ['with the token, through a proxy', { METRICS_TOKEN: TOKEN, TRUST_PROXY: '1' }, { authorization: `Bearer ${TOKEN}` }, 200],
    ['with another token', { METRICS_TOKEN: TOKEN }, { authorization: `Bearer ${TOKEN}x`, ...LOOPBACK }, 404],
    ['without the token that is set, on this machine', { METRICS_TOKEN: TOKEN }, LOOPBACK, 404],
    ['with an API key', { METRICS_TOKEN: TOKEN }, BEARER, 404],
  ])('%s: %j %j → %i', async (_, settings, headers, status) => {
    expect(await ask(settings, headers)).toBe(status);
  });

  it('counts whom the rate limit refuses on every kind of route, by the pattern and never by the address', async () => {
    const opened = await open({ RATE_LIMIT: '2', METRICS_TOKEN: TOKEN });
    under = opened.under;
    const flooder = { 'x-test-address': '203.0.113.77' };
    for (let index = 0; index < 5; index++) await opened.post('/api/v1/check', { text: '在吗' }, flooder);
    await opened.post('/api/v1/check/batch', { items: [{ text: '在吗' }] }, { ...BEARER, ...flooder });
    await opened.post('/api/v1/chat', { text: '在吗' }, flooder);
    for (const path of ['/', '/privacy', '/console/sign-in', '/api/v1/chat/some-token/events', '/nothing/at-all'])
      await opened.app.request(path, { headers: flooder });
    for (let index = 0; index < 3; index++) await opened.post('/api/v1/lookup', { value: '13800001234' }, flooder);
    const body = await (await opened.app.request('/metrics', { headers: { authorization: `Bearer ${TOKEN}` } })).text();
    const refused = Object.entries(ours(body)).filter(([name]) => name.startsWith('fanzha_http_requests_total{') && name.includes('"429"'));
    expect(
      Object.fromEntries(refused.map(([name, count]) => [/method="(\w+)",route="([^"]*)"/.exec(name)?.slice(1).join(' '), count])),
    ).toEqual({
      'POST /api/v1/check': 3,
      'POST /api/v1/check/batch': 1,
      'POST /api/v1/chat': 1,
      'GET /': 1,
      'GET /privacy': 1,
      'GET /console/sign-in': 1,
      'GET /api/v1/chat/:conversation/events': 1,
      'POST /api/v1/lookup': 1,
    });
    expect(ours(body)).toMatchObject({ 'fanzha_http_requests_total{method="POST",route="/api/v1/check",status="200"}': 2 });
    expect(body).not.toContain('203.0.113');
    expect(body).not.toContain('some-token');
  });

  it('is not there where nobody counts', async () => {
    under = await openTestApp();
    expect((await under.app.request('/metrics', { headers: LOOPBACK })).status).toBe(404);
  });

  it('counts chats, checks and batches by channel and colour, and requests by pattern, never by path', async () => {
    const opened = await open();
    under = opened.under;
    const red = '有人说我涉嫌洗钱，要我把钱转到安全账户';
    const { conversation } = (await (await opened.post('/api/v1/chat', { text: red, clientMessageId: 'm1' })).json()) as {
      conversation: string;
    };
    // The same again is not judged again.
    await opened.post('/api/v1/chat', { conversation, text: red, clientMessageId: 'm1' });
    await opened.post('/api/v1/check', { text: red });
    await opened.post('/api/v1/check/batch', { items: [{ text: red }, { text: '妈，晚饭做好了吗？' }] }, BEARER);
    await opened.app.request(`/api/v1/chat/${conversation}x/events`);
    await opened.app.request(`/nothing/${conversation}`);
    await opened.app.request(`/nothing/${conversation}`, { method: 'BREW' });
    const { version } = under.deps.detector.library;
    const body = await (await opened.app.request('/metrics', { headers: LOOPBACK })).text();
    expect(ours(body)).toMatchObject({
      'fanzha_messages_total{channel="web",colour="red"}': 1,
      'fanzha_verdict_seconds_count{channel="web"}': 1,
      'fanzha_messages_total{channel="check",colour="red"}': 1,
      'fanzha_messages_total{channel="batch",colour="red"}': 1,
      'fanzha_messages_total{channel="batch",colour="green"}': 1,
      'fanzha_http_requests_total{method="POST",route="/api/v1/chat",status="200"}': 2,
      'fanzha_http_requests_total{method="POST",route="/api/v1/check",status="200"}': 1,
      'fanzha_http_requests_total{method="GET",route="/api/v1/chat/:conversation/events",status="404"}': 1,
      'fanzha_http_requests_total{method="GET",route="none",status="404"}': 1,
      'fanzha_http_requests_total{method="other",route="none",status="404"}': 1,
      [`fanzha_release_info{release="${version}",engine="${ENGINE_VERSION}",signed="${!version.includes('-dev.')}"}`]: 1,
    });
    expect(body).not.toContain(conversation);
  });

  it('counts what the sweeper and its parts do', async () => {
    const heard: string[] = [];
    under = await openTestApp();
    const metrics = { judging: () => () => undefined, chore: (name: string, failed: boolean) => void heard.push(`${name} ${failed}`) };
    await sweep({ ...under.deps, metrics }, under.clock.now);
    expect(heard).toEqual([
      'mend-times false',
      'erase-leavers false',
      'return-lapsed false',
      'tell-returns false',
      'chain-audit false',
      'sweep false',
    ]);
    heard.length = 0;
    const storage = { ...under.storage, chainAudit: () => Promise.reject(new Error('broken')) };
    await sweep({ ...under.deps, storage, metrics }, under.clock.now);
    expect(heard).toEqual([
      'mend-times false',
      'erase-leavers false',
      'return-lapsed false',
      'tell-returns false',
      'chain-audit true',
      'sweep false',
    ]);
  });
});
