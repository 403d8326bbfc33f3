import type { IncomingMessage, ServerResponse } from 'node:http';
import { Server as NetServer } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import type { serve } from '@hono/node-server';
import type { Log } from '../log.ts';

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
  /** Begins nothing new and ends what was begun; one promise for each kind of work. */
  readonly stopWork: () => readonly Promise<unknown>[];
  /** When nothing is under way any more. */
  readonly last: () => Promise<void>;
  readonly log: Pick<Log, 'error'>;
}

/**
 * Ends the process on SIGTERM or SIGINT without losing a request: from the signal on every answer asks its client to come back
 * over another connection, new ones are still taken for as long as a load balancer needs to notice, and then no more. A second
 * signal, the same or the other one, ends it at once; so does time. What cannot be ended in order is logged, keeps nothing else
 * from it, and makes the code 1.
 */
export function endOnSignal(
  { server, closing, drainMs, stopWork, last, log }: Ending,
  over: Pick<NodeJS.Process, 'on' | 'exit'> = process,
): void {
  server.prependListener('request', (_: IncomingMessage, response: ServerResponse) => {
    if (closing.signal.aborted) response.setHeader('connection', 'close');
  });
  const end = async (): Promise<void> => {
    closing.abort();
    setTimeout(() => over.exit(1), drainMs + LONGEST_SHUTDOWN_MS).unref();
    // Who still asks is still served by all of it.
    await sleep(drainMs);
    let code = 0;
    const failed = (error: unknown): void => {
      code = 1;
      log.error({ err: error }, 'a part of the work could not be ended in order');
    };
    await Promise.all([stopListening(server), ...stopWork()].map((part) => part.catch(failed)));
    await last().catch(failed);
    over.exit(code);
  };
  const signalled = (): void => (closing.signal.aborted ? over.exit(1) : void end());
  over.on('SIGTERM', signalled);
  over.on('SIGINT', signalled);
}

/** An http server's own close() would cut connections whose next request has arrived and was not read yet. */
async function stopListening(server: Ending['server']): Promise<void> {
  const ended = new Promise<void>((resolve) => NetServer.prototype.close.call(server, () => resolve()));
  await sleep(ARRIVED);
  const looking = setInterval(() => 'closeIdleConnections' in server && server.closeIdleConnections(), LOOK_EVERY);
  await ended;
  clearInterval(looking);
}
