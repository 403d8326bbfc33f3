import { z } from 'zod';
import type { Attachment, IncomingMessage } from '../../conversation/message.ts';
import type { Report } from '../channel.ts';
import { customerName, wecomId } from './customer.ts';

export const WECOM = 'wecom';

/** What an entry of `msg_list` means to us. */
export type Entry =
  | { readonly kind: 'message'; readonly message: IncomingMessage }
  /** He may be greeted, once. @param until milliseconds since 1970 UTC; null: WeCom does not say when he came */
  | { readonly kind: 'entered'; readonly message: IncomingMessage; readonly welcomeCode: string; readonly until: number | null }
  | { readonly kind: 'report'; readonly report: Report };

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

/**
 * He opened the conversation. The ids stand inside the event, not beside it. A code comes only with the first time, when he has
 * got and written nothing for 48 hours; what is said to him without one uses up what an officer may still say.
 * Source: WeCom's documentation, 接收消息和事件, 用户进入会话事件.
 */
const entered = z.object({
  msgid: z.string().min(1),
  msgtype: z.literal('event'),
  /** Seconds since 1970 UTC. */
  send_time: z.int().positive().nullish().catch(null),
  event: z.object({
    event_type: z.literal('enter_session'),
    open_kfid: wecomId,
    external_userid: wecomId,
    scene: words,
    welcome_code: z.string().min(1).max(512),
  }),
});
/** The code is good for so long. Source: WeCom's documentation, 发送欢迎语等事件响应消息. */
export const WELCOME_MS = 20_000;

/** What we sent and WeCom took did not reach him. Source: WeCom's documentation, 接收消息和事件, 消息发送失败事件. */
const failed = z.object({
  msgtype: z.literal('event'),
  event: z.object({ event_type: z.literal('msg_send_fail'), fail_msgid: z.string().min(1).max(64), fail_type: z.int() }),
});
/** 4 his last message is over 48 hours old, 5 the conversation is closed, 6 the five messages are used up. */
const OPENS_AGAIN: ReadonlySet<number> = new Set([4, 5, 6]);

/**
 * One entry of `msg_list`.
 * @returns null for what concerns nobody: our people's own, an entrance without a code, kinds that we do not know
 */
export function readEntry(entry: unknown): Entry | null {
  const message = customerMessage.safeParse(entry).data;
  if (message) {
    const external = customerName({ openKfId: message.open_kfid, externalUserId: message.external_userid });
    return { kind: 'message', message: { channel: WECOM, external, externalId: message.msgid, ...contentOf(message) } };
  }
  const failure = failed.safeParse(entry).data;
  if (failure) return { kind: 'report', report: reportOf(failure.event) };
  const entrance = entered.safeParse(entry).data;
  if (!entrance) return null;
  const { open_kfid, external_userid, scene, welcome_code: welcomeCode } = entrance.event;
  const external = customerName({ openKfId: open_kfid, externalUserId: external_userid });
  const joined = { channel: WECOM, external, externalId: entrance.msgid, text: '', joined: { scene: scene || null } };
  const { send_time: seconds } = entrance;
  return { kind: 'entered', message: joined, welcomeCode, until: seconds ? seconds * 1000 + WELCOME_MS : null };
}

function reportOf({ fail_msgid: platformId, fail_type: type }: z.infer<typeof failed>['event']): Report {
  return { platformId, state: OPENS_AGAIN.has(type) ? 'waiting' : 'refused', reason: `fail_type ${type}` };
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
