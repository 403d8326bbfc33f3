import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage as Request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text as textOf } from 'node:stream/consumers';
import { createWechatCipher } from '../../src/channels/wechat/cipher.ts';
import { createWecomChannel, type WecomSettings } from '../../src/channels/wecom/wecom-channel.ts';
import { bytesOf, type ChannelContract, type Parts } from './channel-contract.ts';

/** The settings of the published vectors, and an invented secret. */
export const SETTINGS: WecomSettings = {
  tokens: ['123456'],
  aesKeys: ['kWxPEV2UEDyxWpmPdKC3F4dgPDmOvfKX1HGnEUDS1aR'],
  corpId: 'wx49f0ab532d5d035a',
  kfSecret: 'an-invented-secret',
  apiRoot: 'http://127.0.0.1:9',
};
export const OPEN_KFID = 'wkInventedAccount000000000001';

/** A citizen's text as `sync_msg` lists it. */
export const textEntry = (from: string, messageId: string, content: string) => ({
  msgid: messageId,
  open_kfid: OPEN_KFID,
  external_userid: from,
  send_time: 1_763_600_000,
  origin: 3,
  msgtype: 'text',
  text: { content },
});

/** What `sync_msg` answers. */
export const page = (entries: readonly unknown[], cursor: string, hasMore = 0): Said =>
  json({ errcode: 0, errmsg: 'ok', next_cursor: cursor, has_more: hasMore, msg_list: entries });

/** What says that something came. */
export const noticeXml = (token: string, openKfId = OPEN_KFID): string =>
  `<xml><ToUserName><![CDATA[${SETTINGS.corpId}]]></ToUserName><CreateTime>1348831860</CreateTime><MsgType><![CDATA[event]]></MsgType><Event><![CDATA[kf_msg_or_event]]></Event><Token><![CDATA[${token}]]></Token><OpenKfId><![CDATA[${openKfId}]]></OpenKfId></xml>`;

interface Sealing {
  readonly token?: string;
  readonly aesKey?: string;
  readonly corpId?: string;
  /** Milliseconds since 1970 UTC: when it says that it was sent. */
  readonly sentAt?: number;
}

/** Sealed and signed as WeCom does it. */
export function sealedQuery(plain: string, now: number, element: 'echostr' | null, changes: Sealing = {}) {
  const { token = '123456', aesKey = SETTINGS.aesKeys[0] ?? '', corpId = SETTINGS.corpId, sentAt = now } = changes;
  const encrypted = createWechatCipher({ aesKeys: [aesKey], receiveId: corpId }).encrypt(plain, bytesOf('1234567890123456'));
  const timestamp = String(Math.floor(sentAt / 1000));
  const nonce = '461056294';
  const parts = [token, timestamp, nonce, encrypted].sort();
  const signature = createHash('sha1').update(parts.join('')).digest('hex');
  const query = new URLSearchParams({ msg_signature: signature, timestamp, nonce, ...(element && { [element]: encrypted }) });
  return { query, encrypted };
}

export function callback(plain: string, now: number, changes: Sealing = {}): Parts {
  const { query, encrypted } = sealedQuery(plain, now, null, changes);
  return { query, body: envelope(encrypted) };
}

export function envelope(encrypted: string): Uint8Array<ArrayBuffer> {
  return bytesOf(
    `<xml><ToUserName><![CDATA[${SETTINGS.corpId}]]></ToUserName><Encrypt><![CDATA[${encrypted}]]></Encrypt><AgentID><![CDATA[218]]></AgentID></xml>`,
  );
}

export interface Asked {
  readonly path: string;
  readonly query: URLSearchParams;
  readonly body: Record<string, unknown>;
}

export interface Said {
  readonly status?: number;
  readonly headers?: Record<string, string>;
  readonly raw: string | Uint8Array;
}

export const json = (content: unknown): Said => ({ raw: JSON.stringify(content) });
export const errcode = (code: number): Said => json({ errcode: code, errmsg: 'invented' });

