import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createApp } from '../../src/app.ts';
import { createSecondReader } from '../../src/conversation/second-reader.ts';
import { createLog } from '../../src/log.ts';
import { nodeRequestScope } from '../../src/node/node-request-scope.ts';
import type { RequestFields } from '../../src/tracing.ts';
import { stubDetector } from '../conversation/stub-detector.ts';
import { BEARER, openTestApp, type TestApp } from './test-app.ts';

const REQUEST_ID = '4f3c2b1a09e8d7c6b5a4938271605f4e';
const TRACE_ID = '0af7651916cd43dd8448eb211c80319c';
const TRACEPARENT = `00-${TRACE_ID}-b7ad6b7169203331-01`;
const DOUBTFUL = '[yellow loan] 先交一点手续费，马上放款给您';

describe('a check, which no middleware surrounds', () => {
  let under: TestApp;
  let lines: Record<string, unknown>[];
  let opened: number;
  const scope = nodeRequestScope();
  const requestScope = {
    ...scope,
    run<Result>(fields: RequestFields, work: () => Result): Result {
      opened += 1;
      return scope.run(fields, work);
    },
  };
  const log = createLog('info', (line) => void lines.push(JSON.parse(line)), scope.logFields);
  beforeEach(async () => {
    under = await openTestApp({}, { detector: stubDetector });
    lines = [];
    opened = 0;
  });
  afterEach(() => under.close());
  const check = (text: string, changes: object = {}, headers: Record<string, string> = {}): Promise<Response> | Response =>
    createApp({ ...under.deps, log, requestScope, ...changes }).request('/api/v1/check', {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-request-id': REQUEST_ID, traceparent: TRACEPARENT, ...headers },
      body: JSON.stringify({ text }),
    });

  it.each([{}, BEARER])('opens no scope where nothing fails and nobody else is asked: %j', async (headers) => {
    const response = await check(DOUBTFUL, {}, headers);
    expect([response.status, response.headers.get('x-request-id')]).toEqual([200, REQUEST_ID]);
    expect([opened, lines]).toEqual([0, []]);
  });

  const notice = (): never => {
    throw new Error('boom');
  };
  it.each([
    ['the analysis', '[throws]', {}, {}, 200, 'analysis failed, answered yellow'],
    ['the analysis, for who has a key', '[throws]', {}, BEARER, 200, 'analysis failed, answered yellow'],
    ['who listens besides', DOUBTFUL, { probes: { notice } }, {}, 200, 'who listens besides has failed; it is answered without'],
    ['anything else', DOUBTFUL, { runtime: { allRead: notice } }, {}, 500, 'request failed'],
  ])('names its request where it fails: %s', async (_, text, changes, headers, status, msg) => {
    const response = await check(text, changes, headers);
    expect([response.status, response.headers.get('x-request-id')]).toEqual([status, REQUEST_ID]);
    expect(lines).toMatchObject([{ msg, request_id: REQUEST_ID, trace_id: TRACE_ID }]);
  });

  it('answers a failure as every other route does', async () => {
    const response = await check(DOUBTFUL, { runtime: { allRead: notice } });
    expect(await response.json()).toEqual({ error: { code: 'server.failed', message: expect.stringContaining('110') } });
    expect(response.headers.get('x-content-type-options')).toBe('nosniff');
  });

  it('hands its caller’s trace on to the second reader, and names its request where that one is silent', async () => {
    const traces: unknown[] = [];
    const server = createServer((request, response) => {
      traces.push(request.headers.traceparent);
      response.writeHead(503).end();
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const secondReader = createSecondReader(
      { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`, model: 'small', key: '', patience: 1000 },
      {
        storage: under.storage,
        log,
        now: under.deps.now,
        fetch: scope.tracing(fetch),
        timeout: () => new AbortController().signal,
      },
    );
    expect((await check(DOUBTFUL, { secondReader })).status).toBe(200);
    server.closeAllConnections();
    server.close();
    expect(traces).toEqual([TRACEPARENT]);
    expect(lines).toMatchObject([{ msg: 'the second reader had nothing to say', request_id: REQUEST_ID, trace_id: TRACE_ID }]);
  });
});
