import { createHash, createHmac } from 'node:crypto';
import { createSmsForwarderChannel } from '../../src/channels/sms/smsforwarder.ts';
import { bytesOf, type ChannelContract, type Parts } from './channel-contract.ts';

export const SECRET = 'SECinvented2026';

export const contract: ChannelContract = {
  id: 'smsforwarder',
  make: (deps) => createSmsForwarderChannel({ secrets: [SECRET] }, deps, null),
  text: ({ from, messageId, text, now }) => form({ from, content: text, ...signedAt(stampOf(messageId, now)) }),
  forged: ({ from, messageId, text, now }) => form({ from, content: text, ...signedAt(stampOf(messageId, now), 'SECof-somebody-else') }),
  unknown: (now) => form({ from: 'com.example.news', content: '今日要闻', ...signedAt(now) }),
  window: { seconds: 300 },
  shown: () => null,
  longest: null,
  telephone: true,
};

/** Base64, and URL-encoded once before it goes anywhere. */
export function signedAt(timestamp: number, secret = SECRET): { readonly timestamp: string; readonly sign: string } {
  const sign = createHmac('sha256', secret).update(`${timestamp}\n${secret}`).digest('base64');
  return { timestamp: `${timestamp}`, sign: encodeURIComponent(sign) };
}

export function form(fields: Record<string, string>): Parts {
  return withType(bytesOf(new URLSearchParams(fields).toString()), 'application/x-www-form-urlencoded');
}

export function json(content: unknown): Parts {
  return withType(bytesOf(JSON.stringify(content)), 'application/json; charset=utf-8');
}

export function withType(body: Uint8Array<ArrayBuffer>, type: string): Parts {
  return { path: '/webhooks/smsforwarder', headers: new Headers({ 'Content-Type': type }), body };
}

/** The signature is the message's id and holds nothing but the time, so two messages come in two milliseconds. */
function stampOf(messageId: string, now: number): number {
  return now + (createHash('md5').update(messageId).digest().readUInt16BE() % 1000);
}
