import type { Hono } from 'hono';
import type { PageDeps } from '../../citizen/page-deps.ts';
import { ADMINISTERING, SUPERVISING } from '../roles.ts';
import { requireOfficer } from '../session.ts';
import { stepUp } from '../step-up.tsx';
import { exchangesCsv } from './exchanges-csv.ts';
import { renderExchanges } from './exchanges-page.tsx';
import { ownForms } from './own-forms.ts';
import { OWN_PATH, renderOwn } from './own-page.tsx';
import { renderPartner } from './partner-details.tsx';
import { partnerForms } from './partner-forms.ts';
import { EXCHANGES_PATH, PARTNERS_PATH, renderPartners } from './partners-page.tsx';

/** Administrators manage partners; a partner's people have one page, their own. */
export function registerPartners(pages: Hono, deps: PageDeps): void {
  const supervisor = requireOfficer(deps, SUPERVISING);
  const administrator = requireOfficer(deps, ADMINISTERING);
  const partner = requireOfficer(deps, ['partner']);
  const forms = partnerForms(deps);
  const own = ownForms(deps);
  pages.get(PARTNERS_PATH, supervisor, async (context) => context.html(await renderPartners(deps, context)));
  pages.post(PARTNERS_PATH, administrator, forms.add);
  pages.get(EXCHANGES_PATH, supervisor, async (context) => context.html(await renderExchanges(deps, context)));
  pages.get(`${EXCHANGES_PATH}.csv`, supervisor, exchangesCsv(deps));
  pages.post(`${EXCHANGES_PATH}/again`, administrator, forms.again);
  pages.get(`${PARTNERS_PATH}/:id`, supervisor, async (context) => context.html(await renderPartner(deps, context)));
  pages.post(`${PARTNERS_PATH}/:id`, administrator, forms.change);
  pages.post(`${PARTNERS_PATH}/:id/close`, administrator, forms.close);
  pages.post(`${PARTNERS_PATH}/:id/open`, administrator, forms.open);
  // Whoever loads the answer of a form anew, or opens its address again.
  for (const [path, gone] of [
    ['keys', 'key'],
    ['invite', 'link'],
  ] as const)
    pages.get(`${PARTNERS_PATH}/:id/${path}`, supervisor, async (context) => context.html(await renderPartner(deps, context, { gone })));
  pages.post(`${PARTNERS_PATH}/:id/keys`, administrator, stepUp(deps), forms.makeKey);
  pages.post(`${PARTNERS_PATH}/:id/keys/:key/end`, administrator, forms.endKey);
  pages.post(`${PARTNERS_PATH}/:id/invite`, administrator, stepUp(deps), forms.invite);
  pages.get(OWN_PATH, partner, async (context) => context.html(await renderOwn(deps, context)));
  pages.post(`${OWN_PATH}/leads`, partner, own.lead);
  pages.post(`${OWN_PATH}/received`, partner, own.received);
  pages.post(`${OWN_PATH}/answers`, partner, own.answer);
}
