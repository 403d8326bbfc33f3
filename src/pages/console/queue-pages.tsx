import type { Hono } from 'hono';
import type { PageDeps } from '../citizen/page-deps.ts';
import { caseForms } from './case-forms.ts';
import { renderCase } from './case-page.tsx';
import { AT_THE_QUEUE } from './roles.ts';
import { requireOfficer } from './session.ts';

/** The queue and the cases, one line each. */
export function registerQueuePages(pages: Hono, deps: PageDeps): void {
  const allowed = requireOfficer(deps, AT_THE_QUEUE);
  const forms = caseForms(deps);
  pages.get('/console/cases/:id', allowed, async (context) => context.html(await renderCase(deps, context, context.req.param('id'))));
  pages.post('/console/cases/:id/claim', allowed, forms.claim);
  pages.post('/console/cases/:id/release', allowed, forms.release);
  pages.post('/console/cases/:id/say', allowed, forms.say);
  pages.post('/console/cases/:id/note', allowed, forms.note);
  pages.post('/console/cases/:id/close', allowed, forms.close);
}
