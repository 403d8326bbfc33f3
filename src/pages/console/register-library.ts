import type { Hono, MiddlewareHandler } from 'hono';
import type { Role } from '../../storage/desk-schema.ts';
import type { PageDeps } from '../citizen/page-deps.ts';
import { HISTORY_PATH, LIBRARY_CALL_BACKS_PATH } from './library-addresses.ts';
import { libraryCallBackForms } from './library-call-back-forms.ts';
import { renderLibraryCallBacks } from './library-call-backs.tsx';
import { renderFileDiff } from './library-file-diff.tsx';
import { activateRelease } from './library-forms.ts';
import { LIBRARY_PATH, SEARCH_PATH, TRY_PATH } from './library-frame.tsx';
import { renderLibrary } from './library-page.tsx';
import { renderPattern } from './library-pattern.tsx';
import { renderRelease } from './library-release.tsx';
import { renderLibrarySearch } from './library-search.tsx';
import { renderSignal } from './library-signal.tsx';
import { tryPage, tryText } from './library-try.tsx';
import { registerDrafts } from './register-drafts.ts';
import { ANYBODY, AT_THE_LIBRARY, LIBRARIANS } from './roles.ts';
import { officerOf, requireOfficer } from './session.ts';
import { stepUp } from './step-up.tsx';

/** The library of scam patterns: read by supervisors too, changed by librarians alone. */
export function registerLibrary(pages: Hono, deps: PageDeps): void {
  const reader = requireOfficer(deps, AT_THE_LIBRARY);
  pages.get(LIBRARY_PATH, reader, async (context) => context.html(await renderLibrary(deps, context)));
  pages.post(`${LIBRARY_PATH}/activate`, requireOfficer(deps, LIBRARIANS), stepUp(deps), activateRelease(deps));
  pages.get(SEARCH_PATH, reader, async (context) => context.html(await renderLibrarySearch(deps, context)));
  pages.get(`${LIBRARY_PATH}/patterns/:id`, reader, async (context) =>
    context.html(await renderPattern(deps, context, context.req.param('id'))),
  );
  pages.get(`${LIBRARY_PATH}/signals/:id`, reader, async (context) =>
    context.html(await renderSignal(deps, context, context.req.param('id'))),
  );
  pages.get(`${LIBRARY_PATH}/releases/:version`, reader, async (context) => context.html(await renderRelease(deps, context)));
  pages.get(HISTORY_PATH, reader, async (context) => context.html(await renderFileDiff(deps, context)));
  registerCallBacks(pages, deps);
  registerDrafts(pages, deps);
  pages.get(TRY_PATH, reader, async (context) => context.html(await tryPage(deps, context)));
  pages.post(TRY_PATH, reader, tryText(deps));
}

/** Whom a release wants called back is for everybody who can reach them. */
function registerCallBacks(pages: Hono, deps: PageDeps): void {
  const anybody = requireOfficer(deps, ANYBODY);
  const forms = libraryCallBackForms(deps);
  pages.get(LIBRARY_CALL_BACKS_PATH, anybody, async (context) => context.html(await renderLibraryCallBacks(deps, context)));
  pages.post(`${LIBRARY_CALL_BACKS_PATH}/:message`, anybody, forms.settle);
  pages.post(`${LIBRARY_CALL_BACKS_PATH}/:message/read`, anybody, forms.read);
}

const PLACES: Readonly<Partial<Record<Role, string>>> = {
  librarian: LIBRARY_PATH,
  partner: '/console/partner',
  advisor: '/console/visits',
};

/** Who signs in lands at the queue; whose it is not is led to his own place. */
export const othersToTheirPlace: MiddlewareHandler = async (context, next) => {
  const place = PLACES[officerOf(context).role];
  return place === undefined ? next() : context.redirect(place, 303);
};
