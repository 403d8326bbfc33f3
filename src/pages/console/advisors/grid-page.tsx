import type { Context } from 'hono';
import { taskText } from '../../../dissuasion/weekly-tasks.ts';
import { AppError } from '../../../errors.ts';
import type { Assignment } from '../../../storage/places/advisors.ts';
import type { Grid } from '../../../storage/places/grid.ts';
import type { GridTask } from '../../../storage/places/grid-tasks.ts';
import type { PageDeps } from '../../citizen/page-deps.ts';
import { type DeskLanguage, deskLanguage, type Spoken, useWords } from '../language.tsx';
import { dayText, GRIDS_PATH, gridPath } from './advisor-addresses.ts';
import { AdvisorField } from './advisor-field.tsx';
import { renderAdvisors } from './advisors-frame.tsx';
import { GridFieldset, type GridRemark } from './grids-page.tsx';

const ZH = {
  saved: '保存好了。',
  unknown: '没有这个网格，或者它已经停用。',
  advisors: '谁在管',
  nobody: '这个网格还没有安全顾问。',
  gone: '账号已停用，不算数：请点“不再负责”，再让别人接手',
  since: '从',
  until: '到',
  end: '不再负责',
  assign: '让谁负责',
  advisor: '安全顾问',
  from: '从哪天起',
  noAdvisors: '还没有安全顾问的账号。请管理员在“值班员”里邀请，角色选“安全顾问”。',
  save: '定下来',
  edit: '改网格',
  change: '保存',
  close: '停用这个网格',
  closing: '停用后不再计入覆盖，顾问不再负责，任务不再生成。以前的记录留着；同名再建，就是恢复。',
  confirm: '确定停用',
  tasks: '最近四周的任务',
  noTasks: '还没有。每个星期一自动列出，新建的网格从下一个星期一开始。',
  done: '办了',
  open: '没办',
  columns: ['星期一', '任务', '情况'],
};
const WORDS: Spoken<typeof ZH> = {
  'zh-CN': ZH,
  en: {
    saved: 'Saved.',
    unknown: 'There is no such grid, or it is closed.',
    advisors: 'Who looks after it',
    nobody: 'This grid has no advisor yet.',
    gone: 'His account is closed, he does not count: press “No longer” and assign somebody else',
    since: 'from',
    until: 'to',
    end: 'No longer',
    assign: 'Assign somebody',
    advisor: 'Safety advisor',
    from: 'From which day',
    noAdvisors: 'There are no advisors yet. An administrator invites them under Officers, as safety advisor.',
    save: 'Assign',
    edit: 'Change the grid',
    change: 'Save',
    close: 'Close this grid',
    closing:
      'It counts for the coverage no more, its advisors look after it no more, no tasks are made. What was done stays; made again under its name, it is back.',
    confirm: 'Close it',
    tasks: 'Tasks of the last four weeks',
    noTasks: 'None yet. They are made every Monday; a new grid begins with the next one.',
    done: 'done',
    open: 'not done',
    columns: ['Monday', 'Task', 'State'],
  },
};
const FOUR_WEEKS = 28 * 24 * 60 * 60_000;

/** @throws AppError 404 `grid.unknown` */
export async function readKnownGrid(deps: PageDeps, context: Context): Promise<Grid> {
  const grid = await deps.storage.readGrid(context.req.param('id') ?? '');
  if (!grid) throw new AppError('grid.unknown', WORDS[deskLanguage(context)].unknown, 404);
  return grid;
}

/** What a form is compared with when it comes back. */
export function gridMark({ town, name, kind, people }: Grid): string {
  return [town, name, kind, people].join('|');
}

