import { Hono } from 'hono';
import { streamSSE } from 'hono/streaming';
import { afterEach, expect, it } from 'vitest';
import { endHead } from '../../src/routes/head-requests.ts';
import { openTestApp, type TestApp } from './test-app.ts';

let under: TestApp | null = null;
afterEach(() => under?.close());

it('a stream of events that is asked for its head alone ends, and lets go of what it held', async () => {
  const ended = Promise.withResolvers<string>();
  const app = new Hono().use(endHead).get('/', (context) =>
    streamSSE(context, async (out) => {
      out.onAbort(() => ended.resolve('ended'));
      await out.write(': here\n\n');
      await ended.promise;
    }),
  );
  const response = await app.request('/', { method: 'HEAD' });
  expect([response.status, response.body]).toEqual([200, null]);
  expect(await ended.promise).toBe('ended');
});

it('so does every stream of the app', async () => {
  under = await openTestApp();
  const standing = under.app.routes.findIndex(({ handler }) => handler === endHead);
  const streams = under.app.routes.flatMap(({ path, method }, at) => (method === 'GET' && path.endsWith('/events') ? [at] : []));
  // Each handler that stands before one counts.
  expect(streams.length).toBeGreaterThanOrEqual(3);
  expect(standing).toBeGreaterThan(-1);
  expect(Math.min(...streams)).toBeGreaterThan(standing);
});
