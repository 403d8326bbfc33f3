import { dayOf } from '../../../desk/waiting-times.ts';
import { type Spoken, useWords } from '../../console/language.tsx';
import type { PageDeps } from '../page-deps.ts';
import { PUBLIC_INDEX_PATH, publicIndexDay } from './public-index-page.tsx';

const WORDS: Spoken<(city: string) => string> = {
  'zh-CN': (city) => `${city}反诈指数：工作做得怎么样`,
  en: () => 'How the work against fraud is going here (in Chinese only)',
};

/** The way to the public index of the work; null until there is one. */
export async function publicIndexLink({ storage, now, config }: PageDeps) {
  return (await publicIndexDay(storage, dayOf(now()))) === null ? null : <IndexLink city={config.CITY} />;
}

function IndexLink({ city }: { city: string }) {
  return (
    <a class="public-index-link" href={PUBLIC_INDEX_PATH}>
      {useWords(WORDS)(city)}
    </a>
  );
}