/** `GET /console/advisors/grids/:id` */
export async function renderGrid(
  deps: PageDeps,
  context: Context,
  remark: GridRemark | null = null,
  problem: string | null = null,
): Promise<string> {
  const grid = await readKnownGrid(deps, context);
  const now = deps.now();
  const [assignments, advisors, tasks] = await Promise.all([
    deps.storage.assignmentsOf(grid.id),
    deps.storage.listAdvisors(),
    deps.storage.tasksOfGrid(grid.id, now - FOUR_WEEKS),
  ]);
  const words = WORDS[deskLanguage(context)];
  const own = { town: grid.town, name: grid.name, kind: grid.kind, people: String(grid.people) };
  const changed = remark?.form === 'change' ? remark : { typed: own, problems: {} };
  const assigned = remark?.form === 'assign' ? remark : { typed: { since: dayText(now) }, problems: {} };
  return renderAdvisors(deps, context, {
    path: GRIDS_PATH,
    notice: context.req.query('saved') === '1' ? words.saved : null,
    problem,
    children: (
      <>
        <h2 lang="zh-CN">
          {grid.town} · {grid.name}
        </h2>
        <div class="advisor-columns">
          <section class="advisor-box">
            <h3>{words.advisors}</h3>
            <Assignments grid={grid} assignments={assignments} />
            <AssignForm grid={grid} advisors={advisors} typed={assigned.typed} problems={assigned.problems} />
          </section>
          <section class="advisor-box">
            <h3>{words.edit}</h3>
            <form method="post" action={gridPath(grid.id)} class="advisor-form">
              <input type="hidden" name="seen" value={gridMark(grid)} lang="zh-CN" />
              <GridFieldset typed={changed.typed} problems={changed.problems} />
              <button class="act act-first" type="submit">
                {words.change}
              </button>
            </form>
            <details class="confirm">
              <summary>{words.close}</summary>
              <form method="post" action={`${gridPath(grid.id)}/close`}>
                <p>{words.closing}</p>
                <button class="act" type="submit">
                  {words.confirm}
                </button>
              </form>
            </details>
          </section>
        </div>
        <Tasks tasks={tasks} language={deskLanguage(context)} />
      </>
    ),
  });
}

function Assignments({ grid, assignments }: { grid: Grid; assignments: readonly Assignment[] }) {
  const words = useWords(WORDS);
  if (assignments.length === 0) return <p class="quiet">{words.nobody}</p>;
  return (
    <ul class="assignments">
      {assignments.map(({ officerId, display, since, until, disabled }) => (
        <li class={until === null ? undefined : 'quiet'}>
          <b>{display}</b>{' '}
          <span class="number">
            {words.since} {dayText(since)}
            {until !== null && ` ${words.until} ${dayText(until)}`}
          </span>
          {until === null && disabled && <b class="gap-word">▲ {words.gone}</b>}
          {until === null && (
            <form method="post" action={`${gridPath(grid.id)}/advisors/end`}>
              <input type="hidden" name="advisor" value={officerId} />
              <button class="act" type="submit">
                {words.end}
              </button>
            </form>
          )}
        </li>
      ))}
    </ul>
  );
}

interface AssignFormProps extends Pick<GridRemark, 'typed' | 'problems'> {
  readonly grid: Grid;
  readonly advisors: readonly { readonly id: string; readonly display: string }[];
}

function AssignForm({ grid, advisors, typed, problems }: AssignFormProps) {
  const words = useWords(WORDS);
  return (
    <form method="post" action={`${gridPath(grid.id)}/advisors`} class="advisor-form">
      {advisors.length === 0 && <p class="quiet">{words.noAdvisors}</p>}
      <AdvisorField id="assign-advisor" name="advisor" label={words.advisor} problem={problems.advisor}>
        {advisors.map(({ id, display }) => (
          <option value={id} selected={typed.advisor === id}>
            {display}
          </option>
        ))}
      </AdvisorField>
      <AdvisorField id="assign-since" name="since" label={words.from} value={typed.since} problem={problems.since} type="date" />
      <button class="act act-first" type="submit">
        {words.save}
      </button>
    </form>
  );
}

function Tasks({ tasks, language }: { tasks: readonly GridTask[]; language: DeskLanguage }) {
  const words = useWords(WORDS);
  return (
    <section>
      <h3>{words.tasks}</h3>
      {tasks.length === 0 ? (
        <p class="quiet">{words.noTasks}</p>
      ) : (
        <div class="advisor-scroll">
          <table class="advisor-table">
            <thead>
              <tr>
                {words.columns.map((column) => (
                  <th scope="col">{column}</th>
                ))}
              </tr>
            </thead>
            <tbody>
              {tasks.map(({ task, week, doneAt, doneBy }) => (
                <tr>
                  <td class="number">{dayText(week)}</td>
                  <th scope="row">{taskText(task, language === 'en' ? 'en' : 'zh')}</th>
                  <td>{doneAt === null ? words.open : `${words.done} ${dayText(doneAt)} ${doneBy ?? ''}`}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </section>
  );
}
