import { createHmac } from 'node:crypto';
import { createAndroidSmsGatewayChannel } from '../../src/channels/sms/android-sms-gateway.ts';
import { bytesOf, type ChannelContract, type Parts } from './channel-contract.ts';

export const SECRET = 'invented-signing-key-2026';

export const contract: ChannelContract = {
  id: 'android-sms-gateway',
  make: (deps) => createAndroidSmsGatewayChannel({ secrets: [SECRET] }, deps, null),
  text: ({ from, messageId, text, now }) => event(received({ sender: from, message: text }, messageId), now),
  forged: ({ from, messageId, text, now }) => event(received({ sender: from, message: text }, messageId), now, 'key-of-somebody-else'),
  unknown: (now) => event({ event: 'sms:delivered', id: 'Ey6ECgOkVVFjz3CL48B8D', payload: { phoneNumber: '13800000001' } }, now),
  window: { seconds: 300 },
  shown: () => null,
  longest: null,
  telephone: true,
};

/** As the app posts a received SMS. */
export function received(payload: Record<string, unknown> = {}, id = 'Ey6ECgOkVVFjz3CL48B8C'): Record<string, unknown> {
  return {
    deviceId: 'ffffffffceb0b1db0000018e937c815b',
    event: 'sms:received',
    id,
    payload: {
      messageId: 'abc123',
      sender: '+8613800001234',
      recipient: '+8613900000000',
      simNumber: 1,
      message: '您好',
      receivedAt: '2026-11-20T10:22:05.000+08:00',
      ...payload,
    },
    webhookId: 'invented-webhook',
  };
}

export function event(content: unknown, now: number, secret = SECRET): Parts {
  return eventBytes(bytesOf(JSON.stringify(content)), now, secret);
}

export function eventBytes(body: Uint8Array<ArrayBuffer>, now: number, secret = SECRET): Parts {
  const timestamp = `${Math.floor(now / 1000)}`;
  const signature = createHmac('sha256', secret).update(body).update(timestamp).digest('hex');
  const headers = new Headers({ 'Content-Type': 'application/json', 'X-Timestamp': timestamp, 'X-Signature': signature });
  return { path: '/webhooks/android-sms-gateway', headers, body };
}
