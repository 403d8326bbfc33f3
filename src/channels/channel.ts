import type { FetchMedia, Sender } from '../conversation/delivery.ts';
import type { IncomingMessage } from '../conversation/message.ts';

/** A request of a platform to our webhook, as it came. */
export interface Delivery {
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: Headers;
  readonly body: Uint8Array<ArrayBuffer>;
  /** The caller's address, as far as it may be believed (`TRUST_PROXY`). */
  readonly address: string;
  /** The last part of the path, behind the channel's own: the secret of platforms that sign nothing. */
  readonly secret: string | null;
  /** Milliseconds since 1970 UTC. */
  readonly now: number;
}

export interface HttpReply {
  readonly status: number;
  readonly type: string;
  readonly body: string;
}

/** What became of a message that the platform had accepted. */
export interface Report {
  /** As `Sent.platformId`. */
  readonly platformId: string;
  /** `waiting`: it did not arrive either, and may be sent again once the citizen has written. */
  readonly state: 'delivered' | 'refused' | 'waiting';
  /** The platform's code; never a text. */
  readonly reason: string | null;
}

/**
 * What a delivery holds. An unknown payload is a value, not an exception; only who cannot prove who he is, or sends what
 * cannot be read, gets an error.
 */
export type Received =
  /** Nothing to judge: the platform's hand-shake, or a payload that concerns nobody. */
  | { readonly kind: 'done'; readonly reply: HttpReply; readonly reports?: readonly Report[]; readonly more?: true }
  | {
      readonly kind: 'messages';
      readonly messages: readonly IncomingMessage[];
      /** People who left, by their conversation's name: their data is erased. */
      readonly left: readonly string[];
      readonly reports?: readonly Report[];
      /** The platform has more of it: `catchUp` brings that once `reply` was called. */
      readonly more?: true;
      /** The answers go out in the HTTP answer; otherwise by the sender. */
      readonly passive: boolean;
      /** @param texts what is answered, in order; empty when the answer comes later or by the sender */
      readonly reply: (texts: readonly string[]) => HttpReply | Promise<HttpReply>;
    };

/** A platform that calls us. One of these per channel, made by an entry from its settings. */
export interface WebhookChannel {
  /** `/webhooks/<id>`, and the first half of every conversation's id. */
  readonly id: string;
  /**
   * Verifies the raw delivery first and parses it afterwards.
   * @throws AppError 401 `channel.signature` when it is not proven that the platform sent it, 400 `channel.payload`
   */
  receive(delivery: Delivery): Promise<Received>;
  /**
   * Asks the platform for what it has called for in vain, or has more of, a piece at a time; where it holds messages ready and
   * calls but a few times.
   * @returns null when nothing has to be asked now
   * @throws AppError 503 `channel.platform`
   */
  catchUp?(): Promise<Received | null>;
  /** Delivers what did not go out in the HTTP answer; null where the platform, or our settings, have no way. */
  readonly sender: Sender | null;
  /** A message's id is its signature, which covers no text: the same one with another text is refused. */
  readonly idIsSignature?: boolean;
  /** Whose messages its reports speak of, where it carries those of other channels too; else its own. */
  readonly reportsFor?: readonly string[];
  /** What we refuse does not come again: no flood is worth losing a message. */
  readonly asksOnce?: boolean;
  /** The HTTP answer is what the citizen reads, and a failure would leave him with nothing: he gets advice in its place. */
  readonly advisesWhenDown?: boolean;
  /** Pictures and voice, by the reference that an attachment carries. */
  readonly fetchMedia?: FetchMedia;
}

/** A connection that we hold ourselves: long polling, a bot's socket. */
export interface StreamChannel {
  readonly id: string;
  /** @returns what ends the connection */
  start(take: (message: IncomingMessage) => Promise<void>): Promise<() => Promise<void>>;
  readonly sender: Sender;
  /** As `WebhookChannel.fetchMedia`. */
  readonly fetchMedia?: FetchMedia;
}

/** What a channel remembers between deliveries, for all instances: a platform's access token, a cursor. Sealed in the database. */
interface ChannelMemory {
  /** @returns null when there is nothing or its time is over */
  read(key: string): Promise<string | null>;
  /** @param expiresAt milliseconds since 1970 UTC; null: stays */
  write(key: string, value: string, expiresAt: number | null): Promise<void>;
}

/** What an entry gives to every channel besides its own settings. */
export interface ChannelDeps {
  /** Milliseconds since 1970 UTC. */
  readonly now: () => number;
  readonly fetch: typeof fetch;
  readonly randomBytes: (count: number) => Uint8Array<ArrayBuffer>;
  readonly memory: ChannelMemory;
  /** A name for a telephone number that says nothing of it: keyed hash, the same for the same number. */
  readonly nameOf: (address: string) => Promise<string>;
}
