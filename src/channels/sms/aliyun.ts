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

export interface AliyunSettings {
  /** Last part of the path that was entered at Alibaba Cloud. */
  readonly secrets: readonly string[];
  /** From where Alibaba Cloud may call; empty: from everywhere. */
  readonly ips: readonly string[];
}

const ID = 'aliyun';
/** Anything else, and it comes again after 1, 5 and 10 minutes. */
const RECEIVED = jsonReply({ code: 0, msg: '接收成功' });

const written = z.union([z.string(), z.number()]);
const smsUp = z.object({
  phone_number: z.union([z.string().trim().min(1).max(32), z.int()]),
  content: z.string(),
  send_time: written.nullish(),
  sequence_id: written.nullish(),
});

/**
 * Alibaba Cloud SMS, what citizens send (SmsUp). Nothing is signed: the path is the secret.
 * Source: Alibaba Cloud's documentation, SmsUp (HTTP 批量推送).
 */
export function createAliyunChannel(settings: AliyunSettings, deps: ChannelDeps, sender: Sender | null): WebhookChannel {
  return {
    id: ID,
    sender,
    async receive({ secret, address, body }) {
      const known = isOneOf(secret, settings.secrets);
      if (!mayCall(address, settings.ips) || !known) throw unproven();
      const items = z.array(z.looseObject({})).safeParse(jsonOf(body));
      if (!items.success) throw unreadable();
      const messages = items.data
        .flatMap((item) => smsUp.safeParse(item).data ?? [])
        .map((item) => asMessage({ channel: ID, from: normalNumber(`${item.phone_number}`), id: idOf(item), text: item.content }, deps));
      // A report of delivery is an object without content; an SMS of which we cannot read the sender must not pass for one.
      if (messages.length === 0 && items.data.some((item) => 'content' in item)) throw unreadable();
      return acknowledged(await Promise.all(messages), RECEIVED);
    },
  };
}

/** A number, in older versions; a large one loses digits in JSON, and then two messages would have one id. */
function idOf({ phone_number, content, send_time, sequence_id }: z.infer<typeof smsUp>): string {
  const exact = typeof sequence_id === 'number' && !Number.isSafeInteger(sequence_id) ? '' : `${sequence_id ?? ''}`.trim();
  return exact === '' || exact.length > 128 ? contentId([`${phone_number}`, `${send_time ?? ''}`, content]) : exact;
}
