import type { TaskKind } from '../../../storage/dissuasion/tier-plan.ts';
import { resultsOf } from '../../../storage/dissuasion/warning-steps.ts';
import { PutBack } from '../../citizen/put-back.tsx';
import { Clock } from '../clock.tsx';
import { type Spoken, useWords } from '../language.tsx';
import { AT_THE_QUEUE } from '../roles.ts';
import { DueTime } from './due-time.tsx';
import { warningPath } from './warning-paths.ts';
import type { WarningView } from './warning-view.ts';
import { RESULT_BUTTONS, TASK_WORDS } from './warning-words.ts';

interface Words {
  readonly title: string;
  readonly none: string;
  readonly from: string;
  readonly escalated: string;
  readonly note: string;
  readonly other: string;
  readonly kind: string;
  readonly byItself: string;
  readonly doorstep: string;
  readonly stopLoss: string;
}
const WORDS: Spoken<Words> = {
  'zh-CN': {
    title: '现在要做的',
    none: '没有要做的了。',
    from: '可以打的时间',
    escalated: '已超时，级别升过',
    note: '他怎么说、情况怎样',
    other: '补记别的一步',
    kind: '哪一步',
    byItself: '机器会自己发，发不出去就转到下一步。',
    doorstep: '打开上门页',
    stopLoss: '钱已转走：填止付线索',
  },
  en: {
    title: 'To do now',
    none: 'Nothing is left to do.',
    from: 'Call from',
    escalated: 'overdue, the tier was raised',
    note: 'What he said, how it stands',
    other: 'Record another step',
    kind: 'Which step',
    byItself: 'The program sends it; where it cannot, the next step begins.',
    doorstep: 'Open the doorstep page',
    stopLoss: 'Money has gone: enter a stop-payment lead',
  },
};

/** What is owed to him, each with its deadline and what can come of it. */
export function TaskForms({ view }: { view: WarningView }) {
  const words = useWords(WORDS);
  const taskWords = useWords(TASK_WORDS);
  const { warning, open, officer, now } = view;
  const mayRecord = open && AT_THE_QUEUE.includes(officer.role);
  return (
    <section class="warning-tasks" aria-labelledby="tasks-title">
      <h2 id="tasks-title">{words.title}</h2>
      {warning.tasks.length === 0 && <p class="quiet">{words.none}</p>}
      <ol>
        {warning.tasks.map((task) => (
          <li class={task.dueAt < now ? 'warning-task late' : 'warning-task'}>
            <p class="warning-task-head">
              <b>{taskWords[task.kind]}</b>
              {task.startsAt > now ? (
                <span>
                  {words.from} <Clock at={task.startsAt} now={now} />
                </span>
              ) : (
                <DueTime at={task.dueAt} now={now} />
              )}
              {task.escalated && <span class="w-mark">{words.escalated}</span>}
              {task.kind === 'visit' && <a href={`/console/visits/${encodeURIComponent(warning.id)}`}>{words.doorstep}</a>}
            </p>
            {task.kind === 'message' || task.kind === 'sms' ? (
              <p class="quiet">{words.byItself}</p>
            ) : (
              mayRecord && task.startsAt <= now && <StepForm view={view} kind={task.kind} />
            )}
          </li>
        ))}
      </ol>
      {mayRecord && (
        <p>
          <a href={`/console/stop-leads/new?warning=${encodeURIComponent(warning.id)}`}>{words.stopLoss}</a>
        </p>
      )}
      {mayRecord && warning.status === 'open' && <OtherStep view={view} />}
    </section>
  );
}

function StepForm({ view, kind }: { view: WarningView; kind: TaskKind }) {
  const words = useWords(WORDS);
  const taskWords = useWords(TASK_WORDS);
  const { warning, remark } = view;
  return (
    <form class="step-form" method="post" action={`${warningPath(warning.id)}/step`} aria-label={taskWords[kind]}>
      <input type="hidden" name="stepId" value={view.formId()} />
      <input type="hidden" name="kind" value={kind} />
      <label for={`note-${kind}`}>{words.note}</label>
      <textarea id={`note-${kind}`} name="note" rows={2} maxlength={2000}>
        {remark.kind === kind ? (remark.note ?? '') : ''}
      </textarea>
      <PutBack of={`note-${kind}`} />
      <ResultButtons kind={kind} />
    </form>
  );
}

function ResultButtons({ kind }: { kind: TaskKind }) {
  const buttons = useWords(RESULT_BUTTONS);
  return (
    <p class="step-results">
      {resultsOf(kind).map((result) => (
        <button class="act" name="result" value={result} type="submit">
          {buttons[result]}
        </button>
      ))}
    </p>
  );
}

/** What was done without being owed: a visit on the way, a call of his. */
function OtherStep({ view }: { view: WarningView }) {
  const words = useWords(WORDS);
  const taskWords = useWords(TASK_WORDS);
  const owed = new Set(view.warning.tasks.map(({ kind }) => kind));
  const kinds = (['call', 'visit'] as const).filter((kind) => !owed.has(kind));
  if (kinds.length === 0) return null;
  return (
    <details class="other-step">
      <summary>{words.other}</summary>
      {kinds.map((kind) => (
        <>
          <h3>{taskWords[kind]}</h3>
          <StepForm view={view} kind={kind} />
        </>
      ))}
    </details>
  );
}
