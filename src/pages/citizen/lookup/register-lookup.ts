import type { Hono } from 'hono';
import { listRulesOf } from '../../../lookups/list-rules.ts';
import type { CitizenRoute } from '../citizen-route.ts';
import type { PageDeps } from '../page-deps.ts';
import { lookupForms } from './lookup-forms.ts';
import { LOOKUP_PAGE, renderLookup } from './lookup-page.tsx';

/** Phone, link, account, app: checked by itself, reported, disputed. */
export function registerLookup(pages: Hono, deps: PageDeps, route: CitizenRoute): void {
  const rules = listRulesOf(deps.config);
  const forms = lookupForms(deps, rules);
  pages.on('GET', [LOOKUP_PAGE], ...route.page, async (context) =>
    context.html(await renderLookup(deps, context, rules, { typed: '', remark: null })),
  );
  pages.on('POST', [LOOKUP_PAGE], ...route.form, forms.look);
  pages.on('POST', [`${LOOKUP_PAGE}/report`], ...route.form, forms.report);
  pages.on('POST', [`${LOOKUP_PAGE}/dispute`], ...route.form, forms.dispute);
}
