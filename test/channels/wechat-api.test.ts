import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text as textOf } from 'node:stream/consumers';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ChannelDeps } from '../../src/channels/channel.ts';
import { createWechatChannel, type WechatChannel } from '../../src/channels/wechat/official-account.ts';
import { channelDeps } from './channel-contract.ts';
import { APP_ID, OPEN_ID, settingsWith } from './contract-wechat.ts';

const NOW = Date.parse('2026-11-20T09:30:00+08:00');
const SECRET = 'an-invented-secret';

interface Answer {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body: string | Uint8Array;
}

interface Asked {
  readonly method: string;
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
  readonly type: string | undefined;
  readonly body: string;
}

const json = (value: unknown, type = 'application/json; encoding=utf-8'): Answer => ({
  headers: { 'content-type': type },
  body: JSON.stringify(value),
});

/** WeChat, as far as we use it. It gives a new token each time and takes the last one only. */
let server: Server;
let asked: Asked[];
let granted: number;
let grant: () => Answer;
let onSend: () => Answer;
let onMedia: () => Answer;
let clock: { now: number };

function answerTo({ path, query }: Asked): Answer {
  if (path === '/cgi-bin/token') {
    const right = query.grant_type === 'client_credential' && query.appid === APP_ID && query.secret === SECRET;
    return right ? grant() : json({ errcode: 40125, errmsg: 'invalid appsecret' });
  }
  if (query.access_token !== `token-${granted}`) return json({ errcode: 40001, errmsg: 'invalid credential, access_token is invalid' });
  if (path === '/cgi-bin/message/custom/send') return onSend();
  if (path === '/cgi-bin/media/get') return onMedia();
  return { status: 404, body: '' };
}

