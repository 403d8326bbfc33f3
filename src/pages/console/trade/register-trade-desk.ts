import type { Context, Hono, MiddlewareHandler } from 'hono';
import { AppError } from '../../../errors.ts';
import { LIAISON_ROLES } from '../../../storage/merchants/trade-step.ts';
import type { PageDeps } from '../../citizen/page-deps.ts';
import { deskLanguage } from '../language.tsx';
import { requireOfficer } from '../session.ts';
import { decideAppeal, showAppealAtDesk } from './trade-appeal-desk.tsx';
import { checkDefault, decideObjection, showDefaultAtDesk } from './trade-default-desk.tsx';
import { TRADE_DESK_WORDS } from './trade-desk-words.ts';
import { showTradeDesk } from './trade-find.tsx';
import { checkMerchant, closeMerchant, linkMerchant, showMerchant } from './trade-merchant.tsx';
import { TRADE_DESK_PATH } from './trade-parts.tsx';

type Answer = (deps: PageDeps, context: Context) => Promise<Response>;

/** Liaison officers at work. Without the legal basis every address is unknown to those who might use it. */
export function registerTradeDesk(pages: Hono, deps: PageDeps): void {
  const switchedOn: MiddlewareHandler = async (context, next) => {
    if (deps.config.TRADE_CHECK_LEGAL_BASIS === '') throw new AppError('trade.off', TRADE_DESK_WORDS[deskLanguage(context)].off, 404);
    await next();
  };
  const liaison = requireOfficer(deps, LIAISON_ROLES);
  const get = (path: string, answer: Answer) =>
    pages.get(`${TRADE_DESK_PATH}${path}`, liaison, switchedOn, (context: Context) => answer(deps, context));
  const post = (path: string, answer: Answer) =>
    pages.post(`${TRADE_DESK_PATH}${path}`, liaison, switchedOn, (context: Context) => answer(deps, context));
  get('', showTradeDesk);
  get('/merchants/:id', showMerchant);
  post('/merchants/:id/check', checkMerchant);
  post('/merchants/:id/link', linkMerchant);
  post('/merchants/:id/close', closeMerchant);
  get('/defaults/:id', showDefaultAtDesk);
  post('/defaults/:id/check', checkDefault);
  post('/objections/:id', decideObjection);
  get('/appeals/:id', showAppealAtDesk);
  post('/appeals/:id', decideAppeal);
}
