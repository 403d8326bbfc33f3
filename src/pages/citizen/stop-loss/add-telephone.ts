import type { Context } from 'hono';
import { addTelephone } from '../../../stop-loss/add-telephone.ts';
import { reachableNumber } from '../../../stop-loss/own-telephone.ts';
import { citizenLanguage } from '../citizen-language.ts';
import type { PageDeps } from '../page-deps.ts';
import { readForm } from '../read-form.ts';
import { renderStatus } from './status-page.tsx';

const LONGEST = 60;

/** `POST /stop-loss/:token/phone`: the number that was missing, so that an officer can ring him after all. */
export function takeTelephone(deps: PageDeps) {
  return async (context: Context): Promise<Response> => {
    const { phone: sent } = await readForm(context);
    const token = context.req.param('token') ?? '';
    const typed = typeof sent === 'string' ? sent.trim().slice(0, LONGEST).toWellFormed() : '';
    const phone = reachableNumber(typed, deps.config.HOTLINE_NUMBER);
    const lead = await deps.storage.stopLeadOfToken(token);
    if (phone === null) {
      context.status(422);
      return context.html(await renderStatus(deps, context, { telephone: typed }));
    }
    // An unknown token gets the page's own answer; of a lead that is closed nobody rings any more.
    if (lead && lead.state !== 'closed' && lead.body !== null) {
      await addTelephone(deps, { ...lead, token }, phone, citizenLanguage(context));
      deps.nudgeDelivery();
    }
    return context.redirect(`/stop-loss/${encodeURIComponent(token)}`, 303);
  };
}
