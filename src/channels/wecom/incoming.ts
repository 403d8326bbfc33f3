import { z } from 'zod';
import type { Attachment, IncomingMessage } from '../../conversation/message.ts';
import { customerName, wecomId } from './customer.ts';

export const WECOM = 'wecom';

const words = z.string().nullish();
const stored = z.object({ media_id: z.string().min(1) });
/** Who wrote it: 3 the citizen, 4 the system, 5 one of our people in WeCom. */
const BY_CUSTOMER = 3;

const byCustomer = z.object({
  msgid: z.string().min(1),
  origin: z.literal(BY_CUSTOMER),
  open_kfid: wecomId,
  external_userid: wecomId,
});

/** Source: WeCom's documentation, 接收消息和事件 (path 94699). */
const customerMessage = z.discriminatedUnion('msgtype', [
  byCustomer.extend({ msgtype: z.literal('text'), text: z.object({ content: z.string() }) }),
  byCustomer.extend({ msgtype: z.literal('image'), image: stored }),
  byCustomer.extend({ msgtype: z.literal('voice'), voice: stored }),
  byCustomer.extend({ msgtype: z.literal('video'), video: stored }),
  byCustomer.extend({ msgtype: z.literal('file'), file: stored }),
  byCustomer.extend({ msgtype: z.literal('location'), location: z.object({ name: words, address: words }) }),
  byCustomer.extend({ msgtype: z.literal('link'), link: z.object({ title: words, desc: words, url: words }) }),
]);
type CustomerMessage = z.infer<typeof customerMessage>;

/** He opened the conversation. The ids stand inside the event, not beside it. */
const entered = z.object({
  msgid: z.string().min(1),
  msgtype: z.literal('event'),
  event: z.object({
    event_type: z.literal('enter_session'),
    open_kfid: wecomId,
    external_userid: wecomId,
    scene: words,
  }),
});

/**
 * One entry of `msg_list`.
 * @returns null for what is no citizen's message: our people's own, reports of the system, kinds that we do not know
 */
export function toIncoming(entry: unknown): IncomingMessage | null {
  const message = customerMessage.safeParse(entry).data;
  if (message) {
    const external = customerName({ openKfId: message.open_kfid, externalUserId: message.external_userid });
    return { channel: WECOM, external, externalId: message.msgid, ...contentOf(message) };
  }
  const entrance = entered.safeParse(entry).data;
  if (!entrance) return null;
  const { open_kfid, external_userid, scene } = entrance.event;
  const external = customerName({ openKfId: open_kfid, externalUserId: external_userid });
  return { channel: WECOM, external, externalId: entrance.msgid, text: '', joined: { scene: scene || null } };
}

function contentOf(message: CustomerMessage): Pick<IncomingMessage, 'text' | 'attachments'> {
  switch (message.msgtype) {
    case 'text':
      return { text: message.text.content };
    case 'location':
      return { text: lines(message.location.name, message.location.address) };
    case 'link':
      return { text: lines(message.link.title, message.link.desc, message.link.url) };
    case 'image':
      return attached('image', message.image.media_id);
    case 'voice':
      return attached('voice', message.voice.media_id);
    case 'video':
      return attached('video', message.video.media_id);
    case 'file':
      return attached('file', message.file.media_id);
  }
}

function attached(kind: Attachment['kind'], reference: string): Pick<IncomingMessage, 'text' | 'attachments'> {
  return { text: '', attachments: [{ kind, reference }] };
}

function lines(...parts: readonly (string | null | undefined)[]): string {
  return parts.filter((part) => part).join('\n');
}
