import type { Hono } from 'hono';
import type { PageDeps } from '../citizen/page-deps.ts';
import { renderAudit } from './audit-page.tsx';
import { AUDIT_PATH } from './audit-path.ts';
import { caseExports } from './case-export.ts';
import { AT_THE_QUEUE, SUPERVISING } from './roles.ts';
import { requireOfficer } from './session.ts';
import { stepUp } from './step-up.tsx';

/** Who did, read and took out what; and what may be seen or taken out only after saying why. */
export function registerAudit(pages: Hono, deps: PageDeps): void {
  const supervisor = requireOfficer(deps, SUPERVISING);
  // Owner or supervisor: which of them he is, each page asks for itself.
  const officer = requireOfficer(deps, AT_THE_QUEUE);
  const exports = caseExports(deps);
  pages.get(AUDIT_PATH, supervisor, async (context) => context.html(await renderAudit(deps, context)));
  pages.get('/console/cases/:id/unmask', supervisor, exports.askToUnmask);
  pages.post('/console/cases/:id/unmask', supervisor, exports.unmask);
  pages.get('/console/cases/:id/export', officer, exports.askToExport);
  pages.post('/console/cases/:id/export', officer, stepUp(deps), exports.saveReason);
  pages.get('/console/cases/:id/export.json', officer, exports.json);
  pages.get('/console/cases/:id/print', officer, exports.print);
}
