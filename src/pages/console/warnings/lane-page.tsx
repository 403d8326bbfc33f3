import type { Context } from 'hono';
import { LANE_ROWS } from '../../../storage/dissuasion/warning-lane.ts';
import type { PageDeps } from '../../citizen/page-deps.ts';
import { deskLanguage, Speaking, type Spoken, useWords } from '../language.tsx';
import { renderConsole } from '../layout.tsx';
import { AT_THE_QUEUE } from '../roles.ts';
import { officerOf } from '../session.ts';
import { LaneLinks, type Loaded, PlaceForm, readLaneFilter } from './lane-filter.tsx';
import { LaneTable } from './lane-table.tsx';
import { IMPORTS_PATH, laneAddress, WARNINGS_PATH } from './warning-paths.ts';

interface Words {
  readonly title: string;
  readonly enter: string;
  readonly imports: string;
  readonly none: string;
  readonly noneHow: string;
  readonly noneLeft: string;
  readonly all: string;
  readonly left: (count: number) => string;
}
const WORDS: Spoken<Words> = {
  'zh-CN': {
    title: '劝阻预警',
    enter: '录入一条',
    imports: '导入文件',
    none: '现在没有要劝阻的人。',
    noneHow: '预警从平台接口来，从文件导入，或由您录入，都会排到这里：先紧急，再看谁先到时限。',
    noneLeft: '这样筛选，一条也没有。',
    all: '看全部',
    left: (count) => `还有${count}条没列出，都不比上面的急。用上面的筛选能看到。`,
  },
  en: {
    title: 'Warnings',
    enter: 'Enter one',
    imports: 'Import a file',
    none: 'Nobody has to be warned now.',
    noneHow: 'Warnings come by the API, from a file or from you, and are listed here: the most urgent tier first, then by deadline.',
    noneLeft: 'No warning passes these filters.',
    all: 'See all',
    left: (count) => `${count} more are not listed; none is more urgent than those above. The filters show them.`,
  },
};

/** `GET /console/warnings`: beside the citizens' queue, by tier and deadline. With `?fragment=1` only what changes. */
export async function renderLane(deps: PageDeps, context: Context, notice?: string): Promise<string> {
  const { storage, now, detector } = deps;
  const { id, role } = officerOf(context);
  const viewer = { id, role };
  const filter = readLaneFilter((name) => context.req.query(name));
  const language = deskLanguage(context);
  const [lane, counts, towns, grids, own] = await Promise.all([
    storage.listWarnings(viewer, filter),
    storage.countWarnings(viewer),
    storage.warnedTowns(viewer),
    storage.listGrids(),
    storage.gridsOf(id),
  ]);
  const loaded: Loaded = {
    filter,
    lane,
    counts,
    towns,
    grids: role === 'advisor' ? grids.filter((grid) => own.includes(grid.id)) : grids,
    titles: new Map(detector.library.types.map((type) => [type.id, language === 'en' ? type.title.en : type.title.zh])),
    officer: { id, mayWork: AT_THE_QUEUE.includes(role) },
    now: now(),
    notice,
  };
  if (context.req.query('fragment') === '1') {
    return (
      <Speaking value={language}>
        <LanePart {...loaded} />
      </Speaking>
    ).toString() as string;
  }
  return renderConsole(deps, context, { title: WORDS[language].title, children: <LanePage {...loaded} /> });
}

function LanePage(loaded: Loaded) {
  const words = useWords(WORDS);
  return (
    <section class="warnings-page" aria-labelledby="lane-title">
      <header class="warnings-head">
        <h1 id="lane-title">{words.title}</h1>
        {loaded.officer.mayWork && (
          <p class="warnings-tools">
            <a class="act" href={`${WARNINGS_PATH}/new`}>
              {words.enter}
            </a>
            <a class="act" href={IMPORTS_PATH}>
              {words.imports}
            </a>
          </p>
        )}
      </header>
      {loaded.notice && (
        <p class="notice" role="alert">
          {loaded.notice}
        </p>
      )}
      <PlaceForm {...loaded} />
      <LanePart {...loaded} />
    </section>
  );
}

/** Asked for again every twenty seconds; without JavaScript the page is loaded anew. */
function LanePart(loaded: Loaded) {
  const words = useWords(WORDS);
  const { filter, lane } = loaded;
  const address = laneAddress(filter);
  const filtered = address !== WARNINGS_PATH;
  return (
    <div
      id="lane"
      hx-get={`${address}${address.includes('?') ? '&' : '?'}fragment=1`}
      hx-trigger="every 20s"
      hx-target="#lane"
      hx-swap="outerHTML"
    >
      <LaneLinks {...loaded} />
      {lane.warnings.length === 0 ? (
        <div class="warnings-empty">
          <p>{filtered ? words.noneLeft : words.none}</p>
          <p>{filtered ? <a href={WARNINGS_PATH}>{words.all}</a> : words.noneHow}</p>
        </div>
      ) : (
        <LaneTable warnings={lane.warnings} titles={loaded.titles} officer={loaded.officer} now={loaded.now} />
      )}
      {lane.total > LANE_ROWS && <p class="quiet">{words.left(lane.total - LANE_ROWS)}</p>}
    </div>
  );
}
