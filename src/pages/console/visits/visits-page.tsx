import type { Context } from 'hono';
import { maskName } from '../../../desk/masking.ts';
import { courseStates } from '../../../dissuasion/training-courses.ts';
import { OVERDUE_FOR, taskText, weekOf } from '../../../dissuasion/weekly-tasks.ts';
import type { GridTask } from '../../../storage/places/grid-tasks.ts';
import type { OpenVisit } from '../../../storage/places/open-visits.ts';
import type { PageDeps } from '../../citizen/page-deps.ts';
import { TrainingRecord } from '../advisors/training-page.tsx';
import { Clock } from '../clock.tsx';
import { deskLanguage, type Spoken, useWords } from '../language.tsx';
import { renderConsole } from '../layout.tsx';
import { officerOf } from '../session.ts';
import { TierSign } from './tier-sign.tsx';
import { UnsentBar, unsentData } from './unsent-bar.tsx';
import { VISITS_PATH, visitPath } from './visiting.ts';

const ZH = {
  title: '上门',
  sent: '上门情况已经记下。',
  visits: '要去的人家',
  left: (count: number) => `还有${count}户没列出，都不比上面的急。办完上面的会补上来；急着找一户，到“劝阻”里按乡镇、网格筛选。`,
  leftAdvisor: (count: number) => `还有${count}户没列出，都不比上面的急，办完上面的会补上来。请告诉值班台：人手不够。`,
  none: '现在没有要上门的人家。有预警要上门，会列在这里。',
  noGrid: '您还没有负责的网格，请主管给您定。',
  before: '之前上门',
  late: '过时了，应在',
  along: '同去：',
  alone: '还没人同去，先别出发',
  tail: (digits: string) => `尾号${digits}`,
  nameless: '姓名不详',
  tasks: '本周网格任务',
  noTasks: '这周的任务都在星期一列出来，现在没有。',
  done: '办完了',
  doneAt: '已办',
  overdue: '过了星期没办',
  task: '网格任务',
  training: '我的培训',
  trainingHint: '学完一门，由主管确认。缺哪门，找主管安排。',
};
const WORDS: Spoken<typeof ZH> = {
  'zh-CN': ZH,
  en: {
    title: 'Visits',
    sent: 'The visit is recorded.',
    visits: 'To be visited',
    left: (count) =>
      `${count} more are not listed; none is more urgent than those above. They move up as these are done; to find one, filter the warnings by town and grid.`,
    leftAdvisor: (count) =>
      `${count} more are not listed; none is more urgent than those above, and they move up as these are done. Tell the desk that you are too few.`,
    none: 'Nobody is to be visited now. When a warning needs a visit, it is listed here.',
    noGrid: 'You look after no grid yet; a supervisor assigns you one.',
    before: 'visit before',
    late: 'late, due',
    along: 'Comes along: ',
    alone: 'Nobody comes along yet: do not set out',
    tail: (digits: string) => `…${digits}`,
    nameless: 'name unknown',
    tasks: 'This week in your grids',
    noTasks: 'The week’s tasks are listed on Mondays; there are none now.',
    done: 'Done',
    doneAt: 'Done',
    overdue: 'Left over',
    task: 'Weekly task',
    training: 'My training',
    trainingHint: 'Your supervisor confirms what you have done; ask there for what is missing.',
  },
};

