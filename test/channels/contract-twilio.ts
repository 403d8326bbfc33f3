import { createHash, createHmac } from 'node:crypto';
import { createTwilioSender } from '../../src/channels/sms/senders/twilio.ts';
import { createTwilioChannel } from '../../src/channels/sms/twilio.ts';
import { bytesOf, type ChannelContract, type Parts } from './channel-contract.ts';

export const AUTH_TOKEN = 'invented-auth-token-2026';
export const ACCOUNT = 'AC00000000000000000000000000000001';
export const PUBLIC_URL = 'https://yige.example';
/** Chinese goes out in UCS-2: 67 units in each of the four segments. */
const FOUR_SEGMENTS = 4 * 67;

export const contract: ChannelContract = {
  id: 'twilio',
  make: (deps) =>
    createTwilioChannel(
      { authTokens: [AUTH_TOKEN], publicUrl: PUBLIC_URL, accountSid: ACCOUNT },
      deps,
      createTwilioSender({ accountSid: ACCOUNT, authTokens: [AUTH_TOKEN], from: '+18005550100', apiRoot: 'http://127.0.0.1:9' }, deps),
    ),
  text: ({ from, messageId, text }) => signedForm(smsFields({ From: `+86${from}`, MessageSid: sidOf(messageId), Body: text })),
  forged: ({ from, messageId, text }) =>
    signedForm(smsFields({ From: `+86${from}`, MessageSid: sidOf(messageId), Body: text }), 'token-of-somebody-else'),
  unknown: () => signedForm({ AccountSid: ACCOUNT, MessageSid: sidOf('report'), MessageStatus: 'delivered', To: '+8613800000001' }),
  window: null,
  shown: ({ body }) => shownIn(body),
  longest: { units: FOUR_SEGMENTS },
  telephone: true,
};

/** As Twilio posts a received SMS. */
export function smsFields(changes: Record<string, string> = {}): Record<string, string> {
  const MessageSid = sidOf('1');
  return {
    ToCountry: 'US',
    SmsStatus: 'received',
    NumMedia: '0',
    NumSegments: '1',
    ApiVersion: '2010-04-01',
    AccountSid: ACCOUNT,
    To: '+18005550100',
    From: '+8613800001234',
    MessageSid,
    Body: '您好',
    ...changes,
  };
}

export function sidOf(name: string): string {
  return `SM${createHash('md5').update(name).digest('hex')}`;
}

export function signedForm(fields: Record<string, string>, authToken = AUTH_TOKEN, query = ''): Parts {
  const form = new URLSearchParams(fields);
  const joined = Object.keys(fields)
    .sort()
    .map((name) => name + fields[name])
    .join('');
  return signed(joined, bytesOf(form.toString()), 'application/x-www-form-urlencoded; charset=UTF-8', authToken, query);
}

/** Any body that is no form: its hash stands in the query. */
export function signedOther(body: Uint8Array<ArrayBuffer>, authToken = AUTH_TOKEN): Parts {
  const hash = createHash('sha256').update(body).digest('hex');
  return signed('', body, 'application/json', authToken, `bodySHA256=${hash}`);
}

function signed(joined: string, body: Uint8Array<ArrayBuffer>, type: string, authToken: string, query: string): Parts {
  const path = '/webhooks/twilio';
  const url = `${PUBLIC_URL}${path}${query === '' ? '' : `?${query}`}`;
  const signature = createHmac('sha1', authToken)
    .update(url + joined)
    .digest('base64');
  const headers = new Headers({ 'Content-Type': type, 'X-Twilio-Signature': signature });
  return { path, query: new URLSearchParams(query), headers, body };
}

/** What the citizen's telephone shows. */
export function shownIn(twiml: string): string | null {
  const texts = [...twiml.matchAll(/<Body>([^<]*)<\/Body>/g)].map(([, text = '']) => text);
  if (texts.length === 0) return null;
  return texts.join('\n').replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');
}
