import type { IncomingMessage, ServerResponse } from 'node:http';
import { Server as NetServer } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import type { serve } from '@hono/node-server';

/** Milliseconds: what has reached this machine is read before its connection may count as idle. */
const ARRIVED = 200;
/** Milliseconds between two looks for connections that have become idle. */
const LOOK_EVERY = 50;
/** A message that is being sent may take its time. */
const LONGEST_SHUTDOWN_MS = 20_000;

interface Ending {
  readonly server: ReturnType<typeof serve>;
  /** Aborted when the ending begins: event streams end, and no traffic is asked for any more. */
  readonly closing: AbortController;
  /** Milliseconds that it goes on answering new connections. */
  readonly drainMs: number;
  /** Begins nothing new and ends what was begun. */
  readonly stopWork: () => Promise<unknown>;
  /** When nothing is under way any more. */
  readonly last: () => Promise<void>;
}

/**
 * Ends the process on SIGTERM or SIGINT without losing a request: from the signal on every answer asks its client to come back
 * over another connection, new ones are still taken for as long as a load balancer needs to notice, and then no more. A second
 * signal ends it at once; so does time.
 */
export function endOnSignal({ server, closing, drainMs, stopWork, last }: Ending): void {
  server.prependListener('request', (_: IncomingMessage, response: ServerResponse) => {
    if (closing.signal.aborted) response.setHeader('connection', 'close');
  });
  const end = async (): Promise<void> => {
    closing.abort();
    setTimeout(() => process.exit(1), drainMs + LONGEST_SHUTDOWN_MS).unref();
    // Who still asks is still served by all of it.
    await sleep(drainMs);
    await Promise.all([stopListening(server), stopWork()]);
    await last();
    process.exit(0);
  };
  process.once('SIGTERM', () => void end());
  process.once('SIGINT', () => void end());
}

/** An http server's own close() would cut connections whose next request has arrived and was not read yet. */
async function stopListening(server: Ending['server']): Promise<void> {
  const ended = new Promise<void>((resolve) => NetServer.prototype.close.call(server, () => resolve()));
  await sleep(ARRIVED);
  const looking = setInterval(() => 'closeIdleConnections' in server && server.closeIdleConnections(), LOOK_EVERY);
  await ended;
  clearInterval(looking);
}
