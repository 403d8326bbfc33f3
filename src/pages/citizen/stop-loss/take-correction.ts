import type { Context } from 'hono';
import { addTelephone } from '../../../stop-loss/add-telephone.ts';
import { bodyWith, correctionsOf, correctTransfers, mayCorrect } from '../../../stop-loss/corrections.ts';
import { reachableNumber } from '../../../stop-loss/own-telephone.ts';
import { asStored, leadBodyOf, transferBodyOf } from '../../../stop-loss/stop-lead.ts';
import type { ActResult } from '../../../storage/stop-loss/lead-acts.ts';
import type { StopLead } from '../../../storage/stop-loss/read-leads.ts';
import type { Spoken } from '../../console/language.tsx';
import { citizenLanguage } from '../citizen-language.ts';
import type { PageDeps } from '../page-deps.ts';
import { readForm } from '../read-form.ts';
import { typedFields } from './send-lead-form.ts';
import { renderStatus } from './status-page.tsx';

const WORDS: Spoken<string> = {
  'zh-CN': '没改成：这条线索刚有变化。还能改就请再改一次；值班员接手了，就等他打来时说。',
  en: 'Not changed: this lead has just moved on. If it can still be corrected, please do it once more; else tell the officer who rings you.',
};

/** `POST /stop-loss/:token/correct`: what he wrote wrong, before an officer works with it. */
export function takeCorrection(deps: PageDeps) {
  const { storage } = deps;
  return async (context: Context): Promise<Response> => {
    const typed = typedFields(await readForm(context));
    const token = context.req.param('token') ?? '';
    const lead = await storage.stopLeadOfToken(token);
    const phone = reachableNumber(typed.phone ?? '', deps.config.HOTLINE_NUMBER);
    if ((typed.phone ?? '').trim() !== '' && phone === null) {
      context.status(422);
      return context.html(await renderStatus(deps, context, { correction: { typed, phoneUnread: true } }));
    }
    // An unknown token gets the page's own answer.
    if (lead && (!mayCorrect(lead) || (await correct(token, lead, typed)) === 'moved')) {
      context.status(409);
      const problem = WORDS[citizenLanguage(context)];
      return context.html(await renderStatus(deps, context, { problem, correction: { typed, phoneUnread: false } }));
    }
    if (lead && phone !== null && phone !== leadBodyOf(lead.body).phone) {
      await addTelephone(deps, { ...lead, token }, phone, citizenLanguage(context));
      deps.nudgeDelivery();
    }
    return context.redirect(`/stop-loss/${encodeURIComponent(token)}`, 303);
  };

  async function correct(token: string, lead: StopLead, typed: Readonly<Record<string, string>>): Promise<ActResult> {
    const kept = lead.records.map(({ position, body }) => ({ position, transfer: transferBodyOf(body) }));
    const { transfers, corrections } = correctTransfers(kept, typed, deps.now());
    if (corrections.length === 0) return 'done';
    return storage.correctStopLead(token, {
      seen: /^\d{1,6}$/.test(typed.seen ?? '') ? Number(typed.seen) : -1,
      body: bodyWith(leadBodyOf(lead.body), [...correctionsOf(lead.body), ...corrections]),
      transfers: transfers.map(({ position, transfer }) => ({ ...asStored(transfer), position })),
    });
  }
}
