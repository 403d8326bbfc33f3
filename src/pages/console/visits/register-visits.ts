import type { Hono } from 'hono';
import type { PageDeps } from '../../citizen/page-deps.ts';
import { AT_THE_QUEUE } from '../roles.ts';
import { requireOfficer } from '../session.ts';
import { visitForms } from './visit-forms.ts';
import { renderVisit } from './visit-page.tsx';
import { VISITING, VISITS_PATH } from './visiting.ts';
import { renderVisits } from './visits-page.tsx';

/** Whom to visit, and what one has in one's hand on the doorstep. */
export function registerVisits(pages: Hono, deps: PageDeps): void {
  const visitor = requireOfficer(deps, VISITING);
  const forms = visitForms(deps);
  pages.get(VISITS_PATH, visitor, async (context) => context.html(await renderVisits(deps, context)));
  pages.get(`${VISITS_PATH}/:id`, visitor, async (context) => context.html(await renderVisit(deps, context)));
  pages.post(`${VISITS_PATH}/:id/begin`, visitor, forms.begin);
  pages.post(`${VISITS_PATH}/:id/family`, visitor, forms.family);
  pages.post(`${VISITS_PATH}/:id/finish`, visitor, forms.finish);
  pages.post(`${VISITS_PATH}/:id/companion`, requireOfficer(deps, AT_THE_QUEUE), forms.companion);
  pages.post(`${VISITS_PATH}/tasks/:id/done`, requireOfficer(deps, ['advisor']), forms.task);
}
