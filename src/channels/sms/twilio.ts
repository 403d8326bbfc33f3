import { z } from 'zod';
import type { Sender } from '../../conversation/delivery.ts';
import type { Attachment } from '../../conversation/message.ts';
import { SMS_CHANNELS } from '../../conversation/sms-size.ts';
import type { ChannelDeps, HttpReply, Received, Report, WebhookChannel } from '../channel.ts';
import { formOf } from '../read-body.ts';
import { unproven, unreadable } from '../refusals.ts';
import { normalNumber } from './citizen-number.ts';
import { asMessage } from './incoming-sms.ts';
import { forSms } from './segments.ts';
import { fetchTwilioMedia } from './twilio-media.ts';
import { hasOtherBody, isSignedByTwilio } from './twilio-signature.ts';

export interface TwilioSettings {
  readonly authTokens: readonly string[];
  /** How Twilio reaches us, without a path: `https://yige.example`. */
  readonly publicUrl: string;
  /** `AC…`; empty: any account that has our token. */
  readonly accountSid: string;
  /** Where pictures are fetched from; `https://api.twilio.com` unless a test or a relay says otherwise. */
  readonly apiRoot?: string;
}

const ID = 'twilio';
/** A colour, the one don't, the number and the reason fit; each more costs as much again. */
const MOST_SEGMENTS = 4;
/** Twilio takes up to ten media in a message. */
const MOST_MEDIA = 10;
/** After these words Twilio blocks whatever we send. Source: Twilio's documentation, Advanced Opt-Out, default keywords. */
const STOP = /^(?:stop|stopall|unsubscribe|cancel|end|quit|revoke|optout)$/i;

/**
 * 34 characters, so that nobody moves the border between two fields: the signature is over names and values joined
 * without a sign between them.
 */
const sid = z.string().regex(/^[A-Z]{2}[0-9a-fA-F]{32}$/);
const incoming = z.object({
  MessageSid: sid,
  From: z.string().trim().min(1).max(64),
  Body: z.string(),
  NumMedia: z
    .string()
    .regex(/^\d{1,3}$/)
    .default('0'),
  OptOutType: z.string().default(''),
});

/**
 * Twilio's Programmable Messaging. The answer goes back in the HTTP answer, as TwiML.
 * Source: Twilio's documentation, Twilio's request to your incoming message webhook URL.
 */
export function createTwilioChannel(settings: TwilioSettings, deps: ChannelDeps, sender: Sender | null): WebhookChannel {
  const publicUrl = settings.publicUrl.replace(/\/+$/, '');
  return {
    id: ID,
    sender,
    // By default Twilio does not try again (its documentation, Webhook retries).
    asksOnce: true,
    advisesWhenDown: true,
    // As SMS_SENDER it carries the other channels' answers as well.
    reportsFor: [...SMS_CHANNELS],
    ...(settings.accountSid !== '' && {
      fetchMedia: (reference: string) => fetchTwilioMedia({ apiRoot: 'https://api.twilio.com', ...settings }, deps, reference),
    }),
    async receive({ path, query, headers, body }) {
      const url = `${publicUrl}${path}${query.size > 0 ? `?${query}` : ''}`;
      const signature = headers.get('x-twilio-signature');
      if (!isSignedByTwilio({ url, body, signature }, settings.authTokens)) throw unproven();
      if (hasOtherBody(query)) return { kind: 'done', reply: twiml([]) };
      return read(formOf(body), settings.accountSid, deps);
    },
  };
}

async function read(form: URLSearchParams, accountSid: string, deps: ChannelDeps): Promise<Received> {
  const account = form.get('AccountSid');
  if (accountSid !== '' && account !== null && account !== accountSid) throw unproven();
  if (form.has('MessageStatus')) return { kind: 'done', reply: twiml([]), reports: reportsOf(form) };
  if (!form.has('Body')) return { kind: 'done', reply: twiml([]) };
  const checked = incoming.safeParse(Object.fromEntries(form));
  if (!checked.success) throw unreadable();
  const { MessageSid, From, Body, NumMedia, OptOutType } = checked.data;
  const from = normalNumber(From);
  if (OptOutType.toUpperCase() === 'STOP' || STOP.test(Body.trim())) return answered({ messages: [], left: [await deps.nameOf(from)] });
  const message = await asMessage(
    {
      channel: ID,
      from,
      id: MessageSid,
      text: Body,
      attachments: mediaOf(form, Number(NumMedia)),
      ...(OptOutType.toUpperCase() === 'START' && { joined: { scene: null } }),
    },
    deps,
  );
  return answered({ messages: [message], left: [] });
}

/** Source: Twilio's documentation, Outbound message status in status callbacks. */
function reportsOf(form: URLSearchParams): Report[] {
  const platformId = form.get('MessageSid') ?? '';
  const status = form.get('MessageStatus');
  if (status === 'delivered') return [{ platformId, state: 'delivered', reason: null }];
  if (status !== 'undelivered' && status !== 'failed') return [];
  const code = /^\d{1,6}$/.exec(form.get('ErrorCode') ?? '')?.[0];
  return [{ platformId, state: 'refused', reason: `twilio: ${status}${code ? `, code ${code}` : ''}` }];
}

function answered(found: Pick<Extract<Received, { kind: 'messages' }>, 'messages' | 'left'>): Received {
  return { kind: 'messages', ...found, passive: true, reply: twiml };
}

function mediaOf(form: URLSearchParams, count: number): Attachment[] {
  return Array.from({ length: Math.min(count, MOST_MEDIA) }, (_, index) => index).flatMap((index) => {
    const reference = form.get(`MediaUrl${index}`) ?? '';
    if (!reference.startsWith('https://') || !URL.canParse(reference)) return [];
    return [{ kind: kindOf(form.get(`MediaContentType${index}`) ?? ''), reference }];
  });
}

function kindOf(contentType: string): Attachment['kind'] {
  const [family] = contentType.toLowerCase().split('/', 1);
  if (family === 'image' || family === 'video') return family;
  return family === 'audio' ? 'voice' : 'file';
}

/** An empty answer says that the message came and that nothing goes back with it. */
function twiml(texts: readonly string[]): HttpReply {
  const messages = texts
    .map((text) => escaped(forSms(text, MOST_SEGMENTS)))
    .filter((text) => text !== '')
    .map((text) => `<Message><Body>${text}</Body></Message>`);
  return { status: 200, type: 'text/xml; charset=utf-8', body: `<Response>${messages.join('')}</Response>` };
}

/** XML 1.0 has no way to write most control characters, nor half a character. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what must go
const NOT_IN_XML = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g;

function escaped(text: string): string {
  const legal = text.toWellFormed().replace(NOT_IN_XML, '');
  return legal.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
