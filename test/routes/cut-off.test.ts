import { afterAll, expect, it } from 'vitest';
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
