import { AppError } from '../../errors.ts';
import type { ChannelDeps, Delivery, HttpReply, Received, WebhookChannel } from '../channel.ts';
import { isOneOf } from '../constant-time.ts';
import { textOf } from '../read-body.ts';
import { unproven, unreadable } from '../refusals.ts';
import { cutToBytes } from '../text-limits.ts';
import { createWechatApi, MOST_TEXT_BYTES, type WechatApi } from './api.ts';
import { createWechatCipher } from './cipher.ts';
import { readIncoming } from './incoming.ts';
import { type Push, readPush, replyOf, writePush } from './push-format.ts';
import { sha1OfSorted } from './signature.ts';

export interface WechatSettings {
  /** The Token of the console; several while it is being changed. */
  readonly tokens: readonly string[];
  /** EncodingAESKeys of 43 characters; several while one is being changed. */
  readonly aesKeys: readonly string[];
  readonly appId: string;
  /** Empty: no access token, so nothing can be sent afterwards and no picture fetched. */
  readonly appSecret: string;
  /** `https://api.weixin.qq.com` */
  readonly apiRoot: string;
  /** As chosen in the console. Only in `safe` does WeChat's signature cover what the citizen wrote. */
  readonly mode: 'plain' | 'compatible' | 'safe';
}

export interface WechatChannel extends WebhookChannel {
  readonly fetchMedia: WechatApi['fetchMedia'];
}

const ID = 'wechat';
/** Our own rule; WeChat demands none. Far above its retries (5 seconds, three times), far below a captured request's use. */
const MOST_DRIFT_MS = 5 * 60 * 1000;
const SUCCESS: HttpReply = { status: 200, type: 'text/plain; charset=utf-8', body: 'success' };

/**
 * WeChat Official Account (公众号, 服务号).
 * Sources: WeChat's documentation, 接入概述, 接收普通消息, 接收事件推送, 被动回复用户消息, 消息加解密说明.
 * @throws AppError 500 `channel.settings` when a key is none, or the safe mode has none
 */
export function createWechatChannel(settings: WechatSettings, deps: ChannelDeps): WechatChannel {
  const api = createWechatApi(settings, deps);
  const prove = createProof(settings, deps);
  return {
    id: ID,
    sender: api.sender,
    // After an error WeChat tells him that the account is out of order.
    advisesWhenDown: true,
    fetchMedia: api.fetchMedia,
    async receive(delivery) {
      if (delivery.method === 'GET') return prove.handShake(delivery);
      const { push, answer } = prove.push(delivery);
      return received(push, answer, deps);
    },
  };
}

/** How what is answered gets the format and the encryption of what was asked. */
type Answering = (fields: Readonly<Record<string, string | number>>) => HttpReply;

function received(push: Push, answer: Answering, deps: ChannelDeps): Received {
  const incoming = readIncoming(ID, push);
  switch (incoming.kind) {
    case 'nothing':
      return { kind: 'done', reply: SUCCESS };
    case 'left':
      return { kind: 'messages', messages: [], left: [incoming.people.from], passive: true, reply: () => SUCCESS };
    case 'message':
      return {
        kind: 'messages',
        messages: [incoming.message],
        left: [],
        passive: true,
        reply(texts) {
          const Content = cutToBytes(texts.filter((text) => text !== '').join('\n\n'), MOST_TEXT_BYTES);
          if (Content === '') return SUCCESS;
          const { from, to } = incoming.people;
          return answer({ ToUserName: from, FromUserName: to, CreateTime: secondsOf(deps.now()), MsgType: 'text', Content });
        },
      };
  }
}

interface Proof {
  /** @throws AppError 401 `channel.signature` */
  handShake(delivery: Delivery): Received;
  /** @throws AppError 401 `channel.signature`, 400 `channel.payload` when it is proven and cannot be read */
  push(delivery: Delivery): { readonly push: Push; readonly answer: Answering };
}

