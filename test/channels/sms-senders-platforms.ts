import type { IncomingHttpHeaders } from 'node:http';
import { createAliyunSender } from '../../src/channels/sms/senders/aliyun.ts';
import { createTencentSender } from '../../src/channels/sms/senders/tencent.ts';
import { createTwilioSender } from '../../src/channels/sms/senders/twilio.ts';
import type { Sender } from '../../src/conversation/delivery.ts';
import { channelDeps } from './channel-contract.ts';

export interface Request {
  readonly method: string;
  /** As it stands in the first line. */
  readonly target: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: Uint8Array<ArrayBuffer>;
}
export interface Answer {
  readonly status: number;
  readonly headers?: Record<string, string>;
  readonly body?: unknown;
}
/** A platform as it stands on the other side. */
export interface Platform {
  readonly make: (apiRoot: string, secret?: string) => Sender;
  /** The platform's own check, written from its documentation a second time and with another library. */
  readonly proven: (request: Request) => Promise<boolean>;
  readonly unproven: Answer;
  readonly said: (request: Request) => unknown;
  readonly ok: Answer;
  readonly platformId: string;
}

export const NOW = Date.parse('2026-11-20T08:00:00.500Z');
export const TO = '+8613800001234';
const SECRET = 'not+a/real=secret';
let drawn = 0;
/** A counter: never the same twice. */
function randomBytes(count: number): Uint8Array<ArrayBuffer> {
  const drawnBytes = new Uint8Array(count);
  drawn += 1;
  new DataView(drawnBytes.buffer).setUint32(0, drawn);
  return drawnBytes;
}
const deps = channelDeps({ now: NOW }, { randomBytes });

const bytes = (text: string): Uint8Array<ArrayBuffer> => new TextEncoder().encode(text);
const hex = (data: ArrayBuffer | Uint8Array): string =>
  Array.from(new Uint8Array(data), (byte) => byte.toString(16).padStart(2, '0')).join('');
const sha256 = async (data: Uint8Array<ArrayBuffer>): Promise<string> => hex(await crypto.subtle.digest('SHA-256', data));
async function hmac(key: Uint8Array<ArrayBuffer>, text: string): Promise<Uint8Array<ArrayBuffer>> {
  const imported = await crypto.subtle.importKey('raw', key, { name: 'HMAC', hash: 'SHA-256' }, false, ['sign']);
  return new Uint8Array(await crypto.subtle.sign('HMAC', imported, bytes(text)));
}
const strictly = (text: string): string =>
  Array.from(bytes(text), (byte) =>
    /[\w.~-]/.test(String.fromCharCode(byte)) ? String.fromCharCode(byte) : `%${hex(Uint8Array.of(byte)).toUpperCase()}`,
  ).join('');
const headerLines = (names: string, headers: IncomingHttpHeaders): string =>
  names
    .split(';')
    .map((name) => `${name}:${headers[name]}\n`)
    .join('');
const json = (body: Uint8Array): unknown => JSON.parse(new TextDecoder().decode(body));

const nonces = new Set<string>();

