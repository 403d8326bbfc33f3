import type { Context } from 'hono';
import { dayOf } from '../../../desk/waiting-times.ts';
import type { Grid } from '../../../storage/places/places.ts';
import type { DatedScore, IndexDay, KeptArea } from '../../../storage/work-index/index-days.ts';
import { CITY_ID, gridAreaId } from '../../../work-index/gather-inputs.ts';
import { readInputs } from '../../../work-index/index-day.ts';
import type { PageDeps } from '../../citizen/page-deps.ts';
import { DAYS_DRAWN, dateOfDay, IndexChart } from '../../citizen/public-index/index-chart.tsx';
import { PART_WORDS, shareText } from '../../citizen/public-index/part-words.ts';
import { FEWEST_PEOPLE, PUBLIC_INDEX_PATH, publicIndexDay } from '../../citizen/public-index/public-index-page.tsx';
import { shownParts } from '../../citizen/public-index/shown-parts.ts';
import { deskLanguage, type Spoken, useWords } from '../language.tsx';
import { renderConsole } from '../layout.tsx';
import { officerOf } from '../session.ts';
import { IndexFormula } from './index-formula.tsx';

export const OWN_INDEX_PATH = '/console/own-index';

interface Words {
  readonly title: string;
  readonly what: string;
  readonly grids: string;
  readonly noGrid: string;
  readonly none: string;
  readonly few: (people: number) => string;
  readonly of: string;
  readonly weekly: string;
  readonly chart: string;
  readonly parts: string;
  readonly part: string;
  readonly share: string;
  readonly points: string;
  readonly weight: string;
  readonly unknown: string;
  readonly hidden: string;
  readonly small: string;
  readonly all: string;
}
const WORDS: Spoken<Words> = {
  'zh-CN': {
    title: '本网格指数',
    what: '评的是反诈工作，不评您，也不评任何人。',
    grids: '我的网格',
    noGrid: '还没有给您分网格，先问主管。',
    none: '还没有数。网格建好、第一天过完，第二天凌晨就会算出来。',
    few: (people) => `不到${people}人的网格不给分数：一件事就能看出是谁。`,
    of: '截至',
    weekly: '每周一更新',
    chart: '最近90天，0到100',
    parts: '这个数怎么来的',
    part: '项目',
    share: '比例',
    points: '得分',
    weight: '占比',
    unknown: '没有数，不计入',
    hidden: '数字太小，不显示',
    small: '少于5的数、个别人的损失都不显示，免得认出是谁家的事。',
    all: '看全市和各镇街',
  },
  en: {
    title: 'Index of your grid',
    what: 'It rates the work, neither you nor anybody else.',
    grids: 'Your grids',
    noGrid: 'No grid is yours yet; ask a supervisor.',
    none: 'Nothing yet. It is counted in the night after the first day.',
    few: (people) => `A grid of fewer than ${people} people gets no number: one event would tell who it was.`,
    of: 'as of',
    weekly: 'new every Monday',
    chart: 'The last 90 days, 0 to 100',
    parts: 'What it is made of',
    part: 'Part',
    share: 'Share',
    points: 'Points',
    weight: 'Weight',
    unknown: 'not known, left out',
    hidden: 'too few to be shown',
    small: 'Numbers below five and losses of single people are not shown, so that nobody is recognised.',
    all: 'The city and its towns',
  },
};

interface OwnIndex {
  readonly at: IndexDay;
  readonly area: KeptArea;
  readonly city: KeptArea;
  readonly history: readonly DatedScore[];
}

/**
 * `GET /console/own-index?grid=`: the index of a grid that he looks after, and of no other: whatever he asks for, he sees one of
 * his own. As the public sees towns: by the week, small numbers hidden.
 */
