import type { IncomingMessage } from '../../conversation/message.ts';
import type { HttpReply, Received } from '../channel.ts';

export function jsonReply(content: unknown): HttpReply {
  return { status: 200, type: 'application/json; charset=utf-8', body: JSON.stringify(content) };
}

/** Messages of a gateway that only wants to hear that they came; the answers go out by the sender. */
export function acknowledged(messages: readonly IncomingMessage[], reply: HttpReply): Received {
  if (messages.length === 0) return { kind: 'done', reply };
  return { kind: 'messages', messages, left: [], passive: false, reply: () => reply };
}
