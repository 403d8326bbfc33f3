import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createApp } from '../../src/app.ts';
import { browser, type Colleague, type DeskUnderTest, openDesk } from './desk-under-test.ts';

let under: DeskUnderTest;
let wang: Colleague;
beforeEach(async () => {
  under = await openDesk();
  wang = await under.signIn('王警官');
});
afterEach(async () => {
  expect(under.failures).toEqual([]);
  await under.close();
});

describe('who may work on cases', () => {
  const ACTIONS = ['claim', 'release', 'say', 'note', 'close'] as const;

  it('is nobody who is not signed in', async () => {
    const { caseId } = await under.call();
    const nobody = browser(under);
    for (const path of ['/console', '/console?fragment=1', `/console/cases/${caseId}`]) {
      const response = await nobody.get(path);
      expect([path, response.status, response.headers.get('location')]).toEqual([path, 303, '/console/sign-in']);
    }
    expect((await nobody.get('/console/events', { accept: 'text/event-stream' })).status).toBe(401);
    for (const action of ACTIONS)
      expect([action, (await nobody.send(`/console/cases/${caseId}/${action}`, { text: '在', truth: 'scam' })).status]).toEqual([
        action,
        401,
      ]);
    expect(await under.storage.deskCase(caseId)).toMatchObject({ status: 'waiting', notes: [] });
  });

  it('is no librarian, but supervisors and administrators', async () => {
    const { caseId } = await under.call();
    const librarian = await under.signIn('库管员', 'librarian');
    expect((await librarian.get('/console')).headers.get('location')).toBe('/console/library');
    for (const path of ['/console/events', `/console/cases/${caseId}`])
      expect([path, (await librarian.get(path)).status]).toEqual([path, 403]);
    for (const action of ACTIONS)
      expect([action, (await librarian.send(`/console/cases/${caseId}/${action}`, { text: '在', truth: 'scam' })).status]).toEqual([
        action,
        403,
      ]);
    for (const role of ['supervisor', 'administrator'] as const)
      expect((await (await under.signIn(role, role)).get(`/console/cases/${caseId}`)).status).toBe(200);
  });

  it('is no page of somebody else', async () => {
    const { caseId } = await under.call();
    const response = await under.post(`/console/cases/${caseId}/claim`, '', {
      origin: 'https://example.net',
      host: 'localhost',
      cookie: wang.cookie,
      'content-type': 'application/x-www-form-urlencoded',
    });
    expect(response.status).toBe(403);
    expect((await under.storage.deskCase(caseId))?.status).toBe('waiting');
  });
});

describe('GET /console/events', () => {
  const STREAM = { accept: 'text/event-stream' };

  /** Reads until the event has come, then hangs up. */
  async function changed(response: Response): Promise<string> {
    const reader = (response.body as ReadableStream<Uint8Array>).getReader();
    const decoder = new TextDecoder();
    let text = '';
    while (!/event: changed\ndata: .*\nid: (.*)\n\n/.test(text)) {
      const { value, done } = await reader.read();
      if (done) break;
      text += decoder.decode(value, { stream: true });
    }
    await reader.cancel();
    return /\nid: (.*)\n/.exec(text)?.[1] ?? '';
  }

  it('says that something changed, and nothing of what', async () => {
    const stream = await wang.get('/console/events', STREAM);
    expect(stream.headers.get('content-type')).toContain('text/event-stream');
    await under.call();
    expect(await changed(stream)).toBe(String(await under.storage.deskCursor()));
  });

  it('goes on behind the event that the browser had last', async () => {
    await under.call();
    const all = await changed(await wang.get('/console/events', { ...STREAM, 'last-event-id': '0' }));
    expect(all).toBe(String(await under.storage.deskCursor()));
    const stream = await wang.get('/console/events?after=0', { ...STREAM, 'last-event-id': all });
    await under.call();
    expect(Number(await changed(stream))).toBeGreaterThan(Number(all));
  });

  it('tells of what a citizen writes to the officer who has his case', async () => {
    const { caseId, conversation } = await under.call();
    await wang.send(`/console/cases/${caseId}/claim`);
    const cursor = await under.storage.deskCursor();
    await under.chat({ text: '我到银行了', conversation });
    expect(await under.storage.deskEventsAfter(cursor)).not.toBeNull();
  });

  it('ends when the server shuts down', async () => {
    const closing = createApp({ ...under.deps, closing: AbortSignal.abort() });
    const response = await closing.request('/console/events', { headers: { ...STREAM, cookie: wang.cookie } });
    expect(response.status).toBe(200);
    expect(await response.text()).not.toContain('changed');
  });
});
