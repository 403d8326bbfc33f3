import type { Hono } from 'hono';
import type { PageDeps } from '../../citizen/page-deps.ts';
import { AT_THE_QUEUE } from '../roles.ts';
import { requireOfficer } from '../session.ts';
import { citizenForms } from './citizen-forms.ts';
import { CITIZENS_PATH, renderCitizens } from './citizens-page.tsx';

/** Registered citizens at the desk: their numbers are confirmed, and they are helped back in. */
export function registerCitizensDesk(pages: Hono, deps: PageDeps): void {
  const allowed = requireOfficer(deps, AT_THE_QUEUE);
  const forms = citizenForms(deps);
  pages.get(CITIZENS_PATH, allowed, async (context) => context.html(await renderCitizens(deps, context)));
  pages.post(`${CITIZENS_PATH}/prove`, allowed, forms.prove);
  pages.post(`${CITIZENS_PATH}/find`, allowed, forms.find);
  pages.post(`${CITIZENS_PATH}/:citizen/link`, allowed, forms.link);
  pages.post(`${CITIZENS_PATH}/:citizen/sign-out`, allowed, forms.signOut);
}
