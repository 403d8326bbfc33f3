/** A message from the outside, whatever the channel, before anything is known of it. */
export interface IncomingMessage {
  readonly channel: string;
  /** The conversation as the channel names it; `channel:external` is its id. */
  readonly external: string;
  /** The channel's own id of the message, unique in the channel: the key against double delivery. */
  readonly externalId: string;
  readonly text: string;
}

export function conversationId(message: Pick<IncomingMessage, 'channel' | 'external'>): string {
  return `${message.channel}:${message.external}`;
}
