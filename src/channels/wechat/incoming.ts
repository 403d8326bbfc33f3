import { z } from 'zod';
import type { IncomingMessage } from '../../conversation/message.ts';
import { unreadable } from '../refusals.ts';
import type { Push } from './push-format.ts';

/** Open ids have 28 characters and accounts' names 15; neither has spaces. Not bound more tightly: WeChat promises no form. */
const NAME = z.string().regex(/^[^\s\p{Cc}]{1,128}$/u);
const PEOPLE = z.object({ ToUserName: NAME, FromUserName: NAME });
const EVENT = PEOPLE.extend({
  CreateTime: z.string().regex(/^\d{1,12}$/),
  Event: z.string().max(64),
  EventKey: z.string().max(1024).default(''),
});
const MEDIA = z.object({ MediaId: z.string().min(1).max(512), Recognition: z.string().default('') });
const LOCATION = z.object({ Location_X: z.string().max(32), Location_Y: z.string().max(32), Label: z.string().default('') });
const LINK = z.object({ Title: z.string().default(''), Description: z.string().default(''), Url: z.string().default('') });
/** Source: WeChat's documentation, 接收事件推送: the scene of somebody who was no follower has this prefix, a follower's has none. */
const SCENE_PREFIX = 'qrscene_';

type Content = Pick<IncomingMessage, 'text' | 'attachments' | 'joined' | 'tapped'>;

/** What a push means for us. `people.from` is the citizen's open id, `people.to` our account. */
export type Incoming =
  | { readonly kind: 'message'; readonly people: People; readonly message: IncomingMessage }
  | { readonly kind: 'left'; readonly people: People }
  | { readonly kind: 'nothing' };

interface People {
  readonly from: string;
  readonly to: string;
}

/**
 * Source: WeChat's documentation, 接收普通消息 and 接收事件推送.
 * @throws AppError 400 `channel.payload` when a field is missing that its kind always has
 */
export function readIncoming(channel: string, { fields }: Push): Incoming {
  if (fields.MsgType === undefined) throw unreadable();
  return fields.MsgType === 'event' ? readEvent(channel, fields) : readMessage(channel, fields);
}

function readMessage(channel: string, fields: Push['fields']): Incoming {
  const content = contentOf(fields);
  if (!content) return { kind: 'nothing' };
  const people = peopleOf(read(PEOPLE, fields));
  // The documentation writes MsgID in the table of voice messages. With the sender's name before it, since one id has been
  // seen at two people (Wechat-Group/WxJava issue 333): nobody's message may be taken for another's.
  const externalId = `${people.from}/${read(NAME, fields.MsgId ?? fields.MsgID)}`;
  return { kind: 'message', people, message: { channel, external: people.from, externalId, ...content } };
}

function contentOf(fields: Push['fields']): Content | null {
  switch (fields.MsgType) {
    case 'text':
      return { text: read(z.string(), fields.Content) };
    case 'image':
      return { text: '', attachments: [{ kind: 'image', reference: read(MEDIA, fields).MediaId }] };
    case 'voice': {
      const { MediaId, Recognition } = read(MEDIA, fields);
      return { text: Recognition.trim(), attachments: [{ kind: 'voice', reference: MediaId }] };
    }
    case 'video':
    case 'shortvideo':
      return { text: '', attachments: [{ kind: 'video', reference: read(MEDIA, fields).MediaId }] };
    case 'location': {
      const { Location_X: latitude, Location_Y: longitude, Label } = read(LOCATION, fields);
      return { text: `位置：${Label.trim() || '未命名'}（纬度 ${latitude}，经度 ${longitude}）` };
    }
    case 'link': {
      const { Title, Description, Url } = read(LINK, fields);
      return { text: [Title, Description, Url].filter((line) => line.trim() !== '').join('\n') };
    }
    default:
      return null;
  }
}

function readEvent(channel: string, fields: Push['fields']): Incoming {
  const name = fields.Event?.toLowerCase();
  if (name === 'unsubscribe') return { kind: 'left', people: peopleOf(read(PEOPLE, fields)) };
  const content = contentOfEvent(name, fields.EventKey ?? '');
  if (!content) return { kind: 'nothing' };
  const event = read(EVENT, fields);
  const people = peopleOf(event);
  // WeChat says FromUserName and CreateTime; the other two keep two different events of one second apart.
  const externalId = [people.from, event.CreateTime, event.Event, event.EventKey].join(':');
  return { kind: 'message', people, message: { channel, external: people.from, externalId, ...content } };
}

/** A tap on a menu key says what the key says: its EventKey is a sentence that the operator wrote. */
function contentOfEvent(name: string | undefined, key: string): Content | null {
  switch (name) {
    case 'subscribe':
      return { text: '', joined: { scene: key.startsWith(SCENE_PREFIX) ? key.slice(SCENE_PREFIX.length) || null : null } };
    case 'scan':
      return { text: '', joined: { scene: key || null } };
    case 'click':
      return key.trim() === '' ? null : { text: key, tapped: true };
    default:
      return null;
  }
}

function peopleOf({ FromUserName, ToUserName }: z.output<typeof PEOPLE>): People {
  return { from: FromUserName, to: ToUserName };
}

/** Without a cause: what zod says of an error quotes the text. */
function read<T>(schema: z.ZodType<T>, value: unknown): T {
  const read = schema.safeParse(value);
  if (!read.success) throw unreadable();
  return read.data;
}
