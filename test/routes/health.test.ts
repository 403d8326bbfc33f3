import { describe, expect, it } from 'vitest';
import { openTestApp } from './test-app.ts';

describe('health', () => {
  it('is fine while the database answers, and names the library', async () => {
    const under = await openTestApp();
    expect(await (await under.app.request('/healthz')).json()).toEqual({ status: 'ok' });
    const ready = await under.app.request('/readyz');
    expect(ready.status).toBe(200);
    expect(await ready.json()).toEqual({ status: 'ready', libraryVersion: under.deps.detector.library.version });
    await under.close();
  });

  it('keeps traffic away without the database, though the process lives', async () => {
    const under = await openTestApp();
    await under.close();
    expect((await under.app.request('/healthz')).status).toBe(200);
    const response = await under.app.request('/readyz');
    expect(response.status).toBe(503);
    expect(await response.json()).toEqual({ status: 'not ready' });
  });

  it('is never limited', async () => {
    const under = await openTestApp({ RATE_LIMIT: '1' });
    for (let index = 0; index < 5; index++) expect((await under.app.request('/readyz')).status).toBe(200);
    await under.close();
  });
});
