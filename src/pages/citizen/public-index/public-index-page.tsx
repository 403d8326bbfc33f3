import type { Context } from 'hono';
import { dayOf } from '../../../desk/waiting-times.ts';
import { AppError } from '../../../errors.ts';
import type { Storage } from '../../../storage/storage.ts';
import type { DatedScore, IndexDay, KeptArea } from '../../../storage/work-index/index-days.ts';
import { mondayOf } from '../../../work-index/bulletin.ts';
import { FORMULA, FORMULAS, WINDOW_DAYS } from '../../../work-index/formula.ts';
import { CITY_ID, townId } from '../../../work-index/gather-inputs.ts';
import { readInputs } from '../../../work-index/index-day.ts';
import { renderPage } from '../layout.tsx';
import type { PageDeps } from '../page-deps.ts';
import { readPreferences } from '../session.ts';
import { DAYS_DRAWN, dateOfDay, IndexChart } from './index-chart.tsx';
import { PART_WORDS, shareText } from './part-words.ts';
import { type ShownPart, shownParts } from './shown-parts.ts';

export const PUBLIC_INDEX_PATH = '/index-of-work';
/** Of a smaller place no number is shown. */
export const FEWEST_PEOPLE = 100;

interface PublicIndex {
  readonly at: IndexDay;
  readonly area: KeptArea;
  readonly city: KeptArea;
  readonly towns: readonly KeptArea[];
  /** Of a town. */
  readonly grids: readonly KeptArea[];
  readonly history: readonly DatedScore[];
}

/**
 * Of the last Sunday, so that nobody can tell a day's case by comparing yesterday with today; in the first week of whatever is
 * there; null: no day was made yet.
 */
export async function publicIndexDay(storage: Pick<Storage, 'newestIndexDay'>, today: number): Promise<IndexDay | null> {
  return (await storage.newestIndexDay(mondayOf(today) - 1)) ?? (await storage.newestIndexDay(today));
}

async function readPublicIndex({ storage, now }: PageDeps, town: string | null): Promise<PublicIndex | null> {
  const at = await publicIndexDay(storage, dayOf(now()));
  if (!at) return null;
  const id = town === null ? CITY_ID : townId(town);
  const [area, city, towns, grids, history] = await Promise.all([
    storage.indexArea(at, id),
    storage.indexArea(at, CITY_ID),
    storage.indexAreasWithin(at, null),
    town === null ? [] : storage.indexAreasWithin(at, town),
    storage.indexHistory(id, at.day - DAYS_DRAWN + 1, at.day),
  ]);
  if (!city) return null;
  if (!area) throw new AppError('index.unknown', '没有这个镇街，网址可能打错了。', 404);
  return { at, area, city, towns, grids, history };
}

/** `GET /index-of-work?town=`: how the work goes, for everybody to see; no place's small numbers, nobody's case. */
export async function renderPublicIndex(deps: PageDeps, context: Context): Promise<string> {
  const { CITY } = deps.config;
  const town = context.req.query('town')?.trim() || null;
  const index = await readPublicIndex(deps, town);
  const title = `${town ?? CITY}反诈指数`;
  return renderPage({
    title: `${title} · 反诈一哥`,
    description: '反诈工作做得怎么样，一个数，公式公开。评的是工作，不评任何人。',
    preferences: readPreferences(context),
    urls: await deps.assets.urls(),
    page: 'plain',
    children: (
      <main class="sheet city-index">
        <h1>{title}</h1>
        <p class="city-index-what">评的是反诈工作，不评任何人。分数高，也可能有人正在被骗。</p>
        {index === null ? <p class="city-index-empty">还没有数。第一天过完，第二天凌晨就会算出来。</p> : <Shown index={index} />}
        <Formula version={index?.at.version ?? FORMULA.version} />
      </main>
    ),
  });
}

