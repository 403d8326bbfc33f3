import type { Hono } from 'hono';
import type { PageDeps } from '../citizen/page-deps.ts';
import { callBackForms } from './call-back-forms.ts';
import { CALL_BACKS_PATH, renderCallBacks } from './call-backs-page.tsx';
import { callForms } from './call-forms.tsx';
import { AT_THE_QUEUE } from './roles.ts';
import { requireOfficer } from './session.ts';
import { telephoneForms } from './telephone-forms.ts';

/** Calls that come in, calls that are owed, what 110 does, and who is one person. */
export function registerTelephone(pages: Hono, deps: PageDeps): void {
  const allowed = requireOfficer(deps, AT_THE_QUEUE);
  const calls = callForms(deps);
  pages.get('/console/calls/new', allowed, calls.show);
  pages.post('/console/calls/new', allowed, calls.take);
  pages.post('/console/calls/advice', allowed, calls.advise);
  const callBacks = callBackForms(deps);
  pages.get(CALL_BACKS_PATH, allowed, async (context) => context.html(await renderCallBacks(deps, context)));
  pages.post(`${CALL_BACKS_PATH}/:callBack/take`, allowed, callBacks.take);
  pages.post(`${CALL_BACKS_PATH}/:callBack`, allowed, callBacks.settle);
  const forms = telephoneForms(deps);
  pages.post('/console/cases/:id/police', allowed, forms.police);
  pages.post('/console/cases/:id/call-back', allowed, forms.promise);
  pages.post('/console/cases/:id/merge', allowed, forms.merge);
}
