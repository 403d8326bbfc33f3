import { z } from 'zod';
import type { Sender } from '../../conversation/delivery.ts';
import type { ChannelDeps, WebhookChannel } from '../channel.ts';
import { isOneOf } from '../constant-time.ts';
import { jsonOf } from '../read-body.ts';
import { unproven, unreadable } from '../refusals.ts';
import { acknowledged, jsonReply } from './acknowledgement.ts';
import { isPersonal, normalNumber } from './citizen-number.ts';
import { asMessage } from './incoming-sms.ts';
import { isRecent, signaturesOf } from './shared-secret.ts';

export interface AndroidSmsGatewaySettings {
  /** The app's signing key. */
  readonly secrets: readonly string[];
}

const ID = 'android-sms-gateway';
const RECEIVED = jsonReply({});

const event = z.object({ event: z.string() });
const address = z.string().trim().min(1).max(64);
const received = z.object({
  /** Of the event. The payload has a `messageId` too: made of the text, the same for two people who write the same. */
  id: z.string().min(1).max(128),
  payload: z.union([
    z.object({ sender: address, message: z.string() }),
    z.object({ phoneNumber: address, message: z.string() }).transform(({ phoneNumber, message }) => ({ sender: phoneNumber, message })),
  ]),
});

/**
 * capcom6's SMS Gateway for Android on the hotline's telephone.
 * Source: its documentation, Webhooks: `X-Signature` is the hex HMAC-SHA256 of the body followed by `X-Timestamp`.
 */
export function createAndroidSmsGatewayChannel(
  settings: AndroidSmsGatewaySettings,
  deps: ChannelDeps,
  sender: Sender | null,
): WebhookChannel {
  return {
    id: ID,
    sender,
    async receive({ headers, body, now }) {
      const timestamp = headers.get('x-timestamp') ?? '';
      const valid = signaturesOf(settings.secrets, () => [body, timestamp], 'hex');
      if (!isOneOf(headers.get('x-signature')?.toLowerCase(), valid) || !isRecent(timestamp, now)) throw unproven();
      const content = jsonOf(body);
      const kind = event.safeParse(content);
      if (!kind.success) throw unreadable();
      if (kind.data.event !== 'sms:received') return acknowledged([], RECEIVED);
      const checked = received.safeParse(content);
      if (!checked.success) throw unreadable();
      const { id, payload } = checked.data;
      const from = normalNumber(payload.sender);
      if (!isPersonal(from)) return acknowledged([], RECEIVED);
      return acknowledged([await asMessage({ channel: ID, from, id, text: payload.message }, deps)], RECEIVED);
    },
  };
}