export async function renderOwnIndex(deps: PageDeps, context: Context): Promise<string> {
  const { storage, now } = deps;
  const ids = await storage.gridsOf(officerOf(context).id);
  const grids = (await storage.listGrids()).filter(({ id }) => ids.includes(id));
  const grid = grids.find(({ id }) => id === context.req.query('grid')) ?? grids[0];
  const at = grid ? await publicIndexDay(storage, dayOf(now())) : null;
  const index = grid && at ? await readOwn(deps, grid, at) : null;
  return renderConsole(deps, context, {
    title: WORDS[deskLanguage(context)].title,
    children: (
      <section class="queue-page index-page">
        <Page grids={grids} grid={grid ?? null} index={index} />
        <IndexFormula version={index?.at.version ?? null} />
      </section>
    ),
  });
}

async function readOwn({ storage }: PageDeps, grid: Grid, at: IndexDay): Promise<OwnIndex | null> {
  const id = gridAreaId(grid.id);
  const [area, city, history] = await Promise.all([
    storage.indexArea(at, id),
    storage.indexArea(at, CITY_ID),
    storage.indexHistory(id, at.day - DAYS_DRAWN + 1, at.day),
  ]);
  return area && city ? { at, area, city, history } : null;
}

function Page({ grids, grid, index }: { grids: readonly Grid[]; grid: Grid | null; index: OwnIndex | null }) {
  const words = useWords(WORDS);
  return (
    <>
      <h1>
        {words.title}
        {grid && (
          <>
            {' · '}
            <span lang="zh-CN">{grid.name}</span>
          </>
        )}
      </h1>
      <p class="quiet">{words.what}</p>
      {grids.length > 1 && (
        <nav class="index-way" aria-label={words.grids}>
          {grids.map(({ id, name }) => (
            <a href={`${OWN_INDEX_PATH}?grid=${encodeURIComponent(id)}`} aria-current={id === grid?.id ? 'page' : undefined} lang="zh-CN">
              {name}
            </a>
          ))}
        </nav>
      )}
      {grid === null ? <p class="notice">{words.noGrid}</p> : index === null ? <p class="notice">{words.none}</p> : <Own index={index} />}
      <p>
        <a href={PUBLIC_INDEX_PATH}>{words.all}</a>
      </p>
    </>
  );
}

function Own({ index: { at, area, city, history } }: { index: OwnIndex }) {
  const words = useWords(WORDS);
  if ((readInputs(area.inputs).people ?? 0) < FEWEST_PEOPLE) return <p class="notice">{words.few(FEWEST_PEOPLE)}</p>;
  return (
    <>
      <div class="index-top">
        <p class="index-now">
          <b class="number">{area.score === null ? '–' : Math.round(area.score)}</b>
          <span class="quiet">
            {words.of} {dateOfDay(at.day)} · {words.weekly}
          </span>
        </p>
        <IndexChart history={history} to={at.day} caption={words.chart} digits={0} />
      </div>
      <Parts area={area} city={city} version={at.version} />
    </>
  );
}

const LANGUAGES = { 'zh-CN': 'zh-CN', en: 'en' } as const;

function Parts({ area, city, version }: { area: KeptArea; city: KeptArea; version: number }) {
  const words = useWords(WORDS);
  const parts = useWords(PART_WORDS);
  const language = useWords(LANGUAGES);
  return (
    <section class="numbers-part" aria-labelledby="index-breakdown">
      <h2 id="index-breakdown">{words.parts}</h2>
      <div class="index-scroll">
        <table class="figures index-parts stacked">
          <thead>
            <tr>
              {[words.part, words.share, words.points, words.weight].map((word) => (
                <th scope="col">{word}</th>
              ))}
            </tr>
          </thead>
          <tbody>
            {shownParts(area, city, [], version).map(({ id, steadied, points, weight, hidden }) => (
              <tr>
                <th scope="row">
                  {parts[id].name}
                  <small>{parts[id].share}</small>
                </th>
                {points === null || steadied === null || hidden ? (
                  <td class="quiet" colspan={3}>
                    {points === null || steadied === null ? words.unknown : words.hidden}
                  </td>
                ) : (
                  <>
                    <td data-head={words.share}>{shareText(id, steadied, language)}</td>
                    <td class="big" data-head={words.points}>
                      {Math.round(points)}
                    </td>
                    <td data-head={words.weight}>{weight}%</td>
                  </>
                )}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <p class="quiet">{words.small}</p>
    </section>
  );
}
