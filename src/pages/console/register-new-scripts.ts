import type { Hono } from 'hono';
import type { PageDeps } from '../citizen/page-deps.ts';
import { NEW_SCRIPTS_PATH } from './library-frame.tsx';
import { newScriptForms } from './new-script-forms.ts';
import { renderNewScript } from './new-script-page.tsx';
import { renderNewScripts } from './new-scripts-page.tsx';
import { AT_THE_LIBRARY, LIBRARIANS } from './roles.ts';
import { requireOfficer } from './session.ts';

/** What the library does not know yet: read by supervisors too, decided by librarians alone. */
export function registerNewScripts(pages: Hono, deps: PageDeps): void {
  const reader = requireOfficer(deps, AT_THE_LIBRARY);
  const librarian = requireOfficer(deps, LIBRARIANS);
  const forms = newScriptForms(deps);
  pages.get(NEW_SCRIPTS_PATH, reader, async (context) => context.html(await renderNewScripts(deps, context)));
  pages.post(`${NEW_SCRIPTS_PATH}/find`, librarian, forms.find);
  pages.get(`${NEW_SCRIPTS_PATH}/:id`, reader, async (context) =>
    context.html(await renderNewScript(deps, context, context.req.param('id'))),
  );
  pages.post(`${NEW_SCRIPTS_PATH}/:id/draft`, librarian, forms.draft);
  pages.post(`${NEW_SCRIPTS_PATH}/:id/dismiss`, librarian, forms.dismiss);
  pages.post(`${NEW_SCRIPTS_PATH}/:id/revive`, librarian, forms.revive);
}
