import type { Hono } from 'hono';
import type { PageDeps } from '../../citizen/page-deps.ts';
import { ADMINISTERING } from '../roles.ts';
import { requireOfficer } from '../session.ts';
import { erasureForms } from './erasure-forms.ts';
import { ERASURES_PATH, renderErasures } from './erasures-page.tsx';

/** Erasure for a citizen who asks at the counter, by telephone or by letter. */
export function registerErasures(pages: Hono, deps: PageDeps): void {
  const administrator = requireOfficer(deps, ADMINISTERING);
  const forms = erasureForms(deps);
  pages.get(ERASURES_PATH, administrator, async (context) => context.html(await renderErasures(deps, context)));
  pages.post(`${ERASURES_PATH}/find`, administrator, forms.find);
  pages.get(`${ERASURES_PATH}/:id`, administrator, forms.show);
  pages.post(`${ERASURES_PATH}/:id`, administrator, forms.order);
}
