import { z } from 'zod';
import type { Sender } from '../../conversation/delivery.ts';
import type { ChannelDeps, HttpReply, WebhookChannel } from '../channel.ts';
import { isOneOf } from '../constant-time.ts';
import { jsonOf } from '../read-body.ts';
import { unproven, unreadable } from '../refusals.ts';
import { jsonReply } from './acknowledgement.ts';
import { asMessage } from './incoming-sms.ts';
import { isRecent, signaturesOf } from './shared-secret.ts';

export interface GenericSettings {
  /** `whsec_` and base64, or any text. */
  readonly secrets: readonly string[];
}

const ID = 'generic';
const ID_SHAPE = /^[\x21-\x7e]{1,128}$/;
/** As many as an honest sender has while he changes his secret, and some more. */
const MOST_SIGNATURES = 16;

const message = z.object({
  from: z.string().min(1).max(64),
  text: z.string(),
  sender: z.string().max(64).nullish(),
});

/**
 * Any system that can sign: `{"from", "text", "sender"?}` in, `{"reply"}` back.
 * Source: standardwebhooks.com: `webhook-signature` holds `v1,` and base64(HMAC-SHA256(id.timestamp.body)).
 */
export function createGenericChannel(settings: GenericSettings, deps: ChannelDeps, sender: Sender | null): WebhookChannel {
  const keys = settings.secrets.map(keyOf);
  return {
    id: ID,
    sender,
    async receive({ headers, body, now }) {
      const id = headers.get('webhook-id') ?? '';
      const timestamp = headers.get('webhook-timestamp') ?? '';
      const valid = signaturesOf(keys, () => [`${id}.${timestamp}.`, body], 'base64');
      const signed = signaturesIn(headers).some((signature) => isOneOf(signature, valid));
      if (!signed || !ID_SHAPE.test(id) || !isRecent(timestamp, now)) throw unproven();
      const content = z.looseObject({}).safeParse(jsonOf(body));
      if (!content.success) throw unreadable();
      if (!('from' in content.data) && !('text' in content.data)) return { kind: 'done', reply: replyOf([]) };
      const checked = message.safeParse(content.data);
      if (!checked.success) throw unreadable();
      const { from, text, sender: passedOnFrom } = checked.data;
      const incoming = await asMessage({ channel: ID, from, id, text, sender: passedOnFrom || undefined }, deps);
      return { kind: 'messages', messages: [incoming], left: [], passive: true, reply: replyOf };
    },
  };
}

/** Other versions than `v1` are signatures that we cannot check. */
function signaturesIn(headers: Headers): readonly string[] {
  return (headers.get('webhook-signature') ?? '')
    .split(' ', MOST_SIGNATURES)
    .filter((signature) => signature.startsWith('v1,'))
    .map((signature) => signature.slice('v1,'.length));
}

function keyOf(secret: string): string | Uint8Array {
  return secret.startsWith('whsec_') ? Buffer.from(secret.slice('whsec_'.length), 'base64') : secret;
}

function replyOf(texts: readonly string[]): HttpReply {
  return jsonReply({ reply: texts.length === 0 ? null : texts.join('\n\n') });
}
