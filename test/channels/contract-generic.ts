import { createHmac } from 'node:crypto';
import { createGenericChannel } from '../../src/channels/sms/generic.ts';
import { bytesOf, type ChannelContract, type Parts } from './channel-contract.ts';

/** 24 bytes, as the specification wants at least. */
export const KEY = Buffer.from('invented-key-of-24-bytes');
export const SECRET = `whsec_${KEY.toString('base64')}`;

export const contract: ChannelContract = {
  id: 'generic',
  make: (deps) => createGenericChannel({ secrets: [SECRET] }, deps, null),
  text: ({ from, messageId, text, now }) => webhook({ from, text }, now, { id: messageId }),
  forged: ({ from, messageId, text, now }) => webhook({ from, text }, now, { id: messageId, key: 'key-of-somebody-else' }),
  unknown: (now) => webhook({ type: 'ping' }, now),
  window: { seconds: 300 },
  shown: ({ body }) => (JSON.parse(body) as { reply: string | null }).reply,
  longest: null,
  telephone: true,
};

export interface WebhookChanges {
  readonly id?: string;
  readonly key?: string | Uint8Array;
  /** Instead of the right signature. */
  readonly signature?: string;
}

export function webhook(content: unknown, now: number, changes: WebhookChanges = {}): Parts {
  return webhookBytes(bytesOf(JSON.stringify(content)), now, changes);
}

export function webhookBytes(body: Uint8Array<ArrayBuffer>, now: number, changes: WebhookChanges = {}): Parts {
  const { id = 'msg_invented1', key = KEY } = changes;
  const timestamp = `${Math.floor(now / 1000)}`;
  const signature = changes.signature ?? `v1,${signatureOf(id, timestamp, body, key)}`;
  const headers = new Headers({
    'Content-Type': 'application/json',
    'webhook-id': id,
    'webhook-timestamp': timestamp,
    'webhook-signature': signature,
  });
  return { path: '/webhooks/generic', headers, body };
}

export function signatureOf(id: string, timestamp: string, body: Uint8Array, key: string | Uint8Array): string {
  return createHmac('sha256', key).update(`${id}.${timestamp}.`).update(body).digest('base64');
}
