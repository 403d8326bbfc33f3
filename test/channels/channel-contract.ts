import type { ChannelDeps, Delivery, HttpReply, WebhookChannel } from '../../src/channels/channel.ts';

/** What the test over all channels must know of one: how its platform speaks, with the real signature. */
export interface ChannelContract {
  readonly id: string;
  /** Made from settings as an operator would give them; sender switched on where the platform has one, against no real server. */
  make(deps: ChannelDeps): WebhookChannel;
  /** A signed delivery of a citizen's text. The same `messageId` twice is the platform's retry of the same message. */
  text(message: { from: string; messageId: string; text: string; now: number }): Parts | Promise<Parts>;
  /** The same, wrongly signed, or null where the platform proves itself by its secret path alone. */
  forged(message: { from: string; messageId: string; text: string; now: number }): Parts | Promise<Parts>;
  /** Signed, but of a kind that concerns nobody. */
  unknown(now: number): Parts | Promise<Parts>;
  /** Signed at `now`, a timestamp being part of what is signed; null where the platform signs none. */
  readonly window: { readonly seconds: number } | null;
  /** The text that the citizen sees in the HTTP answer; null where it has none. */
  shown(reply: HttpReply): string | null | Promise<string | null>;
  /** The longest text that the platform takes at once, in its own unit; null: whoever sends cuts. */
  readonly longest: { readonly bytes: number } | { readonly units: number } | null;
  /** A server of the platform's that the channel calls while it receives. */
  prepare?(): Promise<void>;
  close?(): Promise<void>;
  /** `from` is a telephone number, which must not stand anywhere in the clear. */
  readonly telephone?: true;
}

/** What differs from delivery to delivery. */
export type Parts = Partial<Delivery> & { readonly body?: Uint8Array<ArrayBuffer> };

export function delivery(parts: Parts, now: number): Delivery {
  return {
    method: 'POST',
    path: '/webhooks/test',
    query: new URLSearchParams(),
    headers: new Headers(),
    body: new Uint8Array(),
    address: '203.0.113.7',
    secret: null,
    now,
    ...parts,
  };
}

export const bytesOf = (text: string): Uint8Array<ArrayBuffer> => new TextEncoder().encode(text);

/** Deps for tests of a single channel: a clock in the test's hand, randomness that repeats, memory in a map. */
export function channelDeps(clock: { now: number }, changes: Partial<ChannelDeps> = {}): ChannelDeps {
  const kept = new Map<string, { value: string; expiresAt: number | null }>();
  let drawn = 0;
  return {
    now: () => clock.now,
    fetch: globalThis.fetch,
    randomBytes: (count) => Uint8Array.from({ length: count }, () => (drawn = (drawn * 48271 + 11) % 251)),
    memory: {
      read: async (key) => {
        const found = kept.get(key);
        return found && (found.expiresAt === null || found.expiresAt > clock.now) ? found.value : null;
      },
      write: async (key, value, expiresAt) => void kept.set(key, { value, expiresAt }),
    },
    nameOf: async (address) => `n${[...address].reduce((sum, sign) => (sum * 31 + sign.charCodeAt(0)) % 1_000_000_007, 7)}`,
    ...changes,
  };
}
