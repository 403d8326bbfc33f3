import { mkdtempSync, rmSync } from 'node:fs';
import { Agent, request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type RunningServer, startServer } from './running-server.ts';

/** So many clients, each on a connection that it keeps, write one message after the other. */
const CLIENTS = 30;
const END_AFTER = 120;

interface Answered {
  readonly status: number;
  readonly body: string;
  readonly connection: string | undefined;
}

describe('a server that is told to end', () => {
  let data: string;
  let server: RunningServer;
  beforeEach(() => {
    data = mkdtempSync(join(tmpdir(), 'shut-down-'));
  });
  afterEach(async () => {
    await server.kill('SIGKILL');
    rmSync(data, { recursive: true, force: true });
  });

  /** @param sent hears when all of the request has left this process */
  function ask(agent: Agent, path: string, body: object | null, sent: () => void = () => undefined): Promise<Answered> {
    return new Promise((resolve, reject) => {
      const asking = request(`${server.url}${path}`, {
        agent,
        method: body ? 'POST' : 'GET',
        headers: body ? { 'content-type': 'application/json' } : {},
      });
      asking.on('error', reject).on('finish', sent);
      asking.on('response', (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk)).on('error', reject);
        response.on('end', () =>
          resolve({ status: response.statusCode ?? 0, body: Buffer.concat(chunks).toString(), connection: response.headers.connection }),
        );
      });
      asking.end(body ? JSON.stringify(body) : undefined);
    });
  }

  it('answers everything that had reached it, and everything it answered is there after a restart', async () => {
    server = await startServer(data);
    const acknowledged: { message: object; conversation: string; body: string }[] = [];
    const refused: string[] = [];
    const cutOff: string[] = [];
    let ended: Promise<void> | undefined;
    async function client(name: number): Promise<void> {
      const agent = new Agent({ keepAlive: true, maxSockets: 1 });
      for (let count = 0; ; count++) {
        const message = { text: `有人说我涉嫌洗钱，要我转${name * 1000 + count}元`, clientMessageId: `c${name}-${count}` };
        // Sent before the signal over a connection that stood: it must be answered.
        let sentBefore = false;
        try {
          const answer = await ask(agent, '/api/v1/chat', message, () => {
            sentBefore = ended === undefined && count > 0;
          });
          if (answer.status !== 200) refused.push(`${answer.status} ${answer.body}`);
          else acknowledged.push({ message, conversation: JSON.parse(answer.body).conversation, body: answer.body });
        } catch {
          if (sentBefore) cutOff.push(message.clientMessageId);
          if (ended) return agent.destroy();
        }
        if (acknowledged.length >= END_AFTER) ended ??= server.kill('SIGTERM');
      }
    }
    await Promise.all(Array.from({ length: CLIENTS }, (_, name) => client(name)));
    await ended;
    expect({ refused, cutOff }).toEqual({ refused: [], cutOff: [] });
    expect(acknowledged.length).toBeGreaterThanOrEqual(END_AFTER);

    const database = new DatabaseSync(join(data, 'fanzha.db'), { readOnly: true });
    expect(database.prepare("SELECT count(*) AS n FROM messages WHERE author = 'citizen' AND concluded = 0").get()).toEqual({ n: 0 });
    database.close();
    server = await startServer(data);
    const agent = new Agent({ keepAlive: true });
    for (const { message, conversation, body } of acknowledged)
      expect(await ask(agent, '/api/v1/chat', { conversation, ...message })).toMatchObject({ status: 200, body });
    agent.destroy();
  });

  it('says while it drains that it wants no more traffic, serves who comes all the same, and lets go of connections', async () => {
    // Long enough that the test is never waited for: it is ended by the test itself.
    server = await startServer(data, { DRAIN_SECONDS: '300' });
    const agent = new Agent({ keepAlive: true, maxSockets: 1 });
    expect(await ask(agent, '/health/ready', null)).toMatchObject({ status: 200, connection: 'keep-alive' });
    const stream = ask(agent, '/api/v1/chat', { text: '你好' }).then(({ body }) =>
      ask(agent, `/api/v1/chat/${JSON.parse(body).conversation}/events`, null),
    );
    void server.kill('SIGTERM');
    // The stream ends by the signal alone: that it ended says that the signal has come.
    expect((await stream).status).toBe(200);
    expect(await ask(agent, '/health/ready', null)).toEqual({ status: 503, body: '{"status":"draining"}', connection: 'close' });
    expect(await ask(agent, '/health/live', null)).toMatchObject({ status: 200 });
    expect(await ask(agent, '/api/v1/chat', { text: '有人要我转账' })).toMatchObject({ status: 200, connection: 'close' });
    agent.destroy();
  });
});
