import type { Hono } from 'hono';
import type { PageDeps } from '../../citizen/page-deps.ts';
import { AT_THE_QUEUE } from '../roles.ts';
import { officerOf, requireOfficer } from '../session.ts';
import { showEvidence } from './lead-files.ts';
import { leadForms } from './lead-forms.ts';
import { renderLead } from './lead-page.tsx';
import { renderLeadSheet } from './lead-sheet.tsx';
import { renderNewLead } from './new-lead-page.tsx';
import { renderStopLeads, STOP_LEADS_PATH } from './stop-leads-page.tsx';

/** 一哥止损 at the desk, one line each. */
export function registerStopLeads(pages: Hono, deps: PageDeps): void {
  const allowed = requireOfficer(deps, AT_THE_QUEUE);
  const forms = leadForms(deps);
  const one = `${STOP_LEADS_PATH}/:id`;
  pages.get(STOP_LEADS_PATH, allowed, async (context) => context.html(await renderStopLeads(deps, context)));
  pages.post(STOP_LEADS_PATH, allowed, forms.create);
  // An advisor at a doorstep sees no bank data: the page for citizens opens, where the victim himself writes.
  pages.get(`${STOP_LEADS_PATH}/new`, requireOfficer(deps, [...AT_THE_QUEUE, 'advisor']), async (context) =>
    officerOf(context).role === 'advisor'
      ? context.redirect(`/stop-loss?warning=${encodeURIComponent(context.req.query('warning') ?? '')}`, 303)
      : context.html(await renderNewLead(deps, context)),
  );
  pages.get(one, allowed, async (context) => context.html(await renderLead(deps, context)));
  pages.post(`${one}/take`, allowed, forms.take);
  pages.post(`${one}/release`, allowed, forms.release);
  pages.post(`${one}/change`, allowed, forms.change);
  pages.post(`${one}/check`, allowed, forms.check);
  pages.post(`${one}/send`, allowed, forms.send);
  pages.get(`${one}/sheet`, allowed, async (context) => context.html(await renderLeadSheet(deps, context)));
  pages.post(`${one}/file`, allowed, forms.file);
  pages.post(`${one}/answer`, allowed, forms.answer);
  pages.post(`${one}/close`, allowed, forms.close);
  pages.get(`${one}/evidence/:evidence`, allowed, (context) => showEvidence(deps, context));
}
