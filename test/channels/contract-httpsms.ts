import { createHmac } from 'node:crypto';
import { createHttpSmsChannel } from '../../src/channels/sms/httpsms.ts';
import { bytesOf, type ChannelContract, type Parts } from './channel-contract.ts';

export const SECRET = 'invented-signing-key-2026';
export const PUBLIC_URL = 'https://yige.example';
const PATH = '/webhooks/httpsms';

export const contract: ChannelContract = {
  id: 'httpsms',
  make: (deps) => createHttpSmsChannel({ secrets: [SECRET], publicUrl: PUBLIC_URL }, deps, null),
  text: ({ from, messageId, text, now }) => event(received({ contact: `+86${from}`, message_id: messageId, content: text }), now),
  forged: ({ from, messageId, text, now }) =>
    event(received({ contact: `+86${from}`, message_id: messageId, content: text }), now, { secret: 'key-of-somebody-else' }),
  unknown: (now) => event(received(), now, { type: 'message.phone.sent' }),
  // Ten minutes to either side, and one for clocks that differ.
  window: { seconds: 660 },
  shown: () => null,
  longest: null,
  telephone: true,
};

/** As httpSMS posts a received SMS. */
export function received(data: Record<string, unknown> = {}): Record<string, unknown> {
  return {
    specversion: '1.0',
    id: '00000000-0000-4000-8000-000000000001',
    source: '/v1/messages/receive',
    type: 'message.phone.received',
    datacontenttype: 'application/json',
    data: {
      message_id: '00000000-0000-4000-8000-000000000002',
      user_id: 'invented-user',
      owner: '+8613900000000',
      encrypted: false,
      contact: '+8613800001234',
      timestamp: '2026-11-20T10:22:05Z',
      content: '您好',
      sim: 'SIM1',
      ...data,
    },
  };
}

export function claimsAt(now: number): Record<string, unknown> {
  const seconds = Math.floor(now / 1000);
  return { aud: [PUBLIC_URL + PATH], iss: 'api.httpsms.com', sub: 'invented-user', iat: seconds, exp: seconds + 600, nbf: seconds - 600 };
}

export function token(claims: unknown, secret = SECRET, header: unknown = { alg: 'HS256', typ: 'JWT' }): string {
  const part = (content: unknown): string => Buffer.from(JSON.stringify(content)).toString('base64url');
  const signed = `${part(header)}.${part(claims)}`;
  return `${signed}.${createHmac('sha256', secret).update(signed).digest('base64url')}`;
}

export function event(content: unknown, now: number, changes: { readonly secret?: string; readonly type?: string } = {}): Parts {
  return eventBytes(bytesOf(JSON.stringify(content)), token(claimsAt(now), changes.secret), changes.type);
}

export function eventBytes(body: Uint8Array<ArrayBuffer>, bearer: string, type = 'message.phone.received'): Parts {
  const headers = new Headers({ 'Content-Type': 'application/json', 'X-Event-Type': type, Authorization: `Bearer ${bearer}` });
  return { path: PATH, headers, body };
}
