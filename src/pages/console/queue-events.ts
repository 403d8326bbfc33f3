import type { Context } from 'hono';
import { streamSSE } from 'hono/streaming';
import { whoIs } from '../../desk/accounts.ts';
import type { PageDeps } from '../citizen/page-deps.ts';
import { deskToken } from './session.ts';

const POLL_MS = 1000;
/** Proxies cut silent connections after a minute. */
const HEARTBEAT_POLLS = 20;
/** So often it is asked whether he is still signed in: a forced logout ends the stream, and who watches a quiet queue stays. */
const SESSION_POLLS = 30;

/**
 * `GET /console/events`: that something of some case has changed, and nothing of what; the pages then ask for themselves,
 * each with its own permission. Begins behind `Last-Event-ID`, `?after=`, or now.
 */
export function queueEvents(deps: PageDeps) {
  const { storage, closing } = deps;
  return async (context: Context): Promise<Response> => {
    const given = context.req.header('last-event-id') ?? context.req.query('after') ?? '';
    const from = /^\d{1,15}$/.test(given) ? Number(given) : await storage.deskCursor();
    return streamSSE(context, async (out) => {
      let cursor = from;
      for (let poll = 0; !out.aborted && !out.closed && !closing.aborted; poll++) {
        if (poll % SESSION_POLLS === 0 && !(await whoIs(deps, deskToken(context)))) return;
        const newest = await storage.deskEventsAfter(cursor);
        if (newest !== null) {
          cursor = newest;
          await out.writeSSE({ id: String(cursor), event: 'changed', data: String(cursor) });
        }
        if (poll % HEARTBEAT_POLLS === 0) await out.write(': still here\n\n');
        await out.sleep(POLL_MS);
      }
    });
  };
}
