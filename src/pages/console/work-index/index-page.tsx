import type { Context } from 'hono';
import { dayOf } from '../../../desk/waiting-times.ts';
import { AppError } from '../../../errors.ts';
import type { DatedScore } from '../../../storage/work-index/index-days.ts';
import { CITY_ID, townId } from '../../../work-index/gather-inputs.ts';
import { madeLate, recompute } from '../../../work-index/index-day.ts';
import type { PageDeps } from '../../citizen/page-deps.ts';
import { DAYS_DRAWN, dateOfDay, IndexChart } from '../../citizen/public-index/index-chart.tsx';
import { deskLanguage, useWords } from '../language.tsx';
import { renderConsole } from '../layout.tsx';
import { SUPERVISING } from '../roles.ts';
import { officerOf } from '../session.ts';
import { IndexBreakdown } from './index-breakdown.tsx';
import { IndexFormula } from './index-formula.tsx';
import { IndexPlaces } from './index-places.tsx';
import { areaPath, INDEX_PATH, type IndexView } from './index-view.ts';
import { INDEX_WORDS } from './index-words.ts';

async function readView(deps: PageDeps, context: Context): Promise<IndexView | null> {
  const { storage } = deps;
  const at = await storage.newestIndexDay(dayOf(deps.now()));
  if (!at) return null;
  const id = context.req.query('area') ?? CITY_ID;
  const [area, city, history] = await Promise.all([
    storage.indexArea(at, id),
    storage.indexArea(at, CITY_ID),
    storage.indexHistory(id, at.day - DAYS_DRAWN + 1, at.day),
  ]);
  if (!area || !city) throw new AppError('index.unknown', INDEX_WORDS[deskLanguage(context)].unknownArea, 404);
  const supervising = SUPERVISING.includes(officerOf(context).role);
  const again = supervising && context.req.query('recount') === '1';
  return {
    at,
    area,
    city,
    within: area.level === 'grid' ? [] : await storage.indexAreasWithin(at, area.level === 'city' ? null : area.name),
    history,
    supervising,
    recounted: again ? ((await recompute(storage, at.day, at.version)) ?? 'gone') : null,
  };
}

/** `GET /console/index-of-work?area=`: the index of the city, a town or a grid, with all that it is made of. */
export async function renderIndex(deps: PageDeps, context: Context): Promise<string> {
  const words = INDEX_WORDS[deskLanguage(context)];
  const view = await readView(deps, context);
  return renderConsole(deps, context, {
    title: words.title,
    children: (
      <section class="queue-page index-page">
        {view ? <Index view={view} /> : <Nothing />}
        <IndexFormula version={view?.at.version ?? null} />
      </section>
    ),
  });
}

function Nothing() {
  const words = useWords(INDEX_WORDS);
  return (
    <>
      <h1>{words.title}</h1>
      <p class="quiet">{words.what}</p>
      <p class="notice">{words.none}</p>
    </>
  );
}

function Index({ view }: { view: IndexView }) {
  const words = useWords(INDEX_WORDS);
  const { at, area, history } = view;
  return (
    <>
      {area.level !== 'city' && (
        <nav class="index-way" aria-label={words.place}>
          <a href={INDEX_PATH}>{words.city}</a>
          {area.level === 'grid' && area.town !== null && (
            <a href={areaPath(townId(area.town))} lang="zh-CN">
              {area.town}
            </a>
          )}
        </nav>
      )}
      <h1>
        {words.title} · <span lang="zh-CN">{area.name}</span>
      </h1>
      <p class="quiet">{words.what}</p>
      <div class="index-top">
        <p class="index-now">
          <b class="number">{area.score === null ? '–' : area.score.toFixed(1)}</b>
          {area.score === null && <span>{words.noScore}</span>}
          <span class="quiet">
            {words.of} {dateOfDay(at.day)}
          </span>
          {[7, 30].map((days) => (
            <Change days={days} history={history} at={at.day} />
          ))}
        </p>
        <IndexChart history={history} to={at.day} caption={words.chart} digits={1} />
      </div>
      <IndexBreakdown view={view} />
      <IndexPlaces view={view} />
      <History history={history} />
      {view.supervising && <Tools view={view} />}
    </>
  );
}

function Change({ days, history, at }: { days: number; history: readonly DatedScore[]; at: number }) {
  const words = useWords(INDEX_WORDS);
  const [now, before] = [at, at - days].map((day) => history.find((one) => one.day === day)?.score ?? null);
  if (now === null || now === undefined || before === null || before === undefined) return null;
  const change = Math.round((now - before) * 10) / 10;
  return (
    <span>
      {words.change(days)} <b class="number">{`${change > 0 ? '+' : change < 0 ? '−' : '±'}${Math.abs(change).toFixed(1)}`}</b>
    </span>
  );
}

function History({ history }: { history: readonly DatedScore[] }) {
  const words = useWords(INDEX_WORDS);
  return (
    <details class="index-history">
      <summary>{words.history}</summary>
      <table class="figures alone">
        <thead>
          <tr>
            <th scope="col">{words.day}</th>
            <th scope="col">{words.index}</th>
          </tr>
        </thead>
        <tbody>
          {history.toReversed().map(({ day, score, madeAt }) => (
            <tr>
              <th scope="row">
                {dateOfDay(day)} {madeLate(day, madeAt) && <span class="quiet">{words.madeLate}</span>}
              </th>
              <td>{score === null ? '–' : score.toFixed(1)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  );
}

function Tools({ view: { at, area, recounted } }: { view: IndexView }) {
  const words = useWords(INDEX_WORDS);
  const said = recounted === 'gone' ? words.gone : recounted ? words.checked : words.changed;
  return (
    <div class="index-tools">
      {recounted !== null && (
        <p class={recounted === false ? 'refusal' : 'notice'} role={recounted === false ? 'alert' : 'status'}>
          {said}
        </p>
      )}
      <p>
        <a href={`${INDEX_PATH}/${dateOfDay(at.day)}/csv`}>{words.csv}</a>
        <a href={`${areaPath(area.area)}&recount=1`}>{words.check}</a>
        <a href="/index-of-work">{words.publicPage}</a>
      </p>
    </div>
  );
}
