import { z } from 'zod';
import { unreadable } from '../refusals.ts';

/**
 * What we read of an update (Bot API, Update). Its backbone must be right: whose it is, where it is, what was said.
 * Everything beside that is left out when it is not as expected: a new kind of decoration must not cost a citizen's words.
 */

/** Telegram sends at most 100 entities and a handful of photo sizes; what is beyond is rubbish. */
const MOST_ITEMS = 200;

const decoration = <T extends z.ZodType>(schema: T) => schema.optional().catch(undefined);
const listOf = <T extends z.ZodType>(item: T) =>
  z
    .array(z.unknown())
    .catch([])
    .default([])
    .transform((items) =>
      items.slice(0, MOST_ITEMS).flatMap((value): z.output<T>[] => {
        const read = item.safeParse(value);
        return read.success ? [read.data] : [];
      }),
    );

const user = z.object({ id: z.int(), is_bot: decoration(z.boolean()) });
const file = z.object({ file_id: z.string().min(1), mime_type: decoration(z.string()) });
const photoSize = z.object({ file_id: z.string().min(1), width: z.number(), height: z.number() });
/** Offset and length count UTF-16 units, as JavaScript does (Bot API, MessageEntity). */
const entity = z.object({ type: z.string(), offset: z.int().nonnegative(), length: z.int().positive(), user: decoration(user) });
const chat = z.object({ id: z.int(), type: z.string() });

const message = z.object({
  message_id: decoration(z.int()),
  chat,
  from: decoration(user),
  sender_chat: decoration(z.object({ id: z.int() })),
  forward_origin: decoration(z.object({})),
  reply_to_message: decoration(z.object({ from: decoration(user) })),
  text: z.string().optional(),
  entities: listOf(entity),
  caption: z.string().optional(),
  caption_entities: listOf(entity),
  photo: listOf(photoSize),
  voice: decoration(file),
  audio: decoration(file),
  video: decoration(file),
  video_note: decoration(file),
  document: decoration(file),
});

const update = z.object({
  update_id: z.int().nonnegative(),
  message: message.optional(),
  edited_message: message.optional(),
  callback_query: z
    .object({
      id: z.string(),
      from: decoration(user),
      data: decoration(z.string()),
      // Without a chat the button hung on an inline message: not one of ours.
      message: decoration(z.object({ message_id: decoration(z.int()), chat: z.object({ id: z.int() }) })),
    })
    .optional(),
  my_chat_member: z.object({ chat, new_chat_member: z.object({ status: z.string() }) }).optional(),
});

export type TelegramUpdate = z.output<typeof update>;
export type TelegramMessage = z.output<typeof message>;
export type Entity = z.output<typeof entity>;

/**
 * Updates of kinds that nobody needs are read too, and hold nothing.
 * @throws AppError 400 `channel.payload`
 */
export function readUpdate(raw: unknown): TelegramUpdate {
  const read = update.safeParse(raw);
  if (!read.success) throw unreadable();
  return read.data;
}
