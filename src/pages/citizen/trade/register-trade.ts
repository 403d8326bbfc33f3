import type { Context, Hono } from 'hono';
import type { CitizenRoute } from '../citizen-route.ts';
import type { PageDeps } from '../page-deps.ts';
import { appeal, showAppeal } from './trade-appeal.tsx';
import { ask, showEnquiry } from './trade-ask.tsx';
import { actOnOwn, showDefault } from './trade-default.tsx';
import { fileDefault, showFile } from './trade-file.tsx';
import { formId, TRADE_PATH, tradeFields } from './trade-frame.tsx';
import { tradeHome } from './trade-home.tsx';
import { showLink, useLink } from './trade-link.tsx';
import { objectTo } from './trade-objection.tsx';
import { registerMerchant, showRegister } from './trade-register.tsx';
import { merchantIfAny, signOutMerchant } from './trade-session.ts';

type Answer = (deps: PageDeps, context: Context) => Promise<Response>;

/** The check of trade partners; without its legal basis none of these addresses exists. */
export function registerTrade(pages: Hono, deps: PageDeps, { page, form }: CitizenRoute): void {
  if (deps.config.TRADE_CHECK_LEGAL_BASIS === '') return;
  const get = (path: string, answer: Answer) => pages.on('GET', [path], ...page, (context: Context) => answer(deps, context));
  const post = (path: string, answer: Answer) => pages.on('POST', [path], ...form, (context: Context) => answer(deps, context));
  get(TRADE_PATH, tradeHome);
  get('/trade/register', showRegister);
  post('/trade/register', registerMerchant);
  get('/trade/link', showLink);
  post('/trade/link', useLink);
  post('/trade/ask', ask);
  get('/trade/enquiries/:id', showEnquiry);
  get('/trade/file', showFile);
  post('/trade/defaults', fileDefault);
  get('/trade/defaults/:id', showDefault);
  post('/trade/defaults/:id/paid', (_, context) => actOnOwn(deps, context, 'paid'));
  post('/trade/defaults/:id/withdraw', (_, context) => actOnOwn(deps, context, 'withdrawn'));
  post('/trade/defaults/:id/object', objectTo);
  get('/trade/appeal', showAppeal);
  post('/trade/appeal', appeal);
  post('/trade/sign-out', async (_, context) => {
    await signOutMerchant(deps, context);
    return context.redirect(TRADE_PATH, 303);
  });
  post('/trade/leave', async (_, context) => {
    const merchant = await merchantIfAny(deps, context);
    const typed = await tradeFields(context);
    if (merchant) await deps.storage.closeMerchant(formId(deps, typed.form), merchant.id, 'himself');
    await signOutMerchant(deps, context);
    return context.redirect(TRADE_PATH, 303);
  });
}
