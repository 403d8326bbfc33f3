/** What one of our texts answers. */
export interface Asked {
  /** He only came, without a word. */
  readonly joined: boolean;
  /** The channel's own id of his message. */
  readonly externalId: string;
}

/** One text on its way to a citizen, whatever the platform. */
export interface Outgoing {
  /**
   * The same for every attempt: the key against double delivery where the platform has one. Another one only where the platform
   * has said that it did not deliver what it had taken: it would take the old one for a repeat.
   */
  readonly id: string;
  /** Where the citizen is, as his platform names him. */
  readonly to: string;
  readonly text: string;
  /** Which buttons help beside it, where the platform has buttons. */
  readonly judged: boolean;
  /** Null or left out: nobody asked for it. An officer's words, a lesson, news of his case. */
  readonly asked?: Asked | null;
}

/** What came of an attempt. A thrown error counts as `later`, uncertain. */
export type Sent =
  /** @param platformId the platform's name of it, when its reports will use one */
  | { readonly kind: 'accepted'; readonly platformId?: string }
  /**
   * @param afterMs how long the platform asks us to wait
   * @param uncertain nobody knows whether it arrived: no answer came
   */
  | { readonly kind: 'later'; readonly reason: string; readonly afterMs?: number; readonly uncertain?: boolean }
  /** The platform lets us write only after the citizen has: it waits for his next message. */
  | { readonly kind: 'window-closed'; readonly reason: string }
  /** Its moment is over, and nobody misses it: a welcome that came too late. */
  | { readonly kind: 'dropped'; readonly reason: string }
  /** It will never be accepted. */
  | { readonly kind: 'refused'; readonly reason: string };

export interface Sender {
  /** The platform itself delivers one `Outgoing.id` only once. Otherwise a repeat after a crash is marked as one. */
  readonly idempotent: boolean;
  send(outgoing: Outgoing): Promise<Sent>;
}

/** A platform's media, fetched from its own API only. @throws when it cannot be had now */
export type FetchMedia = (reference: string) => Promise<{ readonly type: string; readonly bytes: Uint8Array }>;