beforeEach(async () => {
  asked = [];
  granted = 0;
  clock = { now: NOW };
  grant = () => {
    granted++;
    return json({ access_token: `token-${granted}`, expires_in: 7200 });
  };
  onSend = () => json({ errcode: 0, errmsg: 'ok' });
  onMedia = () => ({ headers: { 'content-type': 'image/jpeg' }, body: new Uint8Array([0xff, 0xd8, 0xff]) });
  server = createServer(async (request, response) => {
    const url = new URL(request.url ?? '', 'http://localhost');
    const question: Asked = {
      method: request.method ?? '',
      path: url.pathname,
      query: Object.fromEntries(url.searchParams),
      type: request.headers['content-type'],
      body: await textOf(request),
    };
    asked.push(question);
    const { status = 200, headers = {}, body } = answerTo(question);
    response.writeHead(status, headers).end(body);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
});

afterEach(async () => {
  server.closeAllConnections();
  server.close();
  await once(server, 'close');
});

const root = (): string => `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

function channelWith(deps: Partial<ChannelDeps> = {}, settings: Parameters<typeof settingsWith>[0] = {}): WechatChannel {
  return createWechatChannel(settingsWith({ apiRoot: root(), appSecret: SECRET, ...settings }), channelDeps(clock, deps));
}

const outgoing = (text = '先别转账。') => ({ id: 'reply-1', to: OPEN_ID, text, judged: true });
const paths = (): string[] => asked.map(({ path }) => path.replace('/cgi-bin/', ''));

describe('sending', () => {
  it('posts JSON with Chinese as it is', async () => {
    expect(await channelWith().sender?.send(outgoing('先别转账：96110 "你好" 😀'))).toEqual({ kind: 'accepted' });
    expect(asked[1]).toEqual({
      method: 'POST',
      path: '/cgi-bin/message/custom/send',
      query: { access_token: 'token-1' },
      type: 'application/json; charset=utf-8',
      body: `{"touser":"${OPEN_ID}","msgtype":"text","text":{"content":"先别转账：96110 \\"你好\\" 😀"}}`,
    });
    expect(asked[0]).toMatchObject({ method: 'GET', body: '' });
  });

  it('goes below an address with a path, and one with a slash at its end', async () => {
    const channel = channelWith({}, { apiRoot: `${root()}/` });
    expect(await channel.sender?.send(outgoing())).toEqual({ kind: 'accepted' });
    await channelWith({}, { apiRoot: `${root()}/proxy` }).sender?.send(outgoing());
    expect(asked.at(-1)?.path).toBe('/proxy/cgi-bin/token');
  });

  it('cuts to 2,048 bytes', async () => {
    await channelWith().sender?.send(outgoing('先别转账。'.repeat(1000)));
    const { content } = JSON.parse(asked[1]?.body ?? '').text;
    expect(content).toBe('先别转账。'.repeat(136));
  });

  it('never sends half a character as an escape', async () => {
    await channelWith().sender?.send(outgoing('好\ud83d'));
    expect(asked[1]?.body).not.toContain('\\u');
  });

  it.each([
    [0, { kind: 'accepted' }],
    [45015, { kind: 'window-closed', reason: '45015' }],
    [45047, { kind: 'window-closed', reason: '45047' }],
    [43004, { kind: 'window-closed', reason: '43004' }],
    [45002, { kind: 'refused', reason: '45002' }],
    [40003, { kind: 'refused', reason: '40003' }],
    [48001, { kind: 'refused', reason: '48001' }],
    [-1, { kind: 'later', reason: '-1' }],
    [45009, { kind: 'later', reason: '45009' }],
    [45011, { kind: 'later', reason: '45011', afterMs: 60_000 }],
  ])('understands code %s', async (errcode, sent) => {
    onSend = () => json({ errcode, errmsg: 'some words' });
    expect(await channelWith().sender?.send(outgoing())).toEqual(sent);
    expect(paths()).toEqual(['token', 'message/custom/send']);
  });

  it.each<[string, Answer, unknown]>([
    ['500', { status: 500, body: 'error' }, { kind: 'later', reason: 'http 500' }],
    ['502 with a code', { ...json({ errcode: 0 }), status: 502 }, { kind: 'later', reason: 'http 502' }],
    ['429', { status: 429, headers: { 'retry-after': '30' }, body: '' }, { kind: 'later', reason: 'http 429', afterMs: 30_000 }],
    ['429 without a time', { status: 429, headers: { 'retry-after': 'soon' }, body: '' }, { kind: 'later', reason: 'http 429' }],
    ['a page', { headers: { 'content-type': 'text/html' }, body: '<html>' }, { kind: 'later', reason: 'answer unreadable' }],
    ['JSON of another kind', json([{ errcode: '0' }]), { kind: 'later', reason: 'answer unreadable' }],
    ['an endless answer', { body: ' '.repeat(70_000) }, { kind: 'later', reason: 'answer too large' }],
    ['a good answer without a type', { body: '{"errcode":0}' }, { kind: 'accepted' }],
  ])('understands %s', async (_name, answer, sent) => {
    onSend = () => answer;
    expect(await channelWith().sender?.send(outgoing())).toEqual(sent);
  });

  it('does not follow a redirection with the token in it', async () => {
    onSend = () => ({ status: 307, headers: { location: `${root()}/elsewhere` }, body: '' });
    expect(await channelWith().sender?.send(outgoing())).toEqual({ kind: 'later', reason: 'unreachable', uncertain: true });
    expect(paths()).toEqual(['token', 'message/custom/send']);
  });

  it('says later when nobody answers, and nothing of the secret', async () => {
    const refused = await channelWith({}, { apiRoot: 'http://127.0.0.1:1' }).sender?.send(outgoing());
    expect(refused).toMatchObject({ kind: 'later', reason: 'unreachable' });
    const nonsense = await channelWith({}, { apiRoot: 'not an address' }).sender?.send(outgoing());
    expect(nonsense).toMatchObject({ kind: 'later', reason: 'unreachable' });
  });

  it('is switched off without a secret', async () => {
    const channel = channelWith({}, { appSecret: '' });
    expect(channel.sender).toBeNull();
    await expect(channel.fetchMedia('media-0000')).rejects.toMatchObject({ code: 'channel.media', status: 503 });
    expect(asked).toEqual([]);
  });
});

describe('the access token', () => {
  it('is kept for all instances until five minutes before its end', async () => {
    const { memory } = channelDeps(clock);
    const [one, other] = [channelWith({ memory }), channelWith({ memory })];
    await one.sender?.send(outgoing());
    clock.now = NOW + (7200 - 300) * 1000 - 1;
    await other.sender?.send(outgoing());
    expect(paths()).toEqual(['token', 'message/custom/send', 'message/custom/send']);
    clock.now = NOW + (7200 - 300) * 1000;
    expect(await one.sender?.send(outgoing())).toEqual({ kind: 'accepted' });
    expect(paths().slice(3)).toEqual(['token', 'message/custom/send']);
  });

  it('is fetched once when several messages want it', async () => {
    const channel = channelWith();
    const sent = await Promise.all([1, 2, 3].map(() => channel.sender?.send(outgoing())));
    expect(sent).toEqual(Array(3).fill({ kind: 'accepted' }));
    expect(granted).toBe(1);
  });

  it.each([40001, 40014, 42001])('is fetched anew once after code %s', async (errcode) => {
    const channel = channelWith();
    let first = true;
    onSend = () => {
      const answer = json({ errcode: first ? errcode : 0 });
      first = false;
      return answer;
    };
    expect(await channel.sender?.send(outgoing())).toEqual({ kind: 'accepted' });
    expect(paths()).toEqual(['token', 'message/custom/send', 'token', 'message/custom/send']);
    expect(asked.at(-1)?.query.access_token).toBe('token-2');
  });

  it('is not fetched a third time', async () => {
    onSend = () => json({ errcode: 42001 });
    expect(await channelWith().sender?.send(outgoing())).toEqual({ kind: 'later', reason: '42001' });
    expect(granted).toBe(2);
  });

  it('is taken from the instance that was faster', async () => {
    const { memory } = channelDeps(clock);
    onSend = () => {
      // While this instance sends, another one fetches a token, which ends this one's.
      granted = 7;
      void memory.write(`wechat.access-token.${APP_ID}`, 'token-7', null);
      onSend = () => json({ errcode: 0 });
      return json({ errcode: 40001 });
    };
    expect(await channelWith({ memory }).sender?.send(outgoing())).toEqual({ kind: 'accepted' });
    expect(paths()).toEqual(['token', 'message/custom/send', 'message/custom/send']);
  });

  it('is asked for again when the last attempt failed', async () => {
    const channel = channelWith();
    const works = grant;
    grant = () => ({ status: 503, headers: { 'retry-after': '5' }, body: '' });
    expect(await channel.sender?.send(outgoing())).toEqual({ kind: 'later', reason: 'http 503', afterMs: 5000 });
    grant = () => json({ errcode: 40164, errmsg: 'invalid ip 203.0.113.7, not in whitelist' });
    expect(await channel.sender?.send(outgoing())).toEqual({ kind: 'later', reason: 'token 40164' });
    grant = () => json({ access_token: 5 });
    expect(await channel.sender?.send(outgoing())).toEqual({ kind: 'later', reason: 'token unreadable' });
    grant = works;
    expect(await channel.sender?.send(outgoing())).toEqual({ kind: 'accepted' });
  });

  it('is kept under the name of its account', async () => {
    const { memory } = channelDeps(clock);
    await memory.write('wechat.access-token.wx0', 'of another account', null);
    expect(await channelWith({ memory }).sender?.send(outgoing())).toEqual({ kind: 'accepted' });
    expect(await memory.read(`wechat.access-token.${APP_ID}`)).toBe('token-1');
  });
});

describe('a picture or a voice message', () => {
  const TEN_MB = 10 * 1024 * 1024;
  const UNAVAILABLE = { code: 'channel.media', status: 503 };

  it('comes with its type', async () => {
    const { type, bytes } = await channelWith().fetchMedia('media-0000&access_token=x');
    expect([type, [...bytes]]).toEqual(['image/jpeg', [0xff, 0xd8, 0xff]]);
    expect(asked[1]).toMatchObject({ method: 'GET', query: { access_token: 'token-1', media_id: 'media-0000&access_token=x' } });
  });

  it.each([
    ['Audio/AMR; charset=x', 'audio/amr'],
    ['', 'application/octet-stream'],
    ['rubbish', 'application/octet-stream'],
  ])('of type %j is of type %s', async (given, type) => {
    onMedia = () => ({ headers: given === '' ? {} : { 'content-type': given }, body: new Uint8Array([1, 2]) });
    expect((await channelWith().fetchMedia('media-0000')).type).toBe(type);
  });

  it('may have ten megabytes and not one byte more', async () => {
    onMedia = () => ({ headers: { 'content-type': 'image/png' }, body: new Uint8Array(TEN_MB) });
    expect((await channelWith().fetchMedia('media-0000')).bytes.length).toBe(TEN_MB);
    onMedia = () => ({ headers: { 'content-type': 'image/png' }, body: new Uint8Array(TEN_MB + 1) });
    await expect(channelWith().fetchMedia('media-0000')).rejects.toMatchObject(UNAVAILABLE);
  });

  it('is fetched with a new token when the old one is over', async () => {
    const channel = channelWith();
    await channel.sender?.send(outgoing());
    granted++;
    expect((await channel.fetchMedia('media-0000')).type).toBe('image/jpeg');
  });

  it.each<[string, Answer]>([
    ['a wrong id', json({ errcode: 40007, errmsg: 'invalid media_id' })],
    ['a wrong id, as text', json({ errcode: 40007, errmsg: 'invalid media_id' }, 'text/plain')],
    ['a wrong id, without a type', { body: '{"errcode":40007}' }],
    ['a film, which stands elsewhere', json({ video_url: 'http://example.com/film' }, 'text/plain')],
    ['a page', { headers: { 'content-type': 'text/html' }, body: '<html>' }],
    ['an error', { status: 500, body: '' }],
    ['a redirection', { status: 302, headers: { location: 'http://example.com/' }, body: '' }],
  ])('cannot be had: %s', async (_name, answer) => {
    onMedia = () => answer;
    await expect(channelWith().fetchMedia('media-0000')).rejects.toMatchObject(UNAVAILABLE);
  });

  it('cannot be had without a token, and the error names no secret', async () => {
    grant = () => json({ errcode: 40125 });
    const error = await channelWith()
      .fetchMedia('media-0000')
      .catch((thrown: unknown) => thrown);
    expect(error).toMatchObject(UNAVAILABLE);
    expect(String(error)).toContain('40125');
    expect(JSON.stringify([String(error), (error as Error).cause])).not.toContain(SECRET);
  });
});
