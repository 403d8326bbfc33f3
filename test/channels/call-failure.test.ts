import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import { expect, test } from 'vitest';
import { mayHaveArrived } from '../../src/channels/call-failure.ts';

const failed = (url: string): Promise<unknown> => fetch(url, { method: 'POST', body: 'x' }).catch((error: unknown) => error);

test('where nobody listens nothing has arrived', async () => {
  const gone = createServer();
  await new Promise<void>((resolve) => gone.listen(0, '127.0.0.1', resolve));
  const { port } = gone.address() as AddressInfo;
  await new Promise((resolve) => gone.close(resolve));
  expect(mayHaveArrived(await failed(`http://127.0.0.1:${port}/`))).toBe(false);
});

test('a connection that broke off may have carried it', async () => {
  const server = createServer((socket) => socket.once('data', () => socket.destroy()));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  expect(mayHaveArrived(await failed(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`))).toBe(true);
  server.close();
});

test.each([
  [{ error: { cause: { code: 'ENOTFOUND' } } }, false],
  [{ code: 'ECONNRESET' }, true],
  [new Error('unknown'), true],
  [null, true],
  ['text', true],
])('of %j it says %s', (error, arrived) => {
  expect(mayHaveArrived(error)).toBe(arrived);
});
