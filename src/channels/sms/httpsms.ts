import { z } from 'zod';
import type { Sender } from '../../conversation/delivery.ts';
import { AppError } from '../../errors.ts';
import type { ChannelDeps, WebhookChannel } from '../channel.ts';
import { jsonOf } from '../read-body.ts';
import { unproven, unreadable } from '../refusals.ts';
import { acknowledged, jsonReply } from './acknowledgement.ts';
import { isPersonal, normalNumber } from './citizen-number.ts';
import { asMessage } from './incoming-sms.ts';
import { isValidToken } from './json-web-token.ts';

export interface HttpSmsSettings {
  /** The webhook's signing key. */
  readonly secrets: readonly string[];
  /** How httpSMS reaches us, without a path: `https://yige.example`. */
  readonly publicUrl: string;
}

const ID = 'httpsms';
const RECEIVED = jsonReply({});
const ISSUERS = ['api.httpsms.com', 'https://api.httpsms.com'];

const event = z.looseObject({ type: z.string().optional().catch(undefined) });
const received = z.object({
  data: z.object({
    message_id: z.string().min(1).max(128),
    contact: z.string().trim().min(1).max(64),
    content: z.string(),
    encrypted: z.boolean().nullish(),
  }),
});

/** Whoever keeps our log reads it, and httpSMS shows the operator what a webhook has answered. */
const ENCRYPTED = 'the SMS was encrypted on the telephone and cannot be read here; switch encryption off in the httpSMS app';

/**
 * httpSMS on the hotline's telephone. Its token says who calls and whom, not what: the body is as safe as TLS makes it.
 * A text that was encrypted on the telephone cannot be read here (400 `channel.encrypted`); the operator must leave encryption off.
 * Source: httpSMS's documentation, Webhooks; its server, webhook_service.go.
 */
export function createHttpSmsChannel(settings: HttpSmsSettings, deps: ChannelDeps, sender: Sender | null): WebhookChannel {
  const publicUrl = settings.publicUrl.replace(/\/+$/, '');
  return {
    id: ID,
    sender,
    async receive({ path, query, headers, body, now }) {
      const url = publicUrl + path;
      const [, token = ''] = /^Bearer (\S+)$/i.exec(headers.get('authorization') ?? '') ?? [];
      const audiences = query.size > 0 ? [url, `${url}?${query}`] : [url];
      if (!isValidToken(token, { secrets: settings.secrets, audiences, issuers: ISSUERS, now })) throw unproven();
      const content = event.safeParse(jsonOf(body));
      if (!content.success) throw unreadable();
      if ((headers.get('x-event-type') ?? content.data.type) !== 'message.phone.received') return acknowledged([], RECEIVED);
      const checked = received.safeParse(content.data);
      if (!checked.success) throw unreadable();
      const { message_id, contact, content: text, encrypted } = checked.data.data;
      if (encrypted) throw new AppError('channel.encrypted', ENCRYPTED, 400);
      const from = normalNumber(contact);
      if (!isPersonal(from)) return acknowledged([], RECEIVED);
      return acknowledged([await asMessage({ channel: ID, from, id: message_id, text }, deps)], RECEIVED);
    },
  };
}
