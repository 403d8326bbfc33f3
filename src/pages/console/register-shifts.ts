import type { Hono } from 'hono';
import type { PageDeps } from '../citizen/page-deps.ts';
import { handoverForms } from './handover-forms.ts';
import { renderHandover } from './handover-page.tsx';
import { HANDOVERS_PATH, renderHandovers } from './handovers-page.tsx';
import { AT_THE_QUEUE } from './roles.ts';
import { requireOfficer } from './session.ts';

/** One shift ends, the next begins: sheets with two signatures. */
export function registerShifts(pages: Hono, deps: PageDeps): void {
  const allowed = requireOfficer(deps, AT_THE_QUEUE);
  const forms = handoverForms(deps);
  pages.get(HANDOVERS_PATH, allowed, async (context) => context.html(await renderHandovers(deps, context)));
  pages.post(HANDOVERS_PATH, allowed, forms.give);
  pages.get(`${HANDOVERS_PATH}/:id`, allowed, async (context) => context.html(await renderHandover(deps, context)));
  pages.post(`${HANDOVERS_PATH}/:id/take`, allowed, forms.take);
}
