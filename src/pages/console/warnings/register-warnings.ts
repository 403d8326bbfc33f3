import type { Hono } from 'hono';
import type { PageDeps } from '../../citizen/page-deps.ts';
import { AT_THE_QUEUE, SUPERVISING } from '../roles.ts';
import { requireOfficer } from '../session.ts';
import { VISITING } from '../visits/visiting.ts';
import { importForms } from './import-forms.ts';
import { renderImport } from './import-page.tsx';
import { renderImports } from './imports-page.tsx';
import { renderLane } from './lane-page.tsx';
import { newWarningForm, renderNewWarning } from './new-warning.tsx';
import { warningActForms } from './warning-act-forms.ts';
import { renderWarning } from './warning-page.tsx';
import { IMPORTS_PATH, WARNINGS_PATH } from './warning-paths.ts';

/** The lane of warnings: read by advisors as far as their grids go, worked on by officers. */
export function registerWarnings(pages: Hono, deps: PageDeps): void {
  const officer = requireOfficer(deps, AT_THE_QUEUE);
  const reader = requireOfficer(deps, VISITING);
  const acts = warningActForms(deps);
  const imports = importForms(deps);
  pages.get(WARNINGS_PATH, reader, async (context) => context.html(await renderLane(deps, context)));
  pages.get(`${WARNINGS_PATH}/new`, officer, async (context) => context.html(await renderNewWarning(deps, context)));
  pages.post(`${WARNINGS_PATH}/new`, officer, newWarningForm(deps));
  pages.get(IMPORTS_PATH, officer, async (context) => context.html(await renderImports(deps, context)));
  pages.post(IMPORTS_PATH, officer, imports.upload);
  pages.get(`${IMPORTS_PATH}/template.csv`, officer, imports.template);
  pages.get(`${IMPORTS_PATH}/:import`, officer, async (context) =>
    context.html(await renderImport(deps, context, context.req.param('import') ?? '')),
  );
  pages.get(`${IMPORTS_PATH}/:import/errors.csv`, officer, imports.errors);
  pages.post(`${IMPORTS_PATH}/:import/confirm`, officer, imports.confirm);
  pages.post(`${IMPORTS_PATH}/:import/discard`, officer, imports.discard);
  pages.get(`${WARNINGS_PATH}/:id`, reader, async (context) =>
    context.html(await renderWarning(deps, context, context.req.param('id') ?? '')),
  );
  pages.post(`${WARNINGS_PATH}/:id/claim`, officer, acts.claim);
  pages.post(`${WARNINGS_PATH}/:id/release`, officer, acts.release);
  pages.post(`${WARNINGS_PATH}/:id/step`, officer, acts.step);
  pages.post(`${WARNINGS_PATH}/:id/close`, officer, acts.close);
  pages.post(`${WARNINGS_PATH}/:id/void`, requireOfficer(deps, SUPERVISING), acts.void);
}
