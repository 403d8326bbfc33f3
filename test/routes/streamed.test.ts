import { Hono } from 'hono';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createApp } from '../../src/app.ts';
import type { Pulse } from '../../src/desk/pulse.ts';
import { AppError } from '../../src/errors.ts';
import { createLog } from '../../src/log.ts';
import { nodeRequestScope } from '../../src/node/node-request-scope.ts';
import { queueEvents } from '../../src/pages/console/queue-events.ts';
import { eventStream } from '../../src/routes/streamed.ts';
import { type DeskUnderTest, openDesk } from '../pages/desk-under-test.ts';
import { BEARER } from './test-app.ts';

const REQUEST_ID = '4f3c2b1a09e8d7c6b5a4938271605f4e';
const SECRET = 'sqlite3 could not open the file of wang';
const fails = (): Promise<never> => Promise.reject(new Error(SECRET));

describe('what fails while an answer is being written', () => {
  let under: DeskUnderTest;
  let lines: Record<string, unknown>[];
  const scope = nodeRequestScope();
  const printed = vi.spyOn(console, 'error');
  const log = createLog('info', (line) => void lines.push(JSON.parse(line)), scope.logFields);
  beforeEach(async () => {
    under = await openDesk();
    lines = [];
    printed.mockClear();
  });
  afterEach(async () => {
    expect(printed).not.toHaveBeenCalled();
    await under.close();
  });

  const conversation = async (): Promise<string> => (await under.chat({ text: '你好' })).conversation;
  const imported = { readImport: async () => ({ columns: ['等级'] }), noteWarningRead: async () => undefined, importProblems: fails };
  it.each([
    {
      route: '/api/v1/chat/:conversation/events',
      broken: { eventsAfter: fails },
      ask: async () => ({ path: `/api/v1/chat/${await conversation()}/events` }),
    },
    {
      route: '/events',
      broken: { eventsAfter: fails },
      ask: async () => ({ path: '/events', headers: { cookie: `conversation=${await conversation()}` } }),
    },
    {
      route: '/console/warnings/imports/:import/errors.csv',
      broken: imported,
      ask: async () => ({
        path: '/console/warnings/imports/i1/errors.csv',
        headers: { cookie: (await under.signIn('王警官')).cookie },
      }),
    },
    {
      route: '/api/v1/check/batch',
      broken: {},
      ask: async () => ({
        path: '/api/v1/check/batch',
        method: 'POST',
        headers: { ...BEARER, 'content-type': 'application/json' },
        body: JSON.stringify({ items: [{ text: '在吗' }] }),
      }),
    },
  ])('$route: ends it and is logged like any other failure', async ({ route, broken, ask }) => {
    const { path, ...init }: { path: string; method?: string; headers?: Record<string, string>; body?: string } = await ask();
    const runtime = { ...under.deps.runtime, allRead: fails };
    const storage = { ...under.storage, ...broken } as typeof under.storage;
    const app = createApp({ ...under.deps, storage, runtime, log, requestScope: scope });
    const response = await app.request(path, { ...init, headers: { ...init.headers, 'x-request-id': REQUEST_ID } });
    expect(response.status).toBe(200);
    expect(await response.text()).not.toContain(SECRET);
    expect(lines.filter(({ msg }) => msg === 'request failed')).toMatchObject([
      { level: 50, route, request_id: REQUEST_ID, err: { message: SECRET } },
    ]);
  });

  it('/console/events: the same, when it cannot be asked who is still there', async () => {
    const { cookie } = await under.signIn('王警官');
    const pulse: Pulse = ({ hear }) => {
      for (const _ of [1, 2, 3]) hear({ kind: 'beat' });
      return () => undefined;
    };
    const storage = { ...under.storage, officerOfSession: fails };
    const deps = { ...under.deps, storage, log, assets: { urlOf: (name: string) => name } as never };
    const response = await new Hono().get('/console/events', queueEvents(deps, pulse)).request('/console/events', { headers: { cookie } });
    expect(await response.text()).not.toContain(SECRET);
    expect(lines).toMatchObject([{ msg: 'request failed', route: '/console/events', err: { message: SECRET } }]);
  });

  it('is not logged where it is no fault of ours', async () => {
    const app = new Hono().get('/', (context) =>
      eventStream({ log }, context, () => Promise.reject(new AppError('conversation.unknown', 'it was erased meanwhile', 404))),
    );
    expect(await (await app.request('/')).text()).toBe('');
    expect(lines).toEqual([]);
  });
});
