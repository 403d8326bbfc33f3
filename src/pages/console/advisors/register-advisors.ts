import type { Hono } from 'hono';
import type { PageDeps } from '../../citizen/page-deps.ts';
import { SUPERVISING } from '../roles.ts';
import { requireOfficer } from '../session.ts';
import { ADVISORS_PATH, GRIDS_PATH, IMPORT_PATH, OVERDUE_PATH, TRAINING_PATH } from './advisor-addresses.ts';
import { renderCoverage } from './coverage-page.tsx';
import { gridForms } from './grid-forms.ts';
import { importGrids, renderImport } from './grid-import.tsx';
import { renderGrid } from './grid-page.tsx';
import { renderGrids } from './grids-page.tsx';
import { renderOverdue } from './overdue-page.tsx';
import { confirmTraining, renderTraining } from './training-page.tsx';

/** Grids, and the safety advisors who look after them: for supervisors. */
export function registerAdvisors(pages: Hono, deps: PageDeps): void {
  const allowed = requireOfficer(deps, SUPERVISING);
  const forms = gridForms(deps);
  pages.get(ADVISORS_PATH, allowed, async (context) => context.html(await renderCoverage(deps, context)));
  pages.get(GRIDS_PATH, allowed, async (context) => context.html(await renderGrids(deps, context)));
  pages.post(GRIDS_PATH, allowed, forms.add);
  pages.get(`${GRIDS_PATH}/:id`, allowed, async (context) => context.html(await renderGrid(deps, context)));
  pages.post(`${GRIDS_PATH}/:id`, allowed, forms.change);
  pages.post(`${GRIDS_PATH}/:id/close`, allowed, forms.close);
  pages.post(`${GRIDS_PATH}/:id/advisors`, allowed, forms.assign);
  pages.post(`${GRIDS_PATH}/:id/advisors/end`, allowed, forms.end);
  pages.get(IMPORT_PATH, allowed, async (context) => context.html(await renderImport(deps, context)));
  pages.post(IMPORT_PATH, allowed, importGrids(deps));
  pages.get(TRAINING_PATH, allowed, async (context) => context.html(await renderTraining(deps, context)));
  pages.post(TRAINING_PATH, allowed, confirmTraining(deps));
  pages.get(OVERDUE_PATH, allowed, async (context) => context.html(await renderOverdue(deps, context)));
}
