import type { Hono } from 'hono';
import type { PageDeps } from '../citizen/page-deps.ts';
import { createCounting } from './load-numbers.ts';
import { NUMBERS_PATH, renderNumbers } from './numbers-page.tsx';
import { SUPERVISING } from './roles.ts';
import { requireOfficer } from './session.ts';

/** The supervisor's numbers: counted anew for whoever opens the page, at most every ten seconds for open ones. */
export function registerNumbers(pages: Hono, deps: PageDeps): void {
  const numbers = createCounting(deps);
  pages.get(NUMBERS_PATH, requireOfficer(deps, SUPERVISING), async (context) => {
    const fresh = context.req.query('fragment') !== '1';
    return context.html(await renderNumbers(deps, context, await numbers(fresh)));
  });
}
