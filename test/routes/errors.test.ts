import { Hono } from 'hono';
import { HTTPException } from 'hono/http-exception';
import { describe, expect, it } from 'vitest';
import { AppError } from '../../src/errors.ts';
import { onError } from '../../src/routes/errors.ts';
import { openTestApp } from './test-app.ts';

describe('errors', () => {
  async function answerTo(
    error: unknown,
  ): Promise<{ status: number; headers: Headers; body: { error: { code: string; message: string } }; logged: number }> {
    let logged = 0;
    const silent = (): void => undefined;
    const log = { warn: silent, info: silent, debug: silent, error: () => void logged++ };
    const app = new Hono().onError(onError(log, '2250000')).get('/', () => {
      throw error;
    });
    const response = await app.request('/');
    return { status: response.status, headers: response.headers, body: (await response.json()) as never, logged };
  }

  it('that are the caller’s leave with their code and message, and are not logged', async () => {
    const { status, body, logged } = await answerTo(new AppError('text.too-long', 'send its important part', 413));
    expect({ status, body, logged }).toEqual({
      status: 413,
      body: { error: { code: 'text.too-long', message: 'send its important part' } },
      logged: 0,
    });
  });

  it('that only the operator can mend, at the service that calls us, are told to it and logged', async () => {
    const { status, body, logged } = await answerTo(new AppError('channel.encrypted', 'switch encryption off', 400));
    expect({ status, message: body.error.message, logged }).toEqual({ status: 400, message: 'switch encryption off', logged: 1 });
  });

  it.each([
    new Error('password of the database is 1234'),
    new AppError('storage.sealed', 'the master key is another one'),
    new HTTPException(500, { message: 'inside' }),
    new TypeError('x is not a function'),
  ])('of our own say nothing of the inside: %s', async (error) => {
    const { status, body, logged } = await answerTo(error);
    expect(status).toBe(500);
    expect(body.error.code).toBe('server.failed');
    expect(body.error.message).toContain('110');
    expect(JSON.stringify(body)).not.toContain(error.message);
    expect(logged).toBe(1);
  });

  it('of a busy moment say when to come again', async () => {
    const { status, headers, body } = await answerTo(new AppError('conversation.busy', 'please try again', 503));
    expect([status, headers.get('retry-after'), body.error.code]).toEqual([503, '1', 'conversation.busy']);
  });

  it('of the framework keep their kind', async () => {
    expect((await answerTo(new HTTPException(400, { message: 'bad' }))).status).toBe(400);
    expect((await answerTo(new HTTPException(403))).status).toBe(403);
  });

  it('name what is not there', async () => {
    const under = await openTestApp();
    for (const [method, path] of [
      ['GET', '/api/v1/check'],
      ['POST', '/api/v2/check'],
      ['DELETE', '/api/v1/chat'],
      ['GET', '/api/v1/chat'],
    ] as const) {
      const response = await under.app.request(path, { method });
      expect(response.status).toBe(404);
      expect(await response.json()).toEqual({ error: { code: 'route.unknown', message: `there is nothing at ${method} ${path}` } });
    }
    await under.close();
  });
});
