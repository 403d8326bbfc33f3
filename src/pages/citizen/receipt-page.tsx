import type { Context } from 'hono';
import { RECEIPT_ANSWERS, readReceiptNumber } from '../../desk/receipt.ts';
import { renderPage } from './layout.tsx';
import type { PageDeps } from './page-deps.ts';
import { createPhoneBook, withCalls } from './phone-numbers.tsx';
import { readPreferences } from './session.ts';

/**
 * `GET /receipt/:number`, `GET /receipt?n=`: is there such a number? A scammer will show one to his victim, so nothing else is
 * said of it, to nobody, however it is asked for.
 */
export async function renderReceipt(deps: PageDeps, context: Context): Promise<string> {
  context.header('X-Robots-Tag', 'noindex, nofollow');
  const typed = context.req.param('number') ?? context.req.query('n') ?? '';
  const number = readReceiptNumber(typed);
  const known = number !== null && (await deps.storage.hasReceipt(number));
  const answer = typed.trim() === '' ? null : RECEIPT_ANSWERS[known ? 'known' : 'unknown'];
  const book = createPhoneBook(deps.detector.library, deps.config.HOTLINE_NUMBER);
  return renderPage({
    title: '核对咨询回执编号 · 反诈一哥',
    description: '',
    preferences: readPreferences(context),
    urls: await deps.assets.urls(),
    page: 'plain',
    children: (
      <main class="sheet receipt">
        <h1>核对咨询回执编号</h1>
        {answer && (
          <div class="receipt-answer" role="status">
            <p>{withCalls(answer.zh, book)}</p>
            <p lang="en">{withCalls(answer.en, book)}</p>
          </div>
        )}
        <form class="receipt-form" method="get" action="/receipt">
          <label for="receipt-number">
            回执编号 <small lang="en">Receipt number</small>
          </label>
          <input
            id="receipt-number"
            name="n"
            value={typed.slice(0, 40)}
            placeholder="R2026-…"
            maxlength={40}
            autocomplete="off"
            autocapitalize="characters"
            spellcheck={false}
            required
          />
          <button type="submit">
            核对 <small lang="en">Check</small>
          </button>
        </form>
      </main>
    ),
  });
}
