import type { Context } from 'hono';
import { type CourseState, courseStates, isRequired, isTrained, TRAINING_COURSES } from '../../../dissuasion/training-courses.ts';
import { COURSE_LASTS, COURSES, type CourseId } from '../../../storage/places/course-ids.ts';
import type { PageDeps } from '../../citizen/page-deps.ts';
import { typedFields } from '../case-answers.tsx';
import { deskLanguage, type Spoken, useWords } from '../language.tsx';
import { officerOf } from '../session.ts';
import { dayOf, dayText, TRAINING_PATH } from './advisor-addresses.ts';
import { AdvisorField } from './advisor-field.tsx';
import { ADVISOR_PROBLEMS } from './advisor-words.ts';
import { renderAdvisors } from './advisors-frame.tsx';
import type { GridRemark } from './grids-page.tsx';

interface Words {
  readonly saved: string;
  readonly none: string;
  readonly confirm: string;
  readonly advisor: string;
  readonly course: string;
  readonly done: string;
  readonly save: string;
  readonly by: string;
  readonly record: string;
  readonly trained: string;
  readonly untrained: string;
  readonly states: Readonly<Record<CourseState['state'], string>>;
  readonly until: string;
  readonly required: string;
  readonly minutes: string;
  readonly courses: string;
}
const WORDS: Spoken<Words> = {
  'zh-CN': {
    saved: '记下了。',
    none: '还没有安全顾问的账号。请管理员在“值班员”里邀请，角色选“安全顾问”。',
    confirm: '确认谁学完了哪门课',
    advisor: '安全顾问',
    course: '课程',
    done: '哪天学完',
    save: '确认',
    by: '确认人',
    record: '培训记录',
    trained: '必修课都有效',
    untrained: '必修课不全',
    states: { never: '没学过', valid: '有效', 'renew-soon': '快到期', expired: '过期' },
    until: '到',
    required: '必修',
    minutes: '分钟',
    courses: '课程。每门课一年后要重学。',
  },
  en: {
    saved: 'Noted.',
    none: 'There are no advisors yet. An administrator invites them under Officers, as safety advisor.',
    confirm: 'Confirm who has done which course',
    advisor: 'Safety advisor',
    course: 'Course',
    done: 'Done on',
    save: 'Confirm',
    by: 'confirmed by',
    record: 'Training record',
    trained: 'all required courses valid',
    untrained: 'required courses missing',
    states: { never: 'never done', valid: 'valid', 'renew-soon': 'ends soon', expired: 'ended' },
    until: 'until',
    required: 'required',
    minutes: 'minutes',
    courses: 'Courses. Each is to be done again after a year.',
  },
};

/** `GET /console/advisors/training`: who has learnt what, and until when it counts. */
export async function renderTraining(deps: PageDeps, context: Context, remark: GridRemark | null = null): Promise<string> {
  const [advisors, trainings] = await Promise.all([deps.storage.listAdvisors(), deps.storage.trainings()]);
  const now = deps.now();
  const words = WORDS[deskLanguage(context)];
  const typed: GridRemark['typed'] = remark?.typed ?? { done: dayText(now) };
  const problems: GridRemark['problems'] = remark?.problems ?? {};
  const language = deskLanguage(context) === 'en' ? 'en' : 'zh';
  return renderAdvisors(deps, context, {
    path: TRAINING_PATH,
    notice: context.req.query('saved') === '1' ? words.saved : null,
    children: (
      <>
        <section class="advisor-box">
          <h2>{words.confirm}</h2>
          {advisors.length === 0 && <p class="quiet">{words.none}</p>}
          <form method="post" action={TRAINING_PATH} class="advisor-form">
            <AdvisorField id="train-advisor" name="advisor" label={words.advisor} problem={problems.advisor}>
              {advisors.map(({ id, display }) => (
                <option value={id} selected={typed.advisor === id}>
                  {display}
                </option>
              ))}
            </AdvisorField>
            <AdvisorField id="train-course" name="course" label={words.course} problem={problems.course}>
              {COURSES.map((course) => (
                <option value={course} selected={typed.course === course}>
                  {TRAINING_COURSES[course][language]}
                </option>
              ))}
            </AdvisorField>
            <AdvisorField id="train-done" name="done" label={words.done} value={typed.done} problem={problems.done} type="date" />
            <button class="act act-first" type="submit">
              {words.save}
            </button>
          </form>
        </section>
        {advisors.length > 0 && (
          <section>
            <h2>{words.record}</h2>
            <ul class="trainings">
              {advisors.map(({ id, display }) => (
                <TrainingRecord
                  display={display}
                  states={courseStates(
                    trainings.filter(({ officerId }) => officerId === id),
                    now,
                  )}
                  language={language}
                />
              ))}
            </ul>
          </section>
        )}
        <section>
          <h2>{words.courses}</h2>
          <dl class="courses">
            {COURSES.map((course) => (
              <div>
                <dt>
                  {TRAINING_COURSES[course][language]}{' '}
                  <small class="quiet">
                    {TRAINING_COURSES[course].minutes} {words.minutes}
                    {isRequired(course) && ` · ${words.required}`}
                  </small>
                </dt>
                <dd>{TRAINING_COURSES[course].about[language]}</dd>
              </div>
            ))}
          </dl>
        </section>
      </>
    ),
  });
}

interface TrainingRecordProps {
  readonly display: string;
  readonly states: readonly CourseState[];
  readonly language: 'zh' | 'en';
}

/** Of one advisor: to whoever confirms it, and on his own page. */
export function TrainingRecord({ display, states, language }: TrainingRecordProps) {
  const words = useWords(WORDS);
  const trained = isTrained(states);
  return (
    <li>
      <h3>
        {display} <small class={trained ? 'quiet' : 'gap-word'}>{trained ? words.trained : `▲ ${words.untrained}`}</small>
      </h3>
      <ul>
        {states
          .filter(({ course, state }) => isRequired(course) || state !== 'never')
          .map(({ course, state, validUntil, confirmedBy }) => (
            <li>
              {TRAINING_COURSES[course][language]}{' '}
              <span class={state === 'valid' ? 'quiet' : 'gap-word'}>
                {words.states[state]}
                {validUntil !== null && ` ${words.until} ${dayText(validUntil)}`}
              </span>
              {confirmedBy !== null && (
                <small class="quiet">
                  {' '}
                  · {words.by} {confirmedBy}
                </small>
              )}
            </li>
          ))}
      </ul>
    </li>
  );
}

/** `POST /console/advisors/training` */
export function confirmTraining(deps: PageDeps) {
  return async (context: Context): Promise<Response> => {
    const typed = await typedFields(context);
    const words = ADVISOR_PROBLEMS[deskLanguage(context)];
    const course = COURSES.find((one): one is CourseId => one === typed.course);
    const done = dayOf(typed.done ?? '');
    const known = (await deps.storage.listAdvisors()).some(({ id }) => id === typed.advisor);
    const now = deps.now();
    const problems = {
      ...(!known && { advisor: words.advisor }),
      ...(!course && { course: words.course }),
      ...((done === null || done > now || done <= now - COURSE_LASTS) && { done: words.done }),
    };
    if (!course || done === null || Object.keys(problems).length > 0) {
      context.status(422);
      return context.html(await renderTraining(deps, context, { form: 'train', typed, problems }));
    }
    await deps.storage.confirmTraining(typed.advisor ?? '', course, done, officerOf(context).id);
    return context.redirect(`${TRAINING_PATH}?saved=1`, 303);
  };
}
