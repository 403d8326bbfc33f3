import type { Hono } from 'hono';
import type { PageDeps } from '../../citizen/page-deps.ts';
import { AT_THE_QUEUE, SUPERVISING } from '../roles.ts';
import { requireOfficer } from '../session.ts';
import { BULLETINS_PATH, renderBulletin, renderBulletins } from './bulletin-page.tsx';
import { renderBulletinPrint } from './bulletin-print.tsx';
import { exportIndex } from './index-export.ts';
import { renderIndex } from './index-page.tsx';
import { INDEX_PATH } from './index-view.ts';

import { OWN_INDEX_PATH, renderOwnIndex } from './own-index-page.tsx';

/** The index of the work, daily bulletins and weekly reviews. */
export function registerWorkIndex(pages: Hono, deps: PageDeps): void {
  const supervisor = requireOfficer(deps, SUPERVISING);
  pages.get(INDEX_PATH, requireOfficer(deps, AT_THE_QUEUE), async (context) => context.html(await renderIndex(deps, context)));
  pages.get(`${INDEX_PATH}/:day/csv`, supervisor, (context) => exportIndex(deps, context));
  pages.get(OWN_INDEX_PATH, requireOfficer(deps, ['advisor']), async (context) => context.html(await renderOwnIndex(deps, context)));
  pages.get(BULLETINS_PATH, supervisor, async (context) => context.html(await renderBulletins(deps, context)));
  pages.get(`${BULLETINS_PATH}/:kind/:day`, supervisor, async (context) => context.html(await renderBulletin(deps, context)));
  pages.get(`${BULLETINS_PATH}/:kind/:day/print`, supervisor, async (context) => context.html(await renderBulletinPrint(deps, context)));
}
