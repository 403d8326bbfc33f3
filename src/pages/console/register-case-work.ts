import type { Hono } from 'hono';
import type { PageDeps } from '../citizen/page-deps.ts';
import { showAttachment } from './case-attachment.ts';
import { caseForms } from './case-forms.ts';
import { noteCommunity } from './note-community.ts';
import { AT_THE_QUEUE } from './roles.ts';
import { requireOfficer } from './session.ts';

/** What is done with a case beside claiming, answering and closing it. */
export function registerCaseWork(pages: Hono, deps: PageDeps): void {
  const allowed = requireOfficer(deps, AT_THE_QUEUE);
  const forms = caseForms(deps);
  pages.post('/console/cases/:id/transfer', allowed, forms.transfer);
  pages.post('/console/cases/:id/telephone', allowed, forms.telephone);
  pages.post('/console/cases/:id/reopen', allowed, forms.reopen);
  pages.get('/console/cases/:id/attachments/:attachment', allowed, (context) => showAttachment(deps, context));
  pages.post('/console/cases/:id/community', allowed, noteCommunity(deps));
}
