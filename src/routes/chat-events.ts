import { Hono } from 'hono';
import { webConversationId } from '../conversation/web-chat.ts';
import { AppError } from '../errors.ts';
import { bellOf } from '../storage/await-news.ts';
import { isForCitizen } from '../storage/event-kinds.ts';
import type { AppDeps } from './app-deps.ts';
import { eventStream } from './streamed.ts';

const POLL_MS = 1000;
/** Proxies cut silent connections after a minute. */
const HEARTBEAT_POLLS = 20;

/**
 * `GET /api/v1/chat/{conversation}/events`: what was not an answer to a request: late answers, an officer's words,
 * changes of the case. Resumes behind `Last-Event-ID`. Reads the events table by cursor, so any instance can serve it.
 */
export function chatEventsRoute(deps: AppDeps): Hono {
  return new Hono().get('/api/v1/chat/:conversation/events', async (context) => {
    const id = await webConversationId(deps, context.req.param('conversation'));
    const given = context.req.header('last-event-id') ?? '0';
    if (!/^\d{1,15}$/.test(given)) throw new AppError('request.invalid', 'Last-Event-ID must be an id that this stream gave', 400);
    return eventStream(deps, context, async (out) => {
      let cursor = Number(given);
      const last = deps.runtime.streamPolls ?? Number.POSITIVE_INFINITY;
      const bell = bellOf(deps.storage, id);
      try {
        for (let poll = 0; poll < last && !out.aborted && !out.closed && !deps.closing.aborted; poll++) {
          const events = await deps.storage.eventsAfter(id, cursor);
          for (const event of events) {
            const { seq, kind, message } = event;
            if (isForCitizen(event)) await out.writeSSE({ id: String(seq), event: kind, data: JSON.stringify(message ?? {}) });
            cursor = seq;
          }
          if (poll % HEARTBEAT_POLLS === 0) await out.write(': still here\n\n');
          await bell.within(POLL_MS);
        }
      } finally {
        bell.stop();
      }
    });
  });
}