export const PLATFORMS: Readonly<Record<string, Platform>> = {
  twilio: {
    make: (apiRoot, secret = SECRET) =>
      createTwilioSender({ accountSid: 'AC0000', authTokens: [secret, 'old'], from: '+15005550006', apiRoot }, deps),
    proven: async ({ headers }) => headers.authorization === `Basic ${btoa(`AC0000:${SECRET}`)}`,
    unproven: { status: 401, body: { code: 20003, status: 401, message: 'Authenticate' } },
    said: ({ method, target, headers, body }) => [method, target, headers['content-type'], new TextDecoder().decode(body)],
    ok: { status: 201, body: { sid: 'SM0123', status: 'queued', to: TO } },
    platformId: 'SM0123',
  },
  aliyun: {
    make: (apiRoot, secret = SECRET) =>
      createAliyunSender({ accessKeyId: 'LTAI0', accessKeySecret: secret, signName: '反诈一哥', templateCode: 'SMS_0', apiRoot }, deps),
    proven: async ({ method, target, headers, body }) => {
      const [, id, names = '', signature] =
        /^ACS3-HMAC-SHA256 Credential=(\w+),SignedHeaders=([\w;-]+),Signature=([0-9a-f]{64})$/.exec(headers.authorization ?? '') ?? [];
      const must = Object.keys(headers).filter((name) => name === 'host' || name === 'content-type' || name.startsWith('x-acs-'));
      const [path = '', query = ''] = target.split('?');
      const pairs = query.split('&').map((pair) =>
        pair
          .split('=')
          .map((part) => strictly(decodeURIComponent(part)))
          .join('='),
      );
      const canonical = [method, path, pairs.sort().join('&'), headerLines(names, headers), names, headers['x-acs-content-sha256']].join(
        '\n',
      );
      const expected = hex(await hmac(bytes(SECRET), `ACS3-HMAC-SHA256\n${await sha256(bytes(canonical))}`));
      const nonce = String(headers['x-acs-signature-nonce']);
      const fresh = Math.abs(Date.parse(String(headers['x-acs-date'])) - NOW) < 900_000 && !nonces.has(nonce) && nonce.length >= 16;
      nonces.add(nonce);
      return (
        id === 'LTAI0' &&
        names === must.sort().join(';') &&
        headers['x-acs-content-sha256'] === (await sha256(body)) &&
        fresh &&
        signature === expected
      );
    },
    unproven: { status: 403, body: { Code: 'SignatureDoesNotMatch', Message: 'Specified signature is not matched' } },
    said: ({ method, target, headers, body }) => [
      method,
      target.split('?')[0],
      headers['x-acs-action'],
      headers['x-acs-version'],
      Object.fromEntries(new URLSearchParams(target.split('?')[1])),
      body.length,
    ],
    ok: { status: 200, body: { Code: 'OK', Message: 'OK', BizId: '9006195^0', RequestId: 'r' } },
    platformId: '9006195^0',
  },
  tencent: {
    make: (apiRoot, secret = SECRET) =>
      createTencentSender(
        { secretId: 'AKID0', secretKey: secret, sdkAppId: '1400000000', signName: '反诈一哥', templateId: '110', apiRoot },
        deps,
      ),
    proven: async ({ method, target, headers, body }) => {
      const found =
        /^TC3-HMAC-SHA256 Credential=(\w+)\/([\d-]+)\/(\w+)\/tc3_request, SignedHeaders=([\w;-]+), Signature=([0-9a-f]{64})$/.exec(
          headers.authorization ?? '',
        );
      const [, id, day = '', service = '', names = '', signature] = found ?? [];
      const seconds = Number(headers['x-tc-timestamp']);
      const lower = { ...headers, 'x-tc-action': String(headers['x-tc-action']).toLowerCase() };
      const canonical = `${method}\n${target}\n\n${headerLines(names, lower)}\n${names}\n${await sha256(body)}`;
      const key = await hmac(await hmac(await hmac(bytes(`TC3${SECRET}`), day), service), 'tc3_request');
      const text = `TC3-HMAC-SHA256\n${seconds}\n${day}/${service}/tc3_request\n${await sha256(bytes(canonical))}`;
      const inTime = Math.abs(seconds * 1000 - NOW) < 300_000 && new Date(seconds * 1000).toISOString().startsWith(`${day}T`);
      const enough = names.startsWith('content-type;host') && service === 'sms';
      return id === 'AKID0' && inTime && enough && signature === hex(await hmac(key, text));
    },
    unproven: { status: 403, body: { Response: { Error: { Code: 'AuthFailure.SignatureFailure', Message: 'no' } } } },
    said: ({ method, target, headers, body }) => [
      method,
      target,
      headers['x-tc-action'],
      headers['x-tc-version'],
      headers['x-tc-region'],
      json(body),
    ],
    ok: {
      status: 200,
      body: { Response: { SendStatusSet: [{ SerialNo: '5000:1', PhoneNumber: TO, Fee: 1, Code: 'Ok', Message: 'send success' }] } },
    },
    platformId: '5000:1',
  },
};
