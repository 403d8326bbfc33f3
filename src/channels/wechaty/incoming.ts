import type { Attachment, IncomingMessage } from '../../conversation/message.ts';
import type { Bot } from './bot.ts';

export const ID = 'wechaty';

type Kind = 'text' | Attachment['kind'];

/** wechaty-puppet 1.20, `MessageType`; the other kinds concern nobody. */
const KINDS: ReadonlyMap<number, Kind> = new Map([
  [7, 'text'],
  [6, 'image'],
  [2, 'voice'],
  [15, 'video'],
  [1, 'file'],
]);
/** wechaty-puppet 1.20, `ContactType.Official`: an account that broadcasts, not a person. */
const OFFICIAL = 2;

/** Null when it concerns nobody or was not said to us. `from`: milliseconds since 1970 UTC, older ones do not count. */
export async function read(bot: Bot, id: string, from: number): Promise<IncomingMessage | null> {
  const message = await bot.Message.find({ id });
  // `self()` says no while nobody is logged in.
  if (!message || !bot.isLoggedIn || message.self() || message.date().getTime() < from) return null;
  const [talker, room, kind] = [message.talker(), message.room(), KINDS.get(message.type())];
  if (kind === undefined) return null;
  // In a room only a text can mention us.
  const toUs = room ? await message.mentionSelf() : talker.friend() === true && talker.type() !== OFFICIAL;
  if (!toUs) return null;
  // Every member of a room has a conversation of his own. WeChat's ids hold no slash (`wxid_…`, `…@chatroom`).
  const common = { channel: ID, external: room ? `${room.id}/${talker.id}` : talker.id, externalId: id };
  // The text of anything else is the platform's XML.
  if (kind !== 'text') return { ...common, text: '', attachments: [{ kind, reference: id }] };
  const text = room ? await message.mentionText().catch(() => message.text()) : message.text();
  return typeof text === 'string' ? { ...common, text } : null;
}
