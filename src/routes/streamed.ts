import type { Context } from 'hono';
import { type SSEStreamingApi, stream, streamSSE } from 'hono/streaming';
import type { StreamingApi } from 'hono/utils/stream';
import type { Log } from '../log.ts';
import { noteFailure } from './errors.ts';

/** Answers that go on while they are written. What fails then ends them, and is logged as the failure of any request is. */

interface StreamDeps {
  readonly log: Log;
}

/** Server-sent events. */
export function eventStream({ log }: StreamDeps, context: Context, write: (out: SSEStreamingApi) => Promise<void>): Response {
  return streamSSE(context, watched(log, context, write));
}

/** Any other answer in pieces; its type is set before. */
export function inPieces({ log }: StreamDeps, context: Context, write: (out: StreamingApi) => Promise<void>): Response {
  return stream(context, watched(log, context, write));
}

/** Hono itself would print the error past our log; its own way to handle one tells the reader what the error says. */
function watched<Out>(log: Log, context: Context, write: (out: Out) => Promise<void>): (out: Out) => Promise<void> {
  return async (out) => {
    try {
      await write(out);
    } catch (error) {
      noteFailure(log, context, error);
    }
  };
}
