import type { Context } from 'hono';
import { OVERDUE_FOR, TASKS_OF_KIND, taskText, WEEKLY_TASKS } from '../../../dissuasion/weekly-tasks.ts';
import { GRID_KINDS } from '../../../storage/places/places-tables.ts';
import type { PageDeps } from '../../citizen/page-deps.ts';
import { deskLanguage, type Spoken } from '../language.tsx';
import { dayText, gridPath, OVERDUE_PATH } from './advisor-addresses.ts';
import { KIND_WORDS } from './advisor-words.ts';
import { renderAdvisors } from './advisors-frame.tsx';

const ZH = {
  title: '过了星期还没办的',
  none: '没有逾期的任务。',
  columns: ['星期一', '乡镇', '网格', '任务', '顾问'],
  nobody: '没有顾问',
  list: '每周列哪些任务',
  since: '最近八周，最多五百条，最早的在前。',
};
const WORDS: Spoken<typeof ZH> = {
  'zh-CN': ZH,
  en: {
    title: 'Not done when the week was over',
    none: 'No task is overdue.',
    columns: ['Monday', 'Town', 'Grid', 'Task', 'Advisors'],
    nobody: 'no advisor',
    list: 'What is listed every week',
    since: 'Of the last eight weeks, 500 at most, oldest first.',
  },
};
const MOST = 500;

/** `GET /console/advisors/tasks`: what was left undone, and by whom it should have been done. */
export async function renderOverdue(deps: PageDeps, context: Context): Promise<string> {
  const [tasks, assignments] = await Promise.all([
    deps.storage.overdueGridTasks(deps.now() - OVERDUE_FOR, MOST),
    deps.storage.assignmentsNow(),
  ]);
  const language = deskLanguage(context);
  const words = WORDS[language];
  const short = language === 'en' ? 'en' : 'zh';
  const advisorsOf = (gridId: string): string =>
    assignments
      .filter((one) => one.gridId === gridId)
      .map(({ display }) => display)
      .join(language === 'en' ? ', ' : '、');
  return renderAdvisors(deps, context, {
    path: OVERDUE_PATH,
    children: (
      <>
        <h2>
          {words.title} <span class="number">{tasks.length}</span>
        </h2>
        {tasks.length === 0 ? (
          <p class="quiet">{words.none}</p>
        ) : (
          <>
            <p class="quiet">{words.since}</p>
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
                  {tasks.map((task) => (
                    <tr>
                      <td class="number">{dayText(task.week)}</td>
                      <td lang="zh-CN">{task.town}</td>
                      <th scope="row" lang="zh-CN">
                        <a href={gridPath(task.gridId)}>{task.grid}</a>
                      </th>
                      <td>{taskText(task.task, short)}</td>
                      <td>{advisorsOf(task.gridId) || <b class="gap-word">▲ {words.nobody}</b>}</td>
                    </tr>
                  ))}
                </tbody>
              </table>
            </div>
          </>
        )}
        <details class="advisor-box">
          <summary>{words.list}</summary>
          <dl class="courses">
            {GRID_KINDS.map((kind) => (
              <div>
                <dt>{KIND_WORDS[language][kind]}</dt>
                {TASKS_OF_KIND[kind].map((task) => (
                  <dd>{WEEKLY_TASKS[task][short]}</dd>
                ))}
              </div>
            ))}
          </dl>
        </details>
      </>
    ),
  });
}
