import type { Context } from 'hono';
import { useWords } from '../console/language.tsx';
import { Composer } from './composer.tsx';
import { createView, ExchangeView, StandingNotice } from './conversation-view.tsx';
import { EmptyState, Privacy } from './empty-state.tsx';
import { Header } from './header.tsx';
import { HOME_WORDS } from './home-words.ts';
import { renderPage } from './layout.tsx';
import { loadConversation } from './load-conversation.ts';
import type { PageDeps } from './page-deps.ts';
import { readForm } from './read-form.ts';
import { conversationToken, readPreferences } from './session.ts';

/** What a form that failed left behind: it is shown again beside the field. */
export interface Unsent {
  readonly typed: string;
  /** null: nothing has failed; he brings his words from another page. */
  readonly problem: string | null;
  /** The same form again, so that a second attempt is not a second message; null: a new one. */
  readonly messageId: string | null;
}

/** `GET /`: the whole page, also the answer to a form without JavaScript that failed. */
export async function renderHome(deps: PageDeps, context: Context, unsent: Unsent | null): Promise<string> {
  const { CITY, HOTLINE_NUMBER } = deps.config;
  const preferences = readPreferences(context);
  const words = HOME_WORDS[preferences.language];
  const { exchanges, standing } = await loadConversation(deps, conversationToken(context, deps.config));
  const view = createView(deps);
  const last = exchanges.length - 1;
  const answered = standing === 'owned' && (exchanges[last]?.replies.length ?? 0) > 0;
  return renderPage({
    title: words.title(CITY),
    description: words.description,
    preferences,
    urls: await deps.assets.urls(),
    page: 'chat',
    bilingual: true,
    children: (
      <>
        <a class="skip" href="#message">
          {words.skip}
        </a>
        <Header city={CITY} hotline={HOTLINE_NUMBER} book={view.book} preferences={preferences} page="home" />
        <main class="chat-main" data-live={exchanges.length > 0 ? '' : undefined}>
          {exchanges.length === 0 && <EmptyState />}
          {/* Before the first message the welcome has a heading of its own; with it this one comes to be (app.js). */}
          <h1 class="unseen" id="title" hidden={exchanges.length === 0 || undefined}>
            {words.conversation}
          </h1>
          <div id="log" class="log" role="log" aria-live="polite" aria-label={words.log}>
            {exchanges.map((exchange, index) => (
              <ExchangeView exchange={exchange} latest={index === last} view={view} />
            ))}
          </div>
          {!answered && <StandingNotice standing={standing} />}
          <p id="typing" class="typing" role="status">
            <span aria-hidden="true" class="dots">
              <i />
              <i />
              <i />
            </span>
            {words.reading}
          </p>
          <noscript>
            <p class="reload">
              <a href="/">{words.reload}</a>
            </p>
          </noscript>
          <div class="fine">
            <Privacy />
            <ClearForm />
          </div>
          <Composer
            messageId={unsent?.messageId ?? deps.newId()}
            typed={unsent?.typed ?? ''}
            problem={unsent?.problem ?? null}
            brought={unsent !== null && unsent.problem === null}
          />
        </main>
      </>
    ),
  });
}

/** `POST /`: words that were written on another page stand in the box; he sends them himself. */
export function bringWords(deps: PageDeps) {
  return async (context: Context): Promise<Response> => {
    const { text } = await readForm(context);
    const typed = typeof text === 'string' ? text.replace(/\r\n?/g, '\n').toWellFormed().trim() : '';
    return context.html(await renderHome(deps, context, typed === '' ? null : { typed, problem: null, messageId: null }));
  };
}

/** Folded, so that nobody empties it by accident; shown by the style sheet once there is a conversation. */
function ClearForm() {
  const words = useWords(HOME_WORDS);
  return (
    <details class="clear">
      <summary>{words.clear}</summary>
      <form method="post" action="/clear" data-forgets-words="">
        <p>{words.clearTells}</p>
        <button type="submit" class="clear-button">
          {words.clearDo}
        </button>
      </form>
    </details>
  );
}
