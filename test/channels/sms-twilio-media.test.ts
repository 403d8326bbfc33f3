import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { fetchTwilioMedia } from '../../src/channels/sms/twilio-media.ts';

const SID = 'AC00000000000000000000000000000001';
const PICTURE = Uint8Array.from([137, 80, 78, 71, 0, 255, 1]);

describe('a picture of an MMS', () => {
  let server: Server;
  let root: string;
  let answer: (request: IncomingMessage, response: ServerResponse) => void;
  let keys: (string | undefined)[];
  beforeEach(async () => {
    keys = [];
    answer = (_, response) => response.writeHead(200, { 'content-type': 'image/png; q=1' }).end(PICTURE);
    server = createServer((request, response) => {
      keys.push(request.headers.authorization);
      answer(request, response);
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    root = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  afterEach(() => server.close());

  const get = (path = `/2010-04-01/Accounts/${SID}/Messages/MM1/Media/ME1`, from = root) =>
    fetchTwilioMedia({ accountSid: SID, authTokens: ['invented', 'old'], apiRoot: root }, { fetch }, from + path);
  const refused = { code: 'channel.media', status: 503 };

  it('is fetched with our key, byte for byte', async () => {
    expect(await get()).toEqual({ type: 'image/png', bytes: PICTURE });
    expect(keys).toEqual([`Basic ${Buffer.from(`${SID}:invented`).toString('base64')}`]);
  });

  it('is followed to the store, without our key', async () => {
    answer = (request, response) =>
      request.url === '/store'
        ? response.writeHead(200, { 'content-type': 'image/jpeg' }).end(PICTURE)
        : response.writeHead(307, { location: `${root}/store` }).end();
    expect(await get()).toMatchObject({ type: 'image/jpeg' });
    expect(keys[1]).toBeUndefined();
  });

  it.each([
    'http://169.254.169.254/latest',
    'https://evil.example/x',
    'https://nottwilio.com/x',
    'http://media.twilio.com/x',
    'nonsense',
    '',
  ])('is not followed to %j', async (location) => {
    answer = (_, response) => response.writeHead(302, { location }).end();
    await expect(get()).rejects.toMatchObject(refused);
    expect(keys).toHaveLength(1);
  });

  it.each(['/2010-04-01/Accounts/AC99999999999999999999999999999999/Messages/MM1/Media/ME1', '/elsewhere'])(
    'is asked for at our own account alone, not at %s',
    async (path) => {
      await expect(get(path)).rejects.toMatchObject(refused);
      expect(keys).toEqual([]);
    },
  );

  it('is not had from another host, where it is gone, too large, or nobody answers', async () => {
    await expect(get(undefined, 'https://api.twilio.com.evil.example')).rejects.toMatchObject(refused);
    answer = (_, response) => response.writeHead(404).end();
    await expect(get()).rejects.toMatchObject(refused);
    answer = (_, response) => response.writeHead(200).end(Buffer.alloc(10 * 1024 * 1024 + 1));
    await expect(get()).rejects.toMatchObject(refused);
    answer = (request) => request.socket.destroy();
    await expect(get()).rejects.toMatchObject(refused);
  });
});
