import { createHmac, randomBytes } from 'node:crypto';
import { createWechatCipher } from '../../channels/wechat/cipher.ts';
import { sha1OfSorted } from '../../channels/wechat/signature.ts';
import { writeXml } from '../../channels/wechat/xml.ts';
import type { Config } from '../../config.ts';

/** A request as the platform would make it, signed with our own settings: what the doctor sends through the whole path. */
interface Rehearsal {
  /** Behind `/webhooks/<channel>`. */
  readonly path: string;
  readonly init: { readonly method: 'GET' | 'POST'; readonly headers: Record<string, string>; readonly body?: string };
  /** `hand-shake`: the platform's own test of the address; a message of this platform can only be fetched from it. */
  readonly kind: 'message' | 'hand-shake';
}

/** An invented number, of a range that is not given out. */
const FROM = '+8613800000001';
/** An invented Telegram user. */
const CITIZEN = 999_000_000_001;
const FORM = { 'content-type': 'application/x-www-form-urlencoded' };
const JSON_TYPE = { 'content-type': 'application/json' };

type Rehearse = (config: Config, text: string, now: number) => Rehearsal;

export const REHEARSALS: Readonly<Record<string, Rehearse>> = {
  wechat(config, text, now) {
    const fields = {
      ToUserName: 'gh_doctor',
      FromUserName: 'doctor',
      CreateTime: seconds(now),
      MsgType: 'text',
      Content: text,
      MsgId: String(now),
    };
    const [timestamp, nonce] = [seconds(now), hex(8)];
    const signature = sha1OfSorted([first(config.WECHAT_TOKEN), timestamp, nonce]);
    const query = new URLSearchParams({ signature, timestamp, nonce, openid: 'doctor' });
    if (config.WECHAT_MODE !== 'safe' || config.WECHAT_AES_KEY.length === 0)
      return message(`?${query}`, { 'content-type': 'text/xml' }, writeXml(fields));
    const Encrypt = sealed(config.WECHAT_AES_KEY, config.WECHAT_APP_ID, writeXml(fields));
    query.set('encrypt_type', 'aes');
    query.set('msg_signature', sha1OfSorted([first(config.WECHAT_TOKEN), timestamp, nonce, Encrypt]));
    return message(`?${query}`, { 'content-type': 'text/xml' }, writeXml({ ToUserName: 'gh_doctor', Encrypt }));
  },
  wecom(config, _text, now) {
    const [timestamp, nonce] = [seconds(now), hex(8)];
    const echostr = sealed(config.WECOM_AES_KEY, config.WECOM_CORP_ID, 'doctor');
    const query = new URLSearchParams({ timestamp, nonce, echostr });
    query.set('msg_signature', sha1OfSorted([first(config.WECOM_TOKEN), timestamp, nonce, echostr]));
    return { path: `?${query}`, init: { method: 'GET', headers: {} }, kind: 'hand-shake' };
  },
  telegram(config, text, now) {
    const update = {
      update_id: now,
      message: {
        message_id: 1,
        date: Math.floor(now / 1000),
        chat: { id: CITIZEN, type: 'private' },
        from: { id: CITIZEN, is_bot: false, first_name: 'doctor' },
        text,
      },
    };
    const headers = { ...JSON_TYPE, 'x-telegram-bot-api-secret-token': first(config.TELEGRAM_SECRET_TOKEN) };
    return message('', headers, JSON.stringify(update));
  },
  twilio(config, text) {
    const fields = { AccountSid: config.TWILIO_ACCOUNT_SID, Body: text, From: FROM, MessageSid: `SM${hex(16)}`, To: '+8613900000001' };
    const joined = Object.entries(fields).map(([name, value]) => name + value);
    const signature = createHmac('sha1', first(config.TWILIO_AUTH_TOKEN)).update(`${config.PUBLIC_URL}/webhooks/twilio${joined.join('')}`);
    return message('', { ...FORM, 'x-twilio-signature': signature.digest('base64') }, new URLSearchParams(fields).toString());
  },
  aliyun(config, text, now) {
    const items = [
      { phone_number: '13800000001', content: text, send_time: '2026-01-01 08:00:00', dest_code: '1', sequence_id: String(now) },
    ];
    return message(`/${first(config.ALIYUN_SMS_SECRET)}`, JSON_TYPE, JSON.stringify(items));
  },
  tencent(config, text, now) {
    const item = { extend: '', mobile: '13800000001', nationcode: '86', sign: 'doctor', text, time: Math.floor(now / 1000) };
    return message(`/${first(config.TENCENT_SMS_SECRET)}`, JSON_TYPE, JSON.stringify(item));
  },
  smsforwarder(config, text, now) {
    const secret = first(config.SMSFORWARDER_SECRET);
    const sign = encodeURIComponent(createHmac('sha256', secret).update(`${now}\n${secret}`).digest('base64'));
    return message('', FORM, new URLSearchParams({ from: FROM, content: text, timestamp: String(now), sign }).toString());
  },
  'android-sms-gateway'(config, text, now) {
    const payload = {
      messageId: String(now),
      message: text,
      sender: FROM,
      phoneNumber: FROM,
      simNumber: 1,
      receivedAt: new Date(now).toISOString(),
    };
    const body = JSON.stringify({ id: String(now), webhookId: 'doctor', event: 'sms:received', deviceId: 'doctor', payload });
    const timestamp = seconds(now);
    const signature = createHmac('sha256', first(config.ANDROID_SMS_GATEWAY_SECRET)).update(body + timestamp);
    return message('', { ...JSON_TYPE, 'x-timestamp': timestamp, 'x-signature': signature.digest('hex') }, body);
  },
  httpsms(config, text, now) {
    const at = Math.floor(now / 1000);
    const claims = {
      aud: [`${config.PUBLIC_URL}/webhooks/httpsms`],
      iss: 'api.httpsms.com',
      sub: 'doctor',
      iat: at,
      nbf: at - 600,
      exp: at + 600,
    };
    const signed = [{ alg: 'HS256', typ: 'JWT' }, claims].map((part) => Buffer.from(JSON.stringify(part)).toString('base64url')).join('.');
    const token = `${signed}.${createHmac('sha256', first(config.HTTPSMS_SECRET)).update(signed).digest('base64url')}`;
    const data = {
      message_id: String(now),
      user_id: 'doctor',
      owner: '+8613900000001',
      contact: FROM,
      content: text,
      encrypted: false,
      sim: 'SIM1',
    };
    const headers = { ...JSON_TYPE, authorization: `Bearer ${token}`, 'x-event-type': 'message.phone.received' };
    return message('', headers, JSON.stringify({ id: String(now), type: 'message.phone.received', source: '/doctor', data }));
  },
  generic(config, text, now) {
    const secret = first(config.GENERIC_WEBHOOK_SECRET);
    const key = secret.startsWith('whsec_') ? Buffer.from(secret.slice('whsec_'.length), 'base64') : secret;
    const [id, timestamp, body] = [`msg_${now}`, seconds(now), JSON.stringify({ from: 'doctor', text })];
    const signature = createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest('base64');
    return message('', { ...JSON_TYPE, 'webhook-id': id, 'webhook-timestamp': timestamp, 'webhook-signature': `v1,${signature}` }, body);
  },
};

function message(path: string, headers: Record<string, string>, body: string): Rehearsal {
  return { path, init: { method: 'POST', headers, body }, kind: 'message' };
}

function first(secrets: readonly string[]): string {
  return secrets[0] ?? '';
}

function seconds(now: number): string {
  return String(Math.floor(now / 1000));
}

function hex(bytes: number): string {
  return randomBytes(bytes).toString('hex');
}

function sealed(aesKeys: readonly string[], receiveId: string, plain: string): string {
  return createWechatCipher({ aesKeys: aesKeys.slice(0, 1), receiveId }).encrypt(plain, new Uint8Array(randomBytes(16)));
}