function Shown({ index: { at, area, city, towns, grids, history } }: { index: PublicIndex }) {
  const whole = (score: number | null): string => (score === null ? '–' : String(Math.round(score)));
  return (
    <>
      <p class="city-index-score">
        <b class="number">{whole(area.score)}</b>
        <span>
          {area.score === null ? '还没有数，各项都还没得算' : '满分100'}
          <small>截至{dateOfDay(at.day)}，每周一更新</small>
        </span>
      </p>
      <IndexChart history={history} to={at.day} caption="最近90天" digits={0} />
      <section class="city-index-part" aria-labelledby="index-parts">
        <h2 id="index-parts">这个数怎么来的</h2>
        <Parts parts={shownParts(area, city, towns, at.version)} />
      </section>
      {area.level === 'city' ? (
        <Places
          title="各镇街"
          places={towns.map(({ name, score }) => ({
            name,
            score: whole(score),
            href: `${PUBLIC_INDEX_PATH}?town=${encodeURIComponent(name)}`,
          }))}
        />
      ) : (
        <>
          <Places
            title="各网格"
            places={grids.map(({ name, score, inputs }) => ({
              name,
              score: (readInputs(inputs).people ?? 0) < FEWEST_PEOPLE ? '人少，不公布' : whole(score),
              href: null,
            }))}
          />
          <p>
            <a href={PUBLIC_INDEX_PATH}>回到全市</a>
          </p>
        </>
      )}
    </>
  );
}

function Parts({ parts }: { parts: readonly ShownPart[] }) {
  const words = PART_WORDS['zh-CN'];
  return (
    <ul class="city-index-parts">
      {parts.map(({ id, steadied, points, weight, hidden }) => (
        <li>
          <span class="city-index-name">
            <b>{words[id].name}</b>
            <small>{words[id].share}</small>
          </span>
          {points === null || steadied === null ? (
            <span class="city-index-value quiet">还没有数，不计入</span>
          ) : hidden ? (
            <span class="city-index-value quiet">数字太小，不公布</span>
          ) : (
            <span class="city-index-value">
              <b class="number">{Math.round(points)}</b>
              <small>
                {shareText(id, steadied, 'zh-CN')}，占{weight}%
              </small>
              <svg class="index-bar" viewBox="0 0 100 6" preserveAspectRatio="none" aria-hidden="true" focusable="false">
                <rect class="index-bar-all" width="100" height="6" />
                <rect class="index-bar-part" width={Math.round(points)} height="6" />
              </svg>
            </span>
          )}
        </li>
      ))}
    </ul>
  );
}

interface Place {
  readonly name: string;
  readonly score: string;
  readonly href: string | null;
}

function Places({ title, places }: { title: string; places: readonly Place[] }) {
  if (places.length === 0) return null;
  return (
    <section class="city-index-part" aria-labelledby="index-places">
      <h2 id="index-places">{title}</h2>
      <ul class="city-index-places">
        {places.map(({ name, score, href }) => (
          <li>
            {href === null ? <span>{name}</span> : <a href={href}>{name}</a>}
            <b class="number">{score}</b>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Formula({ version }: { version: number }) {
  const words = PART_WORDS['zh-CN'];
  const { parts } = FORMULAS.get(version) ?? FORMULA;
  return (
    <details class="city-index-formula">
      <summary>公式（第{version}版）</summary>
      <p>每一项先算一个比例，再换成0到100分，按占比加起来。除人口、登记和安全顾问外，都只算最近{WINDOW_DAYS}天。</p>
      <ul>
        {parts.map(({ id, weight, worst, best }) => (
          <li>
            <b>{words[id].name}</b>占{weight}%：{words[id].share}。{shareText(id, worst, 'zh-CN')}得0分，{shareText(id, best, 'zh-CN')}
            得100分。
          </li>
        ))}
      </ul>
      <p>没有数的项不算零分，它的占比分给别的项。数字小的地方，先往全市的比例靠，免得一两件事就让分数大起大落。少于5的数不公布。</p>
    </details>
  );
}