/** `GET /console/visits`: whom to visit and what to do in one's grids; names masked. */
export async function renderVisits(deps: PageDeps, context: Context): Promise<string> {
  const { storage, now, newId } = deps;
  const { id, role, display } = officerOf(context);
  const language = deskLanguage(context);
  const at = now();
  const isAdvisor = role === 'advisor';
  const [visits, total, companions, grids, own, tasks, trainings, urls, queue] = await Promise.all([
    storage.openVisits({ id, role }),
    storage.countVisits({ id, role }),
    storage.companions(),
    storage.listGrids(),
    storage.gridsOf(id),
    isAdvisor ? storage.tasksOfAdvisor(id, weekOf(at).from - OVERDUE_FOR, weekOf(at).from) : [],
    isAdvisor ? storage.trainings() : [],
    deps.assets.urls(),
    unsentData(deps, context),
  ]);
  const words = WORDS[language];
  const typeNames = new Map<string, string>(
    deps.detector.library.types.map(({ id: type, title }) => [type, language === 'en' ? title.en : title.zh]),
  );
  const names = grids.filter((grid) => own.includes(grid.id)).map(({ name }) => name);
  return renderConsole(deps, context, {
    title: words.title,
    children: (
      <section id="visit" class="visits" {...queue}>
        <h1>{words.title}</h1>
        {context.req.query('sent') === '1' && (
          <p class="notice" role="status">
            {words.sent}
          </p>
        )}
        <UnsentBar />
        {isAdvisor && (
          <p class="quiet" lang={names.length > 0 ? 'zh-CN' : undefined}>
            {names.length > 0 ? names.join('、') : words.noGrid}
          </p>
        )}
        <h2>
          {words.visits} <span class="number">{total}</span>
        </h2>
        {visits.length === 0 && <p class="quiet">{words.none}</p>}
        <ul class="visit-list">
          {visits.map((visit) => (
            <VisitRow
              visit={visit}
              type={typeNames.get(visit.type ?? '') ?? ''}
              companion={companions.get(visit.warningId)?.display ?? null}
              now={at}
            />
          ))}
        </ul>
        {total > visits.length && <p class="quiet">{(isAdvisor ? words.leftAdvisor : words.left)(total - visits.length)}</p>}
        {isAdvisor && (
          <>
            <h2 id="tasks">
              {words.tasks} <span class="number">{tasks.filter(({ doneAt }) => doneAt === null).length}</span>
            </h2>
            {tasks.length === 0 && <p class="quiet">{words.noTasks}</p>}
            <ul class="task-list">
              {tasks.map((task) => (
                <TaskRow task={task} text={taskText(task.task, language === 'en' ? 'en' : 'zh')} stepId={newId()} now={at} />
              ))}
            </ul>
            <h2>{words.training}</h2>
            <p class="quiet">{words.trainingHint}</p>
            <ul class="trainings">
              <TrainingRecord
                display={display}
                states={courseStates(
                  trainings.filter(({ officerId }) => officerId === id),
                  at,
                )}
                language={language === 'en' ? 'en' : 'zh'}
              />
            </ul>
          </>
        )}
        <script src={urls['visit-queue.js']} defer />
        <script src={urls['visit.js']} defer />
      </section>
    ),
  });
}

interface VisitRowProps {
  readonly visit: OpenVisit;
  readonly type: string;
  readonly companion: string | null;
  readonly now: number;
}

function VisitRow({ visit: { warningId, tier, grid, town, dueAt, name, phone }, type, companion, now }: VisitRowProps) {
  const words = useWords(WORDS);
  return (
    <li>
      <a href={visitPath(warningId)}>
        <span class="visit-head">
          <TierSign tier={tier} />
          <b lang={name ? 'zh-CN' : undefined}>{name ? maskName(name) : words.nameless}</b>
          {phone && <span class="number">{words.tail(phone.slice(-4))}</span>}
          <span>{type}</span>
        </span>
        <span class="visit-where" lang="zh-CN">
          {[town, grid?.name].filter(Boolean).join(' ')}
        </span>
        <span class={dueAt < now ? 'visit-late' : 'quiet'}>
          {dueAt < now ? `${words.late} ` : ''}
          <Clock at={dueAt} now={now} />
          {dueAt < now ? '' : ` ${words.before}`}
        </span>
        {tier === 'urgent' && (
          <span class={companion === null ? 'visit-late' : undefined}>
            {companion === null ? words.alone : `${words.along}${companion}`}
          </span>
        )}
      </a>
    </li>
  );
}

function TaskRow({ task, text, stepId, now }: { task: GridTask; text: string; stepId: string; now: number }) {
  const words = useWords(WORDS);
  return (
    <li class={task.doneAt === null ? undefined : 'done'}>
      <p>
        {text}{' '}
        <small class="quiet" lang="zh-CN">
          {task.grid}
        </small>
        {task.doneAt === null && task.dueAt <= now && <b class="visit-late"> {words.overdue}</b>}
      </p>
      {task.doneAt === null ? (
        <form method="post" action={`${VISITS_PATH}/tasks/${encodeURIComponent(task.id)}/done`} data-queue={words.task}>
          <input type="hidden" name="stepId" value={stepId} />
          <input type="hidden" name="at" value="" />
          <button class="visit-button" type="submit">
            {words.done}
          </button>
        </form>
      ) : (
        <span class="quiet">
          {words.doneAt} <Clock at={task.doneAt} now={now} />
        </span>
      )}
    </li>
  );
}
