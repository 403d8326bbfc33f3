import { dayOf } from '../../../desk/waiting-times.ts';
import type { PageDeps } from '../page-deps.ts';
import { PUBLIC_INDEX_PATH, publicIndexDay } from './public-index-page.tsx';

/** The way to the public index of the work; null until there is one. */
export async function publicIndexLink({ storage, now, config }: PageDeps) {
  if ((await publicIndexDay(storage, dayOf(now()))) === null) return null;
  return <a class="public-index-link" href={PUBLIC_INDEX_PATH}>{`${config.CITY}反诈指数：工作做得怎么样`}</a>;
}
