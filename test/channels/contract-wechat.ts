import { createHash } from 'node:crypto';
import type { HttpReply } from '../../src/channels/channel.ts';
import { createWechatCipher } from '../../src/channels/wechat/cipher.ts';
import { createWechatChannel, type WechatSettings } from '../../src/channels/wechat/official-account.ts';
import { readXml, writeXml } from '../../src/channels/wechat/xml.ts';
import { bytesOf, type ChannelContract, type Parts } from './channel-contract.ts';

export const TOKEN = 'AAAAA';
export const AES_KEY = 'A'.repeat(43);
export const APP_ID = 'wxba5fad812f8e6fb9';
/** Invented. */
export const ACCOUNT = 'gh_0000invented';
export const OPEN_ID = 'oInvented-0000_bXrbNODIiE3bG';

export function settingsWith(changes: Partial<WechatSettings> = {}): WechatSettings {
  return {
    tokens: [TOKEN],
    aesKeys: [AES_KEY],
    appId: APP_ID,
    appSecret: 'an-invented-secret',
    apiRoot: 'http://127.0.0.1:9',
    mode: 'safe',
    ...changes,
  };
}

/** WeChat's signature, made here a second time so that the tests do not ask the code whether it is right. */
export function sign(...parts: string[]): string {
  return createHash('sha1').update(parts.sort().join('')).digest('hex');
}

/** The query of every push: `signature` is over token, timestamp and nonce in every mode. */
export function signedQuery(now: number, token = TOKEN, nonce = '486452656'): URLSearchParams {
  const timestamp = String(Math.floor(now / 1000));
  return new URLSearchParams({ signature: sign(token, timestamp, nonce), timestamp, nonce, openid: OPEN_ID });
}

export function plainPush(body: string | Uint8Array<ArrayBuffer>, now: number, token = TOKEN): Parts {
  return { query: signedQuery(now, token), body: typeof body === 'string' ? bytesOf(body) : body };
}

export interface Sealing {
  readonly token?: string;
  readonly aesKey?: string;
  readonly appId?: string;
  readonly format?: 'xml' | 'json';
  /** What stands in the body besides, in compatible mode. */
  readonly beside?: Readonly<Record<string, string | number>>;
}

export function sealedPush(inner: string, now: number, sealing: Sealing = {}): Parts {
  const { token = TOKEN, aesKey = AES_KEY, appId = APP_ID, format = 'xml', beside = {} } = sealing;
  const Encrypt = createWechatCipher({ aesKeys: [aesKey], receiveId: appId }).encrypt(inner, bytesOf('a8eedb185eb2fecf'));
  const query = signedQuery(now, token);
  query.set('encrypt_type', 'aes');
  query.set('msg_signature', sign(token, query.get('timestamp') ?? '', query.get('nonce') ?? '', Encrypt));
  const fields = { ToUserName: ACCOUNT, ...beside, Encrypt };
  return { query, body: bytesOf(format === 'json' ? JSON.stringify(fields) : writeXml(fields)) };
}

/** The fields that every push has, and its own. */
export function pushed(fields: Readonly<Record<string, string | number>>): Record<string, string | number> {
  return { ToUserName: ACCOUNT, FromUserName: OPEN_ID, CreateTime: 1714112445, ...fields };
}

/** What WeChat reads in our answer in safe mode: it checks the signature and opens it. */
export function opened(reply: HttpReply): Record<string, string> {
  const envelope = readXml(reply.body);
  const { Encrypt = '', MsgSignature, TimeStamp = '', Nonce = '' } = envelope;
  if (MsgSignature !== sign(TOKEN, TimeStamp, Nonce, Encrypt)) throw new Error('WeChat would not take this answer');
  return readXml(createWechatCipher({ aesKeys: [AES_KEY], receiveId: APP_ID }).decrypt(Encrypt));
}

const textOf = (message: { from: string; messageId: string; text: string }): string =>
  writeXml(pushed({ FromUserName: message.from, MsgType: 'text', Content: message.text, MsgId: message.messageId }));

export const contract: ChannelContract = {
  id: 'wechat',
  make: (deps) => createWechatChannel(settingsWith(), deps),
  text: (message) => sealedPush(textOf(message), message.now),
  forged: (message) => sealedPush(textOf(message), message.now, { token: 'BBBBB' }),
  unknown: (now) => sealedPush(writeXml(pushed({ MsgType: 'event', Event: 'debug_demo', debug_str: 'hello world' })), now),
  window: { seconds: 300 },
  shown: (reply) => (reply.body === 'success' ? null : (opened(reply).Content ?? null)),
  longest: { bytes: 2048 },
};
