import type { Context } from 'hono';
import { lengthOf } from '../../../desk/charts.ts';
import {
  type AdvisorLoad,
  advisorLoads,
  type CoveredGrid,
  coverTowns,
  TOO_MANY_FROM,
  type TownCoverage,
} from '../../../dissuasion/advisor-coverage.ts';
import type { PageDeps } from '../../citizen/page-deps.ts';
import { deskLanguage, type Spoken, useWords } from '../language.tsx';
import { ADVISORS_PATH, GRIDS_PATH, gridPath } from './advisor-addresses.ts';
import { renderAdvisors } from './advisors-frame.tsx';
import { GridTable } from './grid-table.tsx';

interface Words {
  readonly empty: string;
  readonly add: string;
  readonly rule: (aim: number, most: number) => string;
  readonly everybody: string;
  readonly people: string;
  readonly without: string;
  readonly advisors: string;
  readonly towns: string;
  readonly bar: (town: string, covered: number, people: number) => string;
  readonly gaps: string;
  readonly noGaps: string;
  readonly loads: string;
  readonly tooMany: string;
  readonly loadColumns: readonly string[];
  readonly every: string;
  readonly none: string;
}
const WORDS: Spoken<Words> = {
  'zh-CN': {
    empty: '还没有网格。',
    add: '建网格或导入网格',
    rule: (aim, most) =>
      `每${aim}人配一位安全顾问，四舍五入，至少一位。缺人的网格里，超出“顾问数×${aim}”的人算没人管。一位顾问管到${most}人及以上算太多；几个人同管一个网格的，平分。`,
    everybody: '网格里的人',
    people: '人',
    without: '没人管的',
    advisors: '顾问',
    towns: '各乡镇',
    bar: (town, covered, people) => `${town}：${people}人里有${covered}人有人管`,
    gaps: '缺顾问的网格',
    noGaps: '每个网格的顾问都够。',
    loads: '每位顾问管多少人',
    tooMany: '太多',
    loadColumns: ['顾问', '网格', '人数', ''],
    every: '所有网格',
    none: '还没有安全顾问的账号。请管理员在“值班员”里邀请，角色选“安全顾问”。',
  },
  en: {
    empty: 'There are no grids yet.',
    add: 'Add or import grids',
    rule: (aim, most) =>
      `One advisor per ${aim} people, to the nearest whole one and at least one. Where advisors are missing, whoever is beyond advisors × ${aim} has none. From ${most} people on an advisor has too many; who shares a grid shares its people.`,
    everybody: 'people in grids',
    people: 'people',
    without: 'without an advisor',
    advisors: 'advisors',
    towns: 'By town',
    bar: (town, covered, people) => `${town}: ${covered} of ${people} people have an advisor`,
    gaps: 'Grids that need advisors',
    noGaps: 'Every grid has enough advisors.',
    loads: 'How many people each advisor has',
    tooMany: 'too many',
    loadColumns: ['Advisor', 'Grids', 'People', ''],
    every: 'All grids',
    none: 'There are no advisors yet. An administrator invites them under Officers, as safety advisor.',
  },
};

/** `GET /console/advisors`: who is looked after, and where the gaps are. */
export async function renderCoverage(deps: PageDeps, context: Context): Promise<string> {
  const { storage, config } = deps;
  const [figures, advisors, assignments] = await Promise.all([storage.coverageFigures(), storage.listAdvisors(), storage.assignmentsNow()]);
  const towns = coverTowns(figures, config.PEOPLE_PER_ADVISOR);
  const loads = advisorLoads(advisors, assignments, figures, config.PEOPLE_PER_ADVISOR);
  const names = new Map(figures.map(({ id, name }) => [id, name]));
  const words = WORDS[deskLanguage(context)];
  return renderAdvisors(deps, context, {
    path: ADVISORS_PATH,
    children:
      figures.length === 0 ? (
        <p class="quiet">
          {words.empty} <a href={GRIDS_PATH}>{words.add}</a>
        </p>
      ) : (
        <>
          <Totals towns={towns} />
          <p class="quiet advisor-rule">{words.rule(config.PEOPLE_PER_ADVISOR, config.PEOPLE_PER_ADVISOR * TOO_MANY_FROM)}</p>
          <div class="advisor-columns">
            <section>
              <h2>{words.towns}</h2>
              <Towns towns={towns} />
            </section>
            <section>
              <h2>{words.loads}</h2>
              <Loads loads={loads} names={names} />
            </section>
          </div>
          <Gaps grids={towns.flatMap(({ grids }) => grids).filter(({ needed, advisors: there }) => there < needed)} />
        </>
      ),
  });
}

