import { afterAll, expect, it } from 'vitest';
import { createApp } from '../../src/app.ts';
import { openTestApp } from './test-app.ts';

const under = await openTestApp();
afterAll(() => under.close());

/** As Node says that a client hung up in the middle of his request. */
const hungUp = (): ReadableStream =>
  new ReadableStream({
    pull: (controller) => controller.error(Object.assign(new Error('aborted'), { code: 'ECONNRESET' })),
  });

it.each(['/api/v1/check', '/api/v1/chat', '/message', '/console/sign-in'])(
  'who hangs up in the middle of %s is no failure of ours',
  async (path) => {
    const response = await under.app.request(path, {
      method: 'POST',
      headers: {
        'content-type': path.startsWith('/api/') ? 'application/json' : 'application/x-www-form-urlencoded',
        origin: 'http://localhost',
        host: 'localhost',
      },
      body: hungUp(),
      duplex: 'half',
    } as RequestInit);
    expect(response.status).toBe(400);
    expect(under.failures).toEqual([]);
  },
);

it('is counted as it is answered, not as a failure', async () => {
  const counted: string[] = [];
  const metrics = {
    judging: () => () => undefined,
    requested:
      () =>
      ({ route, status }: { readonly route: string; readonly status: number }) =>
        void counted.push(`${route} ${status}`),
    chore: () => undefined,
    page: async () => ({ type: 'text/plain', body: '' }),
  };
  const app = createApp({ ...under.deps, metrics });
  for (const path of ['/api/v1/check', '/api/v1/chat'])
    await app.request(path, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: hungUp(),
      duplex: 'half',
    } as RequestInit);
  expect(counted).toEqual(['/api/v1/check 400', '/api/v1/chat 400']);
});
