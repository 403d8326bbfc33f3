import { type Context, Hono, type MiddlewareHandler } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { compress } from 'hono/compress';
import { csrf } from 'hono/csrf';
import { AppError } from '../../errors.ts';
import type { AppDeps } from '../../routes/app-deps.ts';
import { MAX_FORM_BYTES } from '../../routes/body-limits.ts';
import { onNotFound } from '../../routes/errors.ts';
import type { MessageGate } from '../../routes/message-gate.ts';
import { apiPage } from '../api/api-page.tsx';
import { createAssets } from './assets.ts';
import { clearConversation } from './clear-conversation.ts';
import { conversationEvents } from './events.tsx';
import { renderGuide } from './guide.tsx';
import { bringWords, renderHome } from './home.tsx';
import { registerLearn } from './learn/register-learn.ts';
import { registerLookup } from './lookup/register-lookup.ts';
import { registerMe } from './me/register-me.ts';
import type { PageDeps } from './page-deps.ts';
import { onPageError } from './page-error.tsx';
import { savePreferences } from './preferences.tsx';
import { renderPrivacy } from './privacy-page.tsx';
import { registerPublicIndex } from './public-index/register-public-index.ts';
import { renderReceipt } from './receipt-page.tsx';
import { reportWrong } from './report-wrong.tsx';
import { sendMessage } from './send-message.tsx';
import { registerStopLoss } from './stop-loss/register-stop-loss.ts';
import { registerTrade } from './trade/register-trade.ts';
import { registerWarned } from './warned/register-warned.ts';

/** The pages for citizens, one line each. */
export function registerCitizenPages(app: Hono, appDeps: AppDeps, limit: MiddlewareHandler, gate: MessageGate): void {
  const deps: PageDeps = { ...appDeps, assets: createAssets(appDeps) };
  const pages = new Hono();
  const pageError = onPageError(deps);
  pages.onError(pageError);
  app.notFound((context) =>
    asksForPage(context) ? pageError(new AppError('route.unknown', 'no such page', 404), context) : onNotFound(context),
  );
  pages.get('/assets/:name', compress(), deps.assets.serve);
  pages.get('/', limit, compress(), noStore, async (context) => context.html(await renderHome(deps, context, null)));
  pages.post('/', limit, ...guard, bringWords(deps));
  pages.get('/help', limit, compress(), noStore, async (context) => context.html(await renderGuide(deps, context)));
  pages.get('/privacy', limit, compress(), noStore, async (context) => context.html(await renderPrivacy(deps, context)));
  pages.get('/api', limit, compress(), async (context) => context.html(await apiPage(deps, context)));
  pages.get('/receipt/:number?', limit, compress(), noStore, async (context) => context.html(await renderReceipt(deps, context)));
  pages.get('/events', limit, conversationEvents(deps));
  pages.post('/message', ...guard, sendMessage(deps, gate));
  pages.post('/wrong', limit, ...guard, reportWrong(deps));
  pages.post('/clear', limit, ...guard, clearConversation(deps));
  pages.post('/preferences', limit, ...guard, savePreferences(deps));
  const route = { page: [limit, compress(), noStore], form: [limit, ...guard] };
  registerMe(pages, deps, route);
  registerLearn(pages, deps, route);
  registerWarned(pages, deps, route);
  registerStopLoss(pages, deps, route);
  registerLookup(pages, deps, route);
  registerPublicIndex(pages, deps, route);
  registerTrade(pages, deps, route);
  app.route('/', pages);
}

/** Somebody who mistyped an address, not a program. */
function asksForPage({ req }: Context): boolean {
  return req.method === 'GET' && !req.path.startsWith('/api/') && (req.header('accept') ?? '').includes('text/html');
}

/** Personal: neither the browser nor a proxy keeps it. */
const noStore: MiddlewareHandler = async (context, next) => {
  await next();
  context.header('Cache-Control', 'no-store');
};

/** Only from our own pages. The host is compared, not the scheme: behind a TLS proxy we are spoken to in plain HTTP. */
const guard = [
  csrf({ origin: (origin, context) => URL.canParse(origin) && new URL(origin).host === context.req.header('host') }),
  bodyLimit({
    maxSize: MAX_FORM_BYTES,
    onError: () => {
      throw new AppError('request.too-large', `the form may have ${MAX_FORM_BYTES} bytes at most`, 413);
    },
  }),
  compress(),
  noStore,
] as const;