function Totals({ towns }: { towns: readonly TownCoverage[] }) {
  const words = useWords(WORDS);
  const sum = (of: (town: TownCoverage) => number): number => towns.reduce((all, town) => all + of(town), 0);
  return (
    <dl class="advisor-totals">
      {(
        [
          [words.everybody, sum(({ people }) => people)],
          [words.without, sum(({ without }) => without)],
          [words.advisors, `${sum(({ advisors }) => advisors)} / ${sum(({ needed }) => needed)}`],
        ] as const
      ).map(([name, value]) => (
        <div>
          <dt>{name}</dt>
          <dd class="number">{value}</dd>
        </div>
      ))}
    </dl>
  );
}

const LENGTH = 240;

/** People with an advisor filled, those without hollow; on one scale for all towns, the numbers beside it. */
function Towns({ towns }: { towns: readonly TownCoverage[] }) {
  const words = useWords(WORDS);
  const top = Math.max(1, ...towns.map(({ people }) => people));
  return (
    <ul class="town-bars">
      {towns.map(({ town, people, without, advisors, needed }) => {
        const [whole, covered] = [lengthOf(people, top, LENGTH), lengthOf(people - without, top, LENGTH)];
        return (
          <li>
            <b lang="zh-CN">{town}</b>
            <svg
              viewBox={`0 0 ${LENGTH} 18`}
              preserveAspectRatio="none"
              role="img"
              lang="zh-CN"
              aria-label={words.bar(town, people - without, people)}
            >
              <rect class="bar-without" x="0.5" y="1.5" width={Math.max(1, whole - 1)} height="15" />
              {covered > 0 && <rect class="bar-covered" x="0" y="1" width={covered} height="16" />}
            </svg>
            <span class="number">
              {people - without} / {people} {words.people} · {advisors} / {needed} {words.advisors}
            </span>
          </li>
        );
      })}
    </ul>
  );
}

function Loads({ loads, names }: { loads: readonly AdvisorLoad[]; names: ReadonlyMap<string, string> }) {
  const words = useWords(WORDS);
  if (loads.length === 0) return <p class="quiet">{words.none}</p>;
  return (
    <div class="advisor-scroll">
      <table class="advisor-table stacked">
        <thead>
          <tr>
            {words.loadColumns.map((column) => (
              <th scope="col">{column}</th>
            ))}
          </tr>
        </thead>
        <tbody>
          {loads.map(({ display, gridIds, people, tooMany }) => (
            <tr class={tooMany ? 'gap' : undefined}>
              <th scope="row">{display}</th>
              <td data-head={words.loadColumns[1]} lang="zh-CN">
                {gridIds.map((id, at) => (
                  <>
                    {at > 0 && '、'}
                    <a href={gridPath(id)}>{names.get(id)}</a>
                  </>
                ))}
              </td>
              <td class="number" data-head={words.loadColumns[2]}>
                {people}
              </td>
              <td>{tooMany && <b class="gap-word">▲ {words.tooMany}</b>}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Gaps({ grids }: { grids: readonly CoveredGrid[] }) {
  const words = useWords(WORDS);
  return (
    <section>
      <h2>
        {words.gaps} <span class="number">{grids.length}</span>
      </h2>
      {grids.length === 0 ? (
        <p class="quiet">{words.noGaps}</p>
      ) : (
        <GridTable grids={[...grids].sort((one, other) => other.without - one.without)} />
      )}
      <p>
        <a href={GRIDS_PATH}>{words.every}</a>
      </p>
    </section>
  );
}
