import type { Context } from 'hono';
import { whoIs } from '../../desk/accounts.ts';
import { type Alarms, createAlarms } from '../../desk/alarms.ts';
import type { News, Pulse } from '../../desk/pulse.ts';
import { eventStream } from '../../routes/streamed.ts';
import type { PageDeps } from '../citizen/page-deps.ts';
import { callsOf } from './calls.ts';
import { deskToken } from './session.ts';

/** So often it is asked whether he is still signed in: a forced logout ends the stream, and who watches a quiet queue stays. */
const SESSION_BEATS = 3;

/**
 * `GET /console/events`: that something of some case has changed, and which cases call for somebody: urgency, number, id and
 * nothing else; the pages then ask for themselves, each with its own permission. Begins behind `Last-Event-ID`, `?after=`,
 * or now.
 */
export function queueEvents(deps: PageDeps, pulse: Pulse) {
  const alarms = createAlarms(deps.config);
  // Neither all at once nor all at the same beat.
  let streams = 0;
  return async (context: Context): Promise<Response> => {
    const given = context.req.header('last-event-id') ?? context.req.query('after') ?? '';
    const from = /^\d{1,15}$/.test(given) ? Number(given) : await deps.storage.deskCursor();
    streams += 1;
    let beats = streams % SESSION_BEATS;
    return eventStream(deps, context, async (out) => {
      const inbox = createInbox();
      const leave = pulse({ hear: inbox.put, end: inbox.close });
      out.onAbort(inbox.close);
      let cursor = from;
      try {
        const { streamPolls } = deps.runtime;
        await out.write(streamPolls === null ? ': here\n\n' : SOON_BACK);
        for (let batch = await inbox.take(); batch !== null; batch = await inbox.take()) {
          for (const news of batch) {
            if (news.kind === 'beat') {
              beats += 1;
              if (beats % SESSION_BEATS === 0 && !(await whoIs(deps, deskToken(context, deps.config)))) return;
            }
            await out.write(textOf(news, cursor, alarms));
            if (news.kind !== 'beat') cursor = Math.max(cursor, news.cursor);
          }
        }
        if (streamPolls !== null) await out.write(PAUSE);
      } finally {
        leave();
      }
    });
  };
}

const BEAT = 'event: beat\ndata: \n\n';
/** Where a stream ends by itself the browser is back after half a second, and nobody is told that the line was lost. */
const SOON_BACK = 'retry: 500\n\n';
const PAUSE = 'event: pause\ndata: \n\n';
/** The same for all streams: written once. */
const changes = new WeakMap<News, string>();

/** @param cursor the newest event that this page has heard of */
function textOf(news: News, cursor: number, alarms: Alarms): string {
  if (news.kind === 'beat') return BEAT;
  if (news.kind === 'changed') {
    const text =
      changes.get(news) ?? changed(news.cursor, { calls: callsOf(news.waiting, alarms), taken: news.taken, touched: news.touched });
    changes.set(news, text);
    return text;
  }
  const all = { all: true, calls: callsOf(news.waiting, alarms) };
  return news.cursor > cursor ? changed(news.cursor, all) : `event: standing\ndata: ${JSON.stringify(all)}\n\n`;
}

function changed(cursor: number, data: object): string {
  return `event: changed\ndata: ${JSON.stringify(data)}\nid: ${cursor}\n\n`;
}

/** More than a page that is not reading can still need: it is cut off, comes back, and hears how it stands. */
const MOST_WAITING = 200;

/** What was heard while the last piece was still on its way. */
function createInbox() {
  let kept: News[] = [];
  let open = true;
  let wake = (): void => undefined;
  return {
    put(news: News): void {
      kept.push(news);
      if (kept.length > MOST_WAITING) open = false;
      wake();
    },
    close(): void {
      open = false;
      wake();
    },
    /** @returns null when it is over */
    async take(): Promise<readonly News[] | null> {
      if (open && kept.length === 0)
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      if (!open) return null;
      const taken = kept;
      kept = [];
      return taken;
    },
  };
}
