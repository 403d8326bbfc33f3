import type { Context, Hono } from 'hono';
import type { CitizenRoute } from '../citizen-route.ts';
import type { PageDeps } from '../page-deps.ts';
import { PUBLIC_INDEX_PATH, renderPublicIndex } from './public-index-page.tsx';

export function registerPublicIndex(pages: Hono, deps: PageDeps, { page }: CitizenRoute): void {
  pages.on('GET', [PUBLIC_INDEX_PATH], ...page, async (context: Context) => context.html(await renderPublicIndex(deps, context)));
}
