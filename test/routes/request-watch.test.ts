import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createApp } from '../../src/app.ts';
import { createLog } from '../../src/log.ts';
import { nodeRequestScope } from '../../src/node/node-request-scope.ts';
import { traceOf } from '../../src/tracing.ts';
import { openTestApp, type TestApp } from './test-app.ts';

const REQUEST_ID = '4f3c2b1a09e8d7c6b5a4938271605f4e';
const TRACE_ID = '0af7651916cd43dd8448eb211c80319c';
const TRACEPARENT = `00-${TRACE_ID}-b7ad6b7169203331-01`;

describe('what is logged of a request', () => {
  let under: TestApp;
  let lines: Record<string, unknown>[];
  const scope = nodeRequestScope();
  beforeEach(async () => {
    under = await openTestApp({ RATE_LIMIT: 'off' });
    lines = [];
  });
  afterEach(() => under.close());
  const app = (level = 'info', changes: object = {}) => {
    const log = createLog(level, (line) => void lines.push(JSON.parse(line)), scope.logFields);
    return createApp({ ...under.deps, log, requestScope: scope, ...changes });
  };
  const chat = (text: string, headers: Record<string, string> = {}, level = 'info', changes: object = {}) =>
    app(level, changes).request('/api/v1/chat', {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify({ text }),
    });

  it('is the same id in each of its lines and on its answer, with pattern, status and time', async () => {
    const storage = {
      ...under.storage,
      takeForAnswer: (...given: Parameters<typeof under.storage.takeForAnswer>) => {
        under.clock.now += 12;
        return under.storage.takeForAnswer(...given);
      },
    };
    const response = await chat('我刚给骗子转了5万块钱，怎么办', { 'x-request-id': REQUEST_ID, traceparent: TRACEPARENT }, 'info', {
      storage,
    });
    expect([response.status, response.headers.get('x-request-id')]).toEqual([200, REQUEST_ID]);
    expect(lines.map(({ msg }) => msg)).toEqual(['a human is called', 'request']);
    for (const line of lines) expect(line).toMatchObject({ request_id: REQUEST_ID, trace_id: TRACE_ID });
    expect(lines[1]).toMatchObject({ method: 'POST', route: '/api/v1/chat', status: 200, ms: 12 });
    expect(JSON.stringify(lines)).not.toContain('骗子');
  });

  it('has an id of its own when the caller gives none, or one that might be anything of anybody', async () => {
    for (const given of [undefined, '13800001111', '330501199001011234', 'x'.repeat(32), `${REQUEST_ID}0`, 'a\tb']) {
      lines = [];
      const response = await chat('您好', given === undefined ? {} : { 'x-request-id': given, traceparent: given });
      const id = response.headers.get('x-request-id');
      expect(id).toMatch(/^new-\d+-0123456789$/);
      expect(lines).toEqual([expect.objectContaining({ request_id: id, msg: 'request' })]);
      expect(lines[0]).not.toHaveProperty('trace_id');
    }
    const uuid = '9b2f0c3e-7d61-4b0a-8f1e-2c3d4e5f6071';
    expect((await chat('您好', { 'x-request-id': uuid })).headers.get('x-request-id')).toBe(uuid);
  });

  it.each([
    ['00-00000000000000000000000000000000-b7ad6b7169203331-01'],
    [`00-${TRACE_ID}-0000000000000000-01`],
    [`ff-${TRACE_ID}-b7ad6b7169203331-01`],
    [`00-${TRACE_ID.toUpperCase()}-b7ad6b7169203331-01`],
  ])('takes no trace from %s', async (traceparent) => {
    await chat('您好', { traceparent });
    expect(lines[0]).not.toHaveProperty('trace_id');
  });

  it('is on refused and failed answers too, and a failure names its pattern, never the path', async () => {
    const refused = await chat('');
    expect(refused.status).toBe(400);
    expect(refused.headers.get('x-request-id')).toBe(lines.at(-1)?.request_id);
    const secret = 'T'.repeat(22);
    const broken = { ...under.storage, hasConversation: () => Promise.reject(new Error('the disk is full')) };
    const failed = await app('info', { storage: broken }).request(`/api/v1/chat/${secret}/events`);
    expect(failed.status).toBe(500);
    expect(lines.slice(-2)).toEqual([
      expect.objectContaining({
        msg: 'request failed',
        route: '/api/v1/chat/:conversation/events',
        request_id: failed.headers.get('x-request-id'),
      }),
      expect.objectContaining({ msg: 'request', status: 500, route: '/api/v1/chat/:conversation/events' }),
    ]);
    expect(JSON.stringify(lines)).not.toContain(secret);
    await app().request(`/${secret}`);
    expect(lines.at(-1)).toMatchObject({ msg: 'request', status: 404, route: 'none' });
    expect(JSON.stringify(lines)).not.toContain(secret);
  });

  it('leaves machines that ask every few seconds to the level debug', async () => {
    for (const path of ['/health/live', '/health/ready', '/healthz', '/readyz']) await app().request(path);
    expect(lines).toEqual([]);
    await app('debug').request('/healthz');
    expect(lines).toMatchObject([{ route: '/healthz', status: 200 }]);
  });

  it('does not mix up two requests at the same time, nor what goes on after them', async () => {
    const log = createLog('info', (line) => void lines.push(JSON.parse(line)), scope.logFields);
    const later: (() => void)[] = [];
    const one = async (requestId: string): Promise<void> => {
      log.info('begins');
      await new Promise<void>((resolve) => later.push(resolve));
      log.info(`ends ${requestId}`);
      scope.outside(() => log.info('others'));
    };
    const both = [scope.run({ requestId: 'a' }, () => one('a')), scope.run({ requestId: 'b' }, () => one('b'))];
    for (const resolve of later.reverse()) resolve();
    await Promise.all(both);
    expect(lines.map(({ msg, request_id }) => `${msg} ${request_id}`).sort()).toEqual([
      'begins a',
      'begins b',
      'ends a a',
      'ends b b',
      'others undefined',
      'others undefined',
    ]);
  });
});

describe('the trace of a call of ours', () => {
  it('is the caller’s where it is for a request of his, as it came', async () => {
    const seen: (string | undefined)[] = [];
    const server = createServer((request, response) => {
      seen.push(`${request.headers.traceparent} ${request.headers['x-own']}`);
      response.end();
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const scope = nodeRequestScope();
    const call = scope.tracing(fetch);
    const own = { headers: { 'x-own': '1' } };
    await call(url, own);
    await scope.run({ requestId: 'a' }, async () => void (await call(url, own)));
    await scope.run({ requestId: 'a', trace: { traceId: TRACE_ID, traceparent: TRACEPARENT } }, async () => {
      await call(url, own);
      await call(new Request(url, own));
    });
    server.close();
    expect(seen).toEqual(['undefined 1', 'undefined 1', `${TRACEPARENT} 1`, `${TRACEPARENT} 1`]);
  });

  it('is one for all attempts of a post, with a span for each, and does not tell what post it is', async () => {
    const [first, second, other] = await Promise.all([traceOf('post-1', 1), traceOf('post-1', 2), traceOf('post-2', 1)]);
    expect(first.traceparent).toMatch(/^00-[0-9a-f]{32}-[0-9a-f]{16}-01$/);
    expect(first.traceparent.slice(3, 35)).toBe(first.traceId);
    expect(second.traceId).toBe(first.traceId);
    expect(second.traceparent).not.toBe(first.traceparent);
    expect(other.traceId).not.toBe(first.traceId);
  });
});
