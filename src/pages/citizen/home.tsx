import type { Context } from 'hono';
import { Composer } from './composer.tsx';
import { createView, ExchangeView, OwnedNotice } from './conversation-view.tsx';
import { EmptyState, Privacy } from './empty-state.tsx';
import { Header } from './header.tsx';
import { renderPage } from './layout.tsx';
import { loadConversation } from './load-conversation.ts';
import type { PageDeps } from './page-deps.ts';
import { conversationToken, readPreferences } from './session.ts';

/** What a form that failed left behind: it is shown again beside the field. */
export interface Unsent {
  readonly typed: string;
  readonly problem: string;
  /** The same form again, so that a second attempt is not a second message; null: a new one. */
  readonly messageId: string | null;
}

/** `GET /`: the whole page, also the answer to a form without JavaScript that failed. */
export async function renderHome(deps: PageDeps, context: Context, unsent: Unsent | null): Promise<string> {
  const { CITY, HOTLINE_NUMBER } = deps.config;
  const preferences = readPreferences(context);
  const { exchanges, owned } = await loadConversation(deps, conversationToken(context, deps.config));
  const view = createView(deps);
  const last = exchanges.length - 1;
  const unanswered = owned && exchanges[last]?.replies.length === 0;
  return renderPage({
    title: `反诈一哥 · ${CITY}`,
    description: '收到可疑的短信、聊天、链接，贴过来问一问：像不像诈骗，为什么，现在怎么办。钱刚转走，先打110。',
    preferences,
    urls: await deps.assets.urls(),
    page: 'chat',
    children: (
      <>
        <a class="skip" href="#message">
          跳到输入框
        </a>
        <Header city={CITY} hotline={HOTLINE_NUMBER} book={view.book} preferences={preferences} page="home" />
        <main class="chat-main" data-live={exchanges.length > 0 ? '' : undefined}>
          {exchanges.length === 0 ? <EmptyState /> : <h1 class="unseen">和一哥的对话</h1>}
          <div id="log" class="log" role="log" aria-live="polite" aria-label="对话">
            {exchanges.map((exchange, index) => (
              <ExchangeView exchange={exchange} latest={index === last} view={view} />
            ))}
          </div>
          {unanswered && <OwnedNotice />}
          <p id="typing" class="typing" role="status">
            <span aria-hidden="true" class="dots">
              <i />
              <i />
              <i />
            </span>
            正在看
          </p>
          <noscript>
            <p class="reload">
              <a href="/">看看有没有新回复</a>
            </p>
          </noscript>
          <div class="fine">
            <Privacy />
            <ClearForm />
          </div>
          <Composer messageId={unsent?.messageId ?? deps.newId()} typed={unsent?.typed ?? ''} problem={unsent?.problem ?? null} />
        </main>
      </>
    ),
  });
}

/** Folded, so that nobody empties it by accident; shown by the style sheet once there is a conversation. */
function ClearForm() {
  return (
    <details class="clear">
      <summary>清空对话</summary>
      <form method="post" action="/clear">
        <p>清空后，这台设备上看不到这段对话了。已经转给值班员的工单还在办。</p>
        <button type="submit" class="clear-button">
          清空
        </button>
      </form>
    </details>
  );
}
