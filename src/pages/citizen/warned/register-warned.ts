import type { Hono } from 'hono';
import type { CitizenRoute } from '../citizen-route.ts';
import type { PageDeps } from '../page-deps.ts';
import { warnedAnswer, warnedPage } from './warned-page.tsx';

/** What a warned person sees full screen: `/w/…`, from the message to him. */
export function registerWarned(pages: Hono, deps: PageDeps, route: CitizenRoute): void {
  pages.on('GET', ['/w/:token'], ...route.page, warnedPage(deps));
  pages.on('POST', ['/w/:token'], ...route.form, warnedAnswer(deps));
}
