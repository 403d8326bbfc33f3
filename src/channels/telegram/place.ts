import type { IncomingMessage } from '../../conversation/message.ts';

/** Where something was said, as far as it takes to answer there. */
interface Said {
  readonly chat: { readonly id: number };
  readonly message_id?: number | undefined;
}

/** In the conversation of whom, and under which id of ours. */
type Place = Pick<IncomingMessage, 'external' | 'externalId'>;

/** Where an answer goes: a chat, and in a group the message that it answers. */
interface Target {
  readonly chat: string;
  readonly isGroup: boolean;
}

/** A private chat is its citizen's. */
export function inPrivate({ chat }: Said, updateId: number): Place {
  return { external: `${chat.id}`, externalId: `${updateId}` };
}

/**
 * Every member of a group has a conversation of his own, as nobody may cancel, correct or delete what is another's. The
 * message's id goes with ours, so that the answer can hang on it.
 */
export function inGroup({ chat, message_id: id }: Said, member: number, updateId: number): Place {
  return { external: `${chat.id}/${member}`, externalId: id === undefined ? `${updateId}` : `${updateId}/${id}` };
}

/** Numbers alone: a name with an @ would let Telegram look for somebody else. A group's is negative. Null: none of ours. */
export function targetOf(to: string): Target | null {
  const [, chat] = /^(-?\d{1,19})(?:\/-?\d{1,19})?$/.exec(to) ?? [];
  return chat === undefined ? null : { chat, isGroup: chat.startsWith('-') };
}

/** The message that is answered, where one is named. */
export function answeredIn(externalId: string): number | null {
  const [, id] = /^\d{1,19}\/(\d{1,19})$/.exec(externalId) ?? [];
  return id === undefined ? null : Number(id);
}