function createProof(settings: WechatSettings, deps: ChannelDeps): Proof {
  // With an empty token anybody could sign.
  const tokens = settings.tokens.filter((token) => token !== '');
  const aesKeys = settings.aesKeys.filter((key) => key !== '');
  if (settings.mode === 'safe' && aesKeys.length === 0) throw new AppError('channel.settings', 'the safe mode needs an EncodingAESKey');
  const cipher = createWechatCipher({ aesKeys, receiveId: settings.appId });

  /** @returns the token that it was signed with */
  const provenBy = (given: string | null, parts: readonly string[]): string => {
    const [token] = tokens.filter((candidate) => isOneOf(given, [sha1OfSorted([candidate, ...parts])]));
    if (token === undefined) throw unproven();
    return token;
  };

  const openSealed = (delivery: Delivery) => {
    const envelope = readUnproven(delivery.body);
    const encrypted = envelope.fields.Encrypt ?? '';
    // Never the URL's `signature`: it is right too, and says nothing of the body.
    const token = provenBy(delivery.query.get('msg_signature'), [...signedParts(delivery), encrypted]);
    const opened = cipher.open(encrypted);
    const answer: Answering = (fields) => {
      const Encrypt = opened.encrypt(writePush(envelope.format, fields), printable16(deps));
      const TimeStamp = secondsOf(deps.now());
      const Nonce = String(deps.randomBytes(4).reduce((number, byte) => number * 256 + byte, 0));
      // With the token of the question, as WeChat wants it of the key: while both are being changed it knows but one.
      const MsgSignature = sha1OfSorted([token, String(TimeStamp), Nonce, Encrypt]);
      return replyOf(envelope.format, writePush(envelope.format, { Encrypt, MsgSignature, TimeStamp, Nonce }));
    };
    return { push: readPush(opened.text), answer };
  };

  return {
    handShake(delivery) {
      provenBy(delivery.query.get('signature'), signedParts(delivery));
      const echo = delivery.query.get('echostr');
      if (echo === null) throw unreadable();
      return { kind: 'done', reply: { ...SUCCESS, body: echo } };
    },
    push(delivery) {
      const { query } = delivery;
      // In compatible mode the body has both; what is sealed is proven, so it is what we read.
      const sealed = query.get('encrypt_type') === 'aes' || query.has('msg_signature');
      if (sealed && aesKeys.length > 0) return openSealed(delivery);
      if (settings.mode === 'safe') throw unproven();
      provenBy(query.get('signature'), signedParts(delivery));
      const push = readPush(textOf(delivery.body));
      return { push, answer: (fields) => replyOf(push.format, writePush(push.format, fields)) };
    },
  };
}

/** The envelope says itself what its signature is over, so it is opened before; unproven as yet, whatever is wrong with it. */
function readUnproven(body: Uint8Array): Push {
  try {
    return readPush(textOf(body));
  } catch {
    throw unproven();
  }
}

/**
 * Timestamp and nonce, as they are signed. The signature joins its parts without anything between them, so somebody could move
 * characters from one part to its neighbour: a nonce of this length holds no block of the cipher, and the time has ten digits.
 *
 * Measured against the moment of arrival. Whether a retry has the first attempt's timestamp or a fresh one is not
 * documented; both are near the arrival, while the moment of reading may be later when the machine is busy.
 */
function signedParts({ query, now }: Delivery): [string, string] {
  const timestamp = query.get('timestamp') ?? '';
  const nonce = query.get('nonce') ?? '';
  if (!/^\d{10}$/.test(timestamp) || !/^[\w-]{1,40}$/.test(nonce)) throw unproven();
  if (Math.abs(now - Number(timestamp) * 1000) > MOST_DRIFT_MS) throw unproven();
  return [timestamp, nonce];
}

/** Any bytes would do; WeChat's own examples have 16 hexadecimal digits. */
function printable16(deps: ChannelDeps): Uint8Array {
  const digits = [...deps.randomBytes(8)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  return new TextEncoder().encode(digits);
}

function secondsOf(milliseconds: number): number {
  return Math.floor(milliseconds / 1000);
}
