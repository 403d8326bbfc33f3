import type { Hono, MiddlewareHandler } from 'hono';
import type { PageDeps } from '../citizen/page-deps.ts';
import { activateRelease } from './library-forms.ts';
import { LIBRARY_PATH, SEARCH_PATH, TRY_PATH } from './library-frame.tsx';
import { renderLibrary } from './library-page.tsx';
import { renderPattern } from './library-pattern.tsx';
import { renderLibrarySearch } from './library-search.tsx';
import { renderSignal } from './library-signal.tsx';
import { tryPage, tryText } from './library-try.tsx';
import { AT_THE_LIBRARY, LIBRARIANS } from './roles.ts';
import { officerOf, requireOfficer } from './session.ts';

/** The library of scam patterns: read by supervisors too, changed by librarians alone. */
export function registerLibrary(pages: Hono, deps: PageDeps): void {
  const reader = requireOfficer(deps, AT_THE_LIBRARY);
  pages.get(LIBRARY_PATH, reader, async (context) => context.html(await renderLibrary(deps, context)));
  pages.post(`${LIBRARY_PATH}/activate`, requireOfficer(deps, LIBRARIANS), activateRelease(deps));
  pages.get(SEARCH_PATH, reader, async (context) => context.html(await renderLibrarySearch(deps, context)));
  pages.get(`${LIBRARY_PATH}/patterns/:id`, reader, async (context) =>
    context.html(await renderPattern(deps, context, context.req.param('id'))),
  );
  pages.get(`${LIBRARY_PATH}/signals/:id`, reader, async (context) =>
    context.html(await renderSignal(deps, context, context.req.param('id'))),
  );
  pages.get(TRY_PATH, reader, async (context) => context.html(await tryPage(deps, context)));
  pages.post(TRY_PATH, reader, tryText(deps));
}

/** Who signs in lands at the queue, which is not a librarian's: he is led to his own place. */
export const librariansToLibrary: MiddlewareHandler = async (context, next) => {
  if (officerOf(context).role === 'librarian') return context.redirect(LIBRARY_PATH, 303);
  return next();
};
