import type { Context } from 'hono';
import { coverGrid } from '../../../dissuasion/advisor-coverage.ts';
import { GRID_KINDS } from '../../../storage/places/places-tables.ts';
import type { PageDeps } from '../../citizen/page-deps.ts';
import { deskLanguage, type Spoken, useWords } from '../language.tsx';
import { GRIDS_PATH } from './advisor-addresses.ts';
import { AdvisorField } from './advisor-field.tsx';
import { KIND_WORDS } from './advisor-words.ts';
import { renderAdvisors } from './advisors-frame.tsx';
import { GridTable } from './grid-table.tsx';

/** What was wrong with a form, and what had been typed. */
export interface GridRemark {
  readonly form: 'add' | 'change' | 'assign' | 'train';
  readonly typed: Readonly<Record<string, string>>;
  readonly problems: Readonly<Record<string, string>>;
}

const ZH = {
  add: '加一个网格',
  town: '乡镇、街道',
  name: '网格名称',
  kind: '类型',
  people: '人数',
  save: '加上',
  all: '网格',
  none: '还没有网格。一个一个加，或者用表格一次导入。',
  saved: '保存好了。',
};
const WORDS: Spoken<typeof ZH> = {
  'zh-CN': ZH,
  en: {
    add: 'Add a grid',
    town: 'Town or district',
    name: 'Name of the grid',
    kind: 'Kind',
    people: 'People',
    save: 'Add',
    all: 'Grids',
    none: 'There are no grids yet. Add them one by one, or import them from a table.',
    saved: 'Saved.',
  },
};

/** `GET /console/advisors/grids` */
export async function renderGrids(deps: PageDeps, context: Context, remark: GridRemark | null = null): Promise<string> {
  const figures = await deps.storage.coverageFigures();
  const words = WORDS[deskLanguage(context)];
  return renderAdvisors(deps, context, {
    path: GRIDS_PATH,
    notice: context.req.query('saved') === '1' ? words.saved : null,
    children: (
      <>
        <section class="advisor-box">
          <h2>{words.add}</h2>
          <form method="post" action={GRIDS_PATH} class="advisor-form">
            <input type="hidden" name="formId" value={deps.newId()} />
            <GridFieldset typed={remark?.typed ?? {}} problems={remark?.problems ?? {}} />
            <button class="act act-first" type="submit">
              {words.save}
            </button>
          </form>
        </section>
        <section>
          <h2>
            {words.all} <span class="number">{figures.length}</span>
          </h2>
          {figures.length === 0 ? (
            <p class="quiet">{words.none}</p>
          ) : (
            <GridTable grids={figures.map((grid) => coverGrid(grid, deps.config.PEOPLE_PER_ADVISOR))} />
          )}
        </section>
      </>
    ),
  });
}

/** What is known of a grid, to be typed. */
export function GridFieldset({ typed, problems }: Pick<GridRemark, 'typed' | 'problems'>) {
  const words = useWords(WORDS);
  const kinds = useWords(KIND_WORDS);
  return (
    <>
      <AdvisorField id="grid-town" name="town" label={words.town} value={typed.town} problem={problems.town} lang="zh-CN" />
      <AdvisorField id="grid-name" name="name" label={words.name} value={typed.name} problem={problems.name} lang="zh-CN" />
      <AdvisorField id="grid-kind" name="kind" label={words.kind} problem={problems.kind}>
        {GRID_KINDS.map((kind) => (
          <option value={kind} selected={typed.kind === kind}>
            {kinds[kind]}
          </option>
        ))}
      </AdvisorField>
      <AdvisorField id="grid-people" name="people" label={words.people} value={typed.people} problem={problems.people} type="number" />
    </>
  );
}
