import type { Hono } from 'hono';
import type { PageDeps } from '../../citizen/page-deps.ts';
import { AT_THE_QUEUE } from '../roles.ts';
import { requireOfficer } from '../session.ts';
import { renderCaseStory } from './case-story-page.tsx';
import { POSTERS_PATH, renderPosterSheet, renderPosters, sendPoster, sendPosterPdf } from './posters-page.tsx';
import { teachingForms } from './teaching-forms.ts';
import { renderTeaching } from './teaching-page.tsx';
import { TEACHING_PATH } from './teaching-view.ts';

/** What citizens are taught, written and agreed to at the desk; and the posters of the grids. */
export function registerTeachingDesk(pages: Hono, deps: PageDeps): void {
  const officer = requireOfficer(deps, AT_THE_QUEUE);
  const forms = teachingForms(deps);
  pages.get(TEACHING_PATH, officer, async (context) => context.html(await renderTeaching(deps, context)));
  pages.post(`${TEACHING_PATH}/days`, officer, forms.choose);
  pages.post(`${TEACHING_PATH}/days/:day/free`, officer, forms.free);
  pages.get(`${TEACHING_PATH}/cases/:id`, officer, async (context) => context.html(await renderCaseStory(deps, context)));
  pages.post(`${TEACHING_PATH}/cases/:id`, officer, forms.tellCase);
  pages.post(`${TEACHING_PATH}/news`, officer, forms.tellNews);
  pages.post(`${TEACHING_PATH}/texts/:id/agree`, officer, forms.agree);
  pages.post(`${TEACHING_PATH}/texts/:id/refuse`, officer, forms.refuse);
  pages.post(`${TEACHING_PATH}/texts/:id/withdraw`, officer, forms.withdraw);
  pages.get(POSTERS_PATH, officer, async (context) => context.html(await renderPosters(deps, context)));
  pages.get(`${POSTERS_PATH}/:id`, officer, async (context) => context.html(await renderPosterSheet(deps, context)));
  pages.get(`${POSTERS_PATH}/:id/picture.svg`, officer, (context) => sendPoster(deps, context));
  pages.get(`${POSTERS_PATH}/:id/poster.pdf`, officer, (context) => sendPosterPdf(deps, context));
}
