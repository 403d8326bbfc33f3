import type { Hono } from 'hono';
import { listRulesOf } from '../../../lookups/list-rules.ts';
import type { PageDeps } from '../../citizen/page-deps.ts';
import { AT_THE_QUEUE, SUPERVISING } from '../roles.ts';
import { requireOfficer } from '../session.ts';
import { identifierForms } from './identifier-forms.ts';
import { renderIdentifier } from './identifier-page.tsx';
import { IDENTIFIERS_PATH, renderIdentifiers } from './identifiers-page.tsx';

/** The list of what was reported: looked at, disputed, imported. */
export function registerIdentifiers(pages: Hono, deps: PageDeps): void {
  const officer = requireOfficer(deps, AT_THE_QUEUE);
  const rules = listRulesOf(deps.config);
  const forms = identifierForms(deps, rules);
  pages.get(IDENTIFIERS_PATH, officer, async (context) => context.html(await renderIdentifiers(deps, context, rules)));
  pages.post(`${IDENTIFIERS_PATH}/find`, officer, forms.find);
  pages.post(`${IDENTIFIERS_PATH}/closing`, officer, forms.closing);
  pages.post(`${IDENTIFIERS_PATH}/import`, requireOfficer(deps, SUPERVISING), forms.import);
  pages.post(`${IDENTIFIERS_PATH}/disputes/:dispute`, officer, forms.decide);
  pages.get(`${IDENTIFIERS_PATH}/:id`, officer, async (context) => context.html(await renderIdentifier(deps, context, rules)));
  pages.post(`${IDENTIFIERS_PATH}/:id/remove`, officer, forms.remove);
}
