import { z } from 'zod';
import type { Sender } from '../../conversation/delivery.ts';
import type { ChannelDeps, WebhookChannel } from '../channel.ts';
import { isOneOf } from '../constant-time.ts';
import { jsonOf } from '../read-body.ts';
import { unproven, unreadable } from '../refusals.ts';
import { acknowledged, jsonReply } from './acknowledgement.ts';
import { normalNumber } from './citizen-number.ts';
import { asMessage, contentId } from './incoming-sms.ts';
import { mayCall } from './source-address.ts';

export interface TencentSettings {
  /** Last part of the path that was entered at Tencent Cloud. */
  readonly secrets: readonly string[];
  /** From where Tencent Cloud may call; empty: from everywhere. */
  readonly ips: readonly string[];
}

const ID = 'tencent';
const RECEIVED = jsonReply({ result: 0, errmsg: 'OK' });

const written = z.union([z.string(), z.number()]);
const reply = z.object({
  mobile: z.union([z.string().trim().min(1).max(32), z.int()]),
  nationcode: written.nullish(),
  text: z.string(),
  time: written.nullish(),
});

/**
 * Tencent Cloud SMS, citizens' replies. Nothing is signed: `sign` is the name in brackets before the SMS that he replies
 * to (签名), and the path is the secret. There is no id of the message either.
 * Source: Tencent Cloud's documentation, 短信回复推送.
 */
export function createTencentChannel(settings: TencentSettings, deps: ChannelDeps, sender: Sender | null): WebhookChannel {
  return {
    id: ID,
    sender,
    async receive({ secret, address, body }) {
      const known = isOneOf(secret, settings.secrets);
      if (!mayCall(address, settings.ips) || !known) throw unproven();
      const content = jsonOf(body);
      // Reports of delivery come as an array, and as objects without a text.
      if (Array.isArray(content)) return acknowledged([], RECEIVED);
      const object = z.looseObject({}).safeParse(content);
      if (!object.success) throw unreadable();
      if (!('text' in object.data)) return acknowledged([], RECEIVED);
      const checked = reply.safeParse(object.data);
      if (!checked.success) throw unreadable();
      const { mobile, text, time } = checked.data;
      const id = contentId([`${mobile}`, `${time ?? ''}`, text]);
      return acknowledged([await asMessage({ channel: ID, from: numberOf(checked.data), id, text }, deps)], RECEIVED);
    },
  };
}

/** The country's code stands apart: `86` and `13800001234`. */
function numberOf({ mobile, nationcode }: z.infer<typeof reply>): string {
  const number = normalNumber(`${mobile}`);
  const country = `${nationcode ?? ''}`.replace(/^(?:\+|00)/, '');
  if (country === '86') return number;
  return /^\d{1,4}$/.test(country) && /^\d+$/.test(`${mobile}`) ? `+${country}${mobile}` : number;
}
