import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { connect, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type RunningServer, startServer } from './running-server.ts';

const BODY = JSON.stringify({ text: '叫我把钱转到安全账户' });

describe('the built server', () => {
  let data: string;
  let server: RunningServer;
  beforeAll(async () => {
    data = mkdtempSync(join(tmpdir(), 'slow-'));
    server = await startServer(data);
  });
  afterAll(async () => {
    await server.kill('SIGKILL');
    rmSync(data, { recursive: true, force: true });
  });

  async function open(): Promise<Socket> {
    const { hostname, port } = new URL(server.url);
    const socket = connect(Number(port), hostname);
    await once(socket, 'connect');
    return socket;
  }
  const write = (socket: Socket, text: string | Buffer): Promise<void> =>
    new Promise((resolve, reject) => socket.write(text, (error) => (error ? reject(error) : resolve())));
  const headers = (path: string, more: string): string =>
    `POST ${path} HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n${more}\r\n\r\n`;
  async function firstLine(socket: Socket): Promise<string> {
    const [chunk] = (await once(socket, 'data')) as [Buffer];
    return chunk.toString().split('\r\n')[0] ?? '';
  }

  it('answers others while a hundred bodies stall half-way', async () => {
    const stalled = await Promise.all(Array.from({ length: 100 }, open));
    for (const [index, socket] of stalled.entries())
      await write(
        socket,
        `${headers(index % 2 ? '/api/v1/chat' : '/api/v1/check', `Content-Length: ${Buffer.byteLength(BODY)}`)}${BODY.slice(0, 9)}`,
      );
    for (const path of ['/api/v1/check', '/api/v1/chat']) {
      const response = await fetch(server.url + path, { method: 'POST', headers: { 'content-type': 'application/json' }, body: BODY });
      expect(response.status).toBe(200);
    }
    expect((await fetch(`${server.url}/readyz`)).status).toBe(200);
    for (const socket of stalled) socket.destroy();
    expect((await fetch(`${server.url}/readyz`)).status).toBe(200);
  });

  it('answers a body that comes byte by byte', async () => {
    const socket = await open();
    await write(socket, headers('/api/v1/check', `Content-Length: ${Buffer.byteLength(BODY)}`));
    for (const byte of Buffer.from(BODY)) await write(socket, Buffer.of(byte));
    expect(await firstLine(socket)).toBe('HTTP/1.1 200 OK');
    socket.destroy();
  });

  it('answers a chunked body without a length', async () => {
    const socket = await open();
    await write(socket, headers('/api/v1/check', 'Transfer-Encoding: chunked'));
    for (const part of [BODY.slice(0, 10), BODY.slice(10)]) await write(socket, `${Buffer.byteLength(part).toString(16)}\r\n${part}\r\n`);
    await write(socket, '0\r\n\r\n');
    expect(await firstLine(socket)).toBe('HTTP/1.1 200 OK');
    socket.destroy();
  });

  it('refuses a body that announces too much, before it comes', async () => {
    const socket = await open();
    await write(socket, headers('/api/v1/check', 'Content-Length: 999999999'));
    expect(await firstLine(socket)).toMatch(/^HTTP\/1\.1 413 /);
    socket.destroy();
  });

  it.each([
    ['a length that is no number', 'Content-Length: many'],
    ['a length and pieces', `Content-Length: 5\r\nTransfer-Encoding: chunked`],
    ['a header without end', `X-Long: ${'x'.repeat(40_000)}`],
  ])('refuses %s and lives', async (_, more) => {
    const socket = await open();
    await write(socket, headers('/api/v1/check', more)).catch(() => undefined);
    expect(await firstLine(socket)).toMatch(/^HTTP\/1\.1 4\d\d /);
    socket.destroy();
    expect((await fetch(`${server.url}/healthz`)).status).toBe(200);
  });
});
