import type { Rating } from './rating.ts';

/** A message from the outside, whatever the channel, before anything is known of it. */
export interface IncomingMessage {
  readonly channel: string;
  /** The conversation as the channel names it; `channel:external` is its id. Never a telephone number: see `address`. */
  readonly external: string;
  /** The channel's own id of the message, unique in the channel: the key against double delivery. */
  readonly externalId: string;
  /** What the citizen wrote; the caption of an attachment, or empty. */
  readonly text: string;
  /** Where answers go, when `external` does not say it. Sealed. */
  readonly address?: string;
  /** The language of the page that he writes on, where that is not Chinese. */
  readonly speaks?: 'en' | undefined;
  /** Who sent what he passes on, where the channel knows it. */
  readonly sender?: string;
  /** He tapped a key of the platform's menu, which says these words for him. */
  readonly tapped?: boolean;
  /** He has just come: the platform's follow, /start or QR code. The scene is what the code carried. */
  readonly joined?: { readonly scene: string | null };
  /** He says by a button whether a verdict was right. */
  readonly rating?: Rating;
  readonly attachments?: readonly Attachment[];
}

/** A picture or a voice message that stands at the platform. */
export interface Attachment {
  readonly kind: 'image' | 'voice' | 'video' | 'file';
  /** How the platform names it. */
  readonly reference: string;
}

export function conversationId(message: Pick<IncomingMessage, 'channel' | 'external'>): string {
  return `${message.channel}:${message.external}`;
}
