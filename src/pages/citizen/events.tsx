import type { Context } from 'hono';
import type { Child } from 'hono/jsx';
import { eventStream } from '../../routes/streamed.ts';
import { bellOf } from '../../storage/await-news.ts';
import { isForCitizen } from '../../storage/event-kinds.ts';
import { Speaking } from '../console/language.tsx';
import { type CitizenLanguage, citizenLanguage } from './citizen-language.ts';
import { createView, ReplyView, StandingNotice } from './conversation-view.tsx';
import { knownId, loadConversation, standingOf } from './load-conversation.ts';
import type { PageDeps } from './page-deps.ts';
import { conversationToken } from './session.ts';

const POLL_MS = 1500;
/** Proxies cut silent connections after a minute. */
const HEARTBEAT_POLLS = 15;

/** A part of a page, for itself. */
function inLanguage(language: CitizenLanguage, part: Child): string {
  return (<Speaking value={language}>{part}</Speaking>).toString();
}

/**
 * `GET /events`: late answers and an officer's words for the page, ready to be shown, and that somebody has taken or ended his case. Reads the same table as
 * `/api/v1/chat/{conversation}/events`; 204 without a conversation, so that the browser does not come back.
 */
export function conversationEvents(deps: PageDeps) {
  return async (context: Context): Promise<Response> => {
    const token = conversationToken(context, deps.config);
    const id = token === undefined ? null : await knownId(deps, token);
    if (id === null) return context.body(null, 204);
    const language = citizenLanguage(context);
    const given = context.req.header('last-event-id') ?? context.req.query('after') ?? '0';
    return eventStream(deps, context, async (out) => {
      let cursor = /^\d{1,15}$/.test(given) ? Number(given) : 0;
      const last = deps.runtime.streamPolls ?? Number.POSITIVE_INFINITY;
      const bell = bellOf(deps.storage, id);
      try {
        for (let poll = 0; poll < last && !out.aborted && !out.closed && !deps.closing.aborted; poll++) {
          const events = await deps.storage.eventsAfter(id, cursor);
          const turns = events.some(({ message }) => message) ? (await loadConversation(deps, token)).exchanges : [];
          for (const event of events) {
            const { seq, message, kind } = event;
            if (kind === 'status') {
              const standing = await standingOf(deps, id);
              const data = inLanguage(language, <StandingNotice standing={standing} />);
              await out.writeSSE({ id: String(seq), event: 'standing', data });
              cursor = seq;
              continue;
            }
            if (!isForCitizen(event)) {
              cursor = seq;
              continue;
            }
            const turn = turns.flatMap(({ replies }) => replies).find((reply) => reply.id === message?.id);
            const data = turn ? inLanguage(language, <ReplyView turn={turn} view={createView(deps)} />) : '';
            await out.writeSSE({ id: String(seq), event: 'reply', data });
            cursor = seq;
          }
          if (poll % HEARTBEAT_POLLS === 0) await out.write(': still here\n\n');
          await bell.within(POLL_MS);
        }
      } finally {
        bell.stop();
      }
    });
  };
}
