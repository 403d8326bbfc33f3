import type { Context } from 'hono';
import type { WebhookChannel } from '../channels/channel.ts';
import type { Config } from '../config.ts';
import type { HandlerDeps } from '../conversation/handle-message.ts';
import type { Workshop } from '../librarian/workshop.ts';
import type { Observer } from '../metrics/observer.ts';
import type { RequestScope } from '../tracing.ts';
import type { Caller } from './caller.ts';
import type { Runtime } from './runtime.ts';

/** Everything the HTTP side needs, constructed by an entry. */
export interface AppDeps extends HandlerDeps {
  readonly config: Config;
  readonly caller: (context: Context) => Caller;
  readonly now: () => number;
  /** A file of `dist/assets`, or null. */
  readonly asset: (name: string) => Uint8Array<ArrayBuffer> | null;
  /** The webhooks that settings switched on, by their id. */
  readonly channels: ReadonlyMap<string, WebhookChannel>;
  /** Channels that have a way out to citizens, webhooks and our own connections alike. */
  readonly canSend: ReadonlySet<string>;
  /** Fulfilled when a platform that waits for its answer must not be kept waiting longer. */
  readonly patience: () => Promise<void>;
  /** Something is due to be sent. */
  readonly nudgeDelivery: () => void;
  /** null: this program does not make releases; drafts can be written and proposed, and another one measures them. */
  readonly workshop: Workshop | null;
  readonly runtime: Runtime;
  /** What has been counted, as Prometheus reads it; left out where nobody counts. */
  readonly metrics?: Observer & { page(): Promise<{ readonly type: string; readonly body: string }> };
  readonly requestScope?: RequestScope;
  /** Fulfilled when the server shuts down; open event streams end then. */
  readonly closing: AbortSignal;
}