export interface FakePlatform {
  readonly apiRoot: string;
  /** Calls that came with a valid access token, in order. */
  readonly asked: Asked[];
  /** How many access tokens were asked for. */
  tokensGiven: number;
  /** Before a call is looked at: another answer than the usual one, also to wrong tokens. */
  instead: ((asked: Asked) => Said | 'hang up' | null) | null;
  /** What is answered to a call with a valid token. */
  answer: (asked: Asked) => Said;
  /** From now on no token that was given is valid. */
  forgetTokens(): void;
  close(): Promise<void>;
}

/** WeCom's API on a loopback address: gives tokens for the right secret, and wants them back with every call. */
export async function startPlatform(): Promise<FakePlatform> {
  const valid = new Set<string>();
  const server = createServer(async (request, response) => {
    const asked = await askedBy(request);
    const said = platform.instead?.(asked) ?? usual(asked);
    if (said === 'hang up') return void request.socket.destroy();
    response.writeHead(said.status ?? 200, { 'content-type': 'application/json', ...said.headers }).end(said.raw);
  });

  function usual(asked: Asked): Said {
    if (asked.path === '/cgi-bin/gettoken') return givenToken(asked.query);
    if (!valid.has(asked.query.get('access_token') ?? '')) return errcode(40014);
    platform.asked.push(asked);
    return platform.answer(asked);
  }

  function givenToken(query: URLSearchParams): Said {
    platform.tokensGiven += 1;
    if (query.get('corpid') !== SETTINGS.corpId) return errcode(40013);
    if (query.get('corpsecret') !== SETTINGS.kfSecret) return errcode(40001);
    const token = `access-token-${platform.tokensGiven}`;
    valid.add(token);
    return json({ errcode: 0, errmsg: 'ok', access_token: token, expires_in: 7200 });
  }

  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const platform: FakePlatform = {
    apiRoot: `http://127.0.0.1:${port}`,
    asked: [],
    tokensGiven: 0,
    instead: null,
    answer: () => errcode(0),
    forgetTokens: () => valid.clear(),
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
  return platform;
}

async function askedBy(request: Request): Promise<Asked> {
  const { pathname, searchParams } = new URL(request.url ?? '/', 'http://platform.invalid');
  const body = await textOf(request);
  return { path: pathname, query: searchParams, body: body === '' ? {} : JSON.parse(body) };
}

/** Started before `make`, closed after the last test. */
interface WithPlatform extends ChannelContract {
  prepare(): Promise<void>;
  close(): Promise<void>;
}

let platform: FakePlatform | null = null;
/** What lies at the platform, by the token of the callback that announced it: so that a retry finds the same again. */
const announced = new Map<string, object>();

export const contract: WithPlatform = {
  id: 'wecom',
  async prepare() {
    platform = await startPlatform();
    platform.answer = ({ path, body }) => {
      if (path !== '/cgi-bin/kf/sync_msg') return errcode(0);
      const entry = announced.get(String(body.token));
      return page(entry ? [entry] : [], `after-${body.token}`);
    };
  },
  async close() {
    await platform?.close();
    platform = null;
  },
  make: (deps) => createWecomChannel({ ...SETTINGS, apiRoot: platform?.apiRoot ?? SETTINGS.apiRoot }, deps),
  text({ from, messageId, text, now }) {
    return callback(announce(textEntry(from, messageId, text)), now);
  },
  forged({ from, messageId, text, now }) {
    return callback(announce(textEntry(from, messageId, text)), now, { token: 'another-token' });
  },
  unknown: (now) => callback('<xml><MsgType><![CDATA[event]]></MsgType><Event><![CDATA[change_contact]]></Event></xml>', now),
  window: { seconds: 300 },
  shown: () => null,
  longest: null,
};

function announce(entry: ReturnType<typeof textEntry>): string {
  const token = `ENC${createHash('sha256').update(JSON.stringify(entry)).digest('hex')}`;
  announced.set(token, entry);
  return noticeXml(token);
}
