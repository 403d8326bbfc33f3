import type { Context } from 'hono';
import type { Config } from '../config.ts';
import type { HandlerDeps } from '../conversation/handle-message.ts';

/** Everything the HTTP side needs, constructed by an entry. */
export interface AppDeps extends HandlerDeps {
  readonly config: Config;
  /** The caller's address, as far as it may be believed; what rate limits are counted by. */
  readonly clientAddress: (context: Context) => string;
  readonly now: () => number;
  /** A file of `dist/assets`, or null. */
  readonly asset: (name: string) => Uint8Array<ArrayBuffer> | null;
  /** Fulfilled when the server shuts down; open event streams end then. */
  readonly closing: AbortSignal;
}
