import type { IncomingMessage } from '../../conversation/message.ts';
import { attachmentsOf } from './attachments.ts';
import { saidBy } from './buttons.ts';
import { readCommand } from './command.ts';
import { type Bot, namesSomebody, withoutMention } from './mention.ts';
import { inGroup, inPrivate } from './place.ts';
import type { TelegramMessage, TelegramUpdate } from './update.ts';

/** What an update means to us. */
export type Incoming =
  | { readonly kind: 'nothing' }
  /** @param external who has blocked us */
  | { readonly kind: 'left'; readonly external: string }
  /** @param query the pressed button's query, which wants an answer of its own */
  | { readonly kind: 'message'; readonly message: IncomingMessage; readonly query: string | null };

const NOTHING: Incoming = { kind: 'nothing' };

/** Does it take our name to understand it? Then Telegram has to be asked, once. */
export function needsUsername({ message, edited_message }: TelegramUpdate): boolean {
  const given = message ?? edited_message;
  if (given === undefined || !isGroup(given)) return false;
  const { text, entities } = wordsOf(given);
  return namesSomebody(text, entities);
}

export function toIncoming(channel: string, update: TelegramUpdate, bot: Bot): Incoming {
  const { update_id: id, callback_query: pressed, my_chat_member: membership } = update;
  const given = update.message ?? update.edited_message;
  if (given) {
    // An administrator may write as his group, and a channel as itself: that is who speaks.
    const member = (given.sender_chat ?? given.from)?.id;
    const said = isGroup(given) ? saidInGroup(given, bot) : saidInPrivate(given);
    if (said === null || (isGroup(given) && member === undefined)) return NOTHING;
    const place = isGroup(given) && member !== undefined ? inGroup(given, member, id) : inPrivate(given, id);
    return { kind: 'message', message: { channel, ...place, ...said }, query: null };
  }
  if (pressed) {
    const said = saidBy(pressed.data ?? '');
    const { message: under, from: presser } = pressed;
    if (said === null || !under) return NOTHING;
    // In a group anybody may press what hangs below another's answer: it counts for him alone.
    const place = under.chat.id < 0 ? presser && inGroup(under, presser.id, id) : inPrivate(under, id);
    return place ? { kind: 'message', message: { channel, ...place, ...said }, query: pressed.id } : NOTHING;
  }
  // "kicked" in a private chat: the citizen has blocked us (Bot API, Update.my_chat_member).
  const blocked = membership?.chat.type === 'private' && membership.new_chat_member.status === 'kicked';
  return blocked ? { kind: 'left', external: `${membership.chat.id}` } : NOTHING;
}

type Said = Pick<IncomingMessage, 'text' | 'joined' | 'attachments'>;

function saidInPrivate(message: TelegramMessage): Said | null {
  if (message.chat.type !== 'private' || isBots(message)) return null;
  const { text } = wordsOf(message);
  return said(message, text, false);
}

/** In a group we speak only when spoken to. */
function saidInGroup(message: TelegramMessage, bot: Bot): Said | null {
  if (isBots(message)) return null;
  const words = wordsOf(message);
  const { mentioned, text } = withoutMention(words.text, words.entities, bot);
  if (!mentioned && message.reply_to_message?.from?.id !== bot.id) return null;
  return said(message, text, mentioned);
}

/** @param called to be called by name means something, also without a word beside it */
function said(message: TelegramMessage, text: string, called: boolean): Said | null {
  const attachments = attachmentsOf(message);
  if (text === '' && attachments.length === 0) return called ? readCommand('/help') : null;
  // What somebody else wrote is to be judged, though it looks like a command. The origin's name is not kept.
  const read = message.forward_origin || message.text === undefined ? { text } : readCommand(text);
  return { ...read, ...(attachments.length > 0 ? { attachments } : {}) };
}

function wordsOf({ text, entities, caption = '', caption_entities }: TelegramMessage) {
  return text === undefined ? { text: caption, entities: caption_entities } : { text, entities };
}

function isGroup({ chat }: TelegramMessage): boolean {
  return chat.type === 'group' || chat.type === 'supergroup';
}

/**
 * Ourselves, or another bot: two bots would talk for ever. An administrator who hides behind his group comes as a bot too
 * (Bot API, Message.sender_chat), and is a person.
 */
function isBots({ from, sender_chat }: TelegramMessage): boolean {
  return from?.is_bot === true && sender_chat === undefined;
}
