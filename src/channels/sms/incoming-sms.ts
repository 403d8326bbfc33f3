import { createHash } from 'node:crypto';
import type { Attachment, IncomingMessage } from '../../conversation/message.ts';
import type { ChannelDeps } from '../channel.ts';
import { readForwarded } from './forwarded-sms.ts';

/** As much of a sender's number or name as is kept. UTF-16 units; the contract's limit of `/check`. */
const LONGEST_SENDER = 64;

/** A citizen's SMS, as a gateway delivers it. */
export interface IncomingSms {
  readonly channel: string;
  /** His number in normal form, or what the gateway has instead. */
  readonly from: string;
  readonly id: string;
  /** As he sent it. */
  readonly text: string;
  /** Who sent what he passes on, where the gateway itself says so. */
  readonly sender?: string | undefined;
  readonly attachments?: readonly Attachment[];
  readonly joined?: IncomingMessage['joined'];
}

/** His number goes nowhere but into `address`; what his telephone put around a passed-on SMS is taken off. */
export async function asMessage(sms: IncomingSms, { nameOf }: Pick<ChannelDeps, 'nameOf'>): Promise<IncomingMessage> {
  const { channel, from, id, attachments = [], joined } = sms;
  const { text, sender } = readForwarded(sms.text);
  const known = (sms.sender ?? sender ?? '').trim().slice(0, LONGEST_SENDER);
  return {
    channel,
    external: await nameOf(from),
    externalId: id,
    text,
    address: from,
    ...(known !== '' && { sender: known }),
    ...(joined && { joined }),
    ...(attachments.length > 0 && { attachments }),
  };
}

/** An id for messages to which the gateway gives none: the same message delivered again gets the same one. 32 hex digits. */
export function contentId(parts: readonly string[]): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 32);
}
