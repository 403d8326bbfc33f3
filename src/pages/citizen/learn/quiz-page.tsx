import type { Context } from 'hono';
import { PASSED_FROM } from '../../../teaching/teach-citizens.ts';
import type { PageDeps } from '../page-deps.ts';
import { createPhoneBook, withCalls } from '../phone-numbers.tsx';
import { readForm } from '../read-form.ts';
import { LEARN_PATH, renderLearnPage } from './learn-frame.tsx';
import { learnReader } from './learn-reader.ts';
import { taughtIn } from './lesson-page.tsx';

interface Answers {
  /** By question: the option that was chosen; null: none. */
  readonly chosen: readonly (number | null)[];
  /** All are answered: it is shown what was right. */
  readonly whole: boolean;
}

/** `GET /learn/:type/quiz`, and the answer to its form. */
export async function renderQuiz(deps: PageDeps, context: Context, answers: Answers | null = null): Promise<string> {
  const { type, lesson } = taughtIn(deps, context);
  const book = createPhoneBook(deps.detector.library, deps.config.HOTLINE_NUMBER);
  const right = lesson.questions.filter(({ right: index }, at) => answers?.chosen[at] === index).length;
  const result = Math.round((100 * right) / lesson.questions.length);
  return renderLearnPage(deps, context, {
    title: `五道小题：${type.title.zh}`,
    description: '两分钟，做完告诉您为什么。',
    back: { path: `${LEARN_PATH}/${type.id}`, name: type.title.zh },
    children: (
      <>
        {answers?.whole && (
          <section class="learn-part quiz-result" role="status">
            <h2>{result >= PASSED_FROM ? '过了' : '再看看下面的解释'}</h2>
            <p>
              {lesson.questions.length}道里答对{right}道。{result >= PASSED_FROM ? '记一句：' : '不要紧，看过一遍就记住了。记一句：'}
              {type.advice.dont.zh}。
            </p>
          </section>
        )}
        {answers && !answers.whole && (
          <p class="learn-said" role="alert">
            还有题没选，选完再交。选过的都还在。
          </p>
        )}
        <form method="post" action={`${LEARN_PATH}/${type.id}/quiz`} class="quiz">
          {lesson.questions.map(({ asks, options, right: index, why }, at) => (
            <fieldset>
              <legend>
                {at + 1}. {asks}
              </legend>
              {options.map((option, choice) => (
                <label class={answers?.whole ? markOf(choice, index, answers.chosen[at]) : undefined}>
                  <input type="radio" name={`q${at}`} value={String(choice)} checked={answers?.chosen[at] === choice} required />
                  <span>
                    {option}
                    {answers?.whole && choice === index && <b> ✓ 这个对</b>}
                    {answers?.whole && choice === answers.chosen[at] && choice !== index && <b> △ 您选的</b>}
                  </span>
                </label>
              ))}
              {answers?.whole && <p class="play-why">{withCalls(why, book)}</p>}
            </fieldset>
          ))}
          <p class="daily-ways">
            <button class="learn-button" type="submit">
              {answers?.whole ? '再交一次' : '交卷，看解释'}
            </button>
            {answers?.whole && <a href={LEARN_PATH}>看看别的骗局</a>}
          </p>
        </form>
      </>
    ),
  });
}

function markOf(choice: number, right: number, chosen: number | null | undefined): string | undefined {
  if (choice === right) return 'quiz-right';
  return choice === chosen ? 'quiz-slip' : undefined;
}

/** `POST /learn/:type/quiz`: explained at once, and noted for a registered citizen. */
export async function answerQuiz(deps: PageDeps, context: Context): Promise<Response> {
  const { type, lesson } = taughtIn(deps, context);
  const form = await readForm(context);
  const chosen = lesson.questions.map(({ options }, at) => {
    const typed = form[`q${at}`];
    return typeof typed === 'string' && /^\d$/.test(typed) && Number(typed) < options.length ? Number(typed) : null;
  });
  const whole = chosen.every((one) => one !== null);
  if (!whole) {
    context.status(422);
    return context.html(await renderQuiz(deps, context, { chosen, whole }));
  }
  const right = lesson.questions.filter(({ right: index }, at) => chosen[at] === index).length;
  const { citizen } = await learnReader(deps, context);
  if (citizen) await deps.storage.noteTaught(citizen.id, type.id, 'quiz', Math.round((100 * right) / lesson.questions.length));
  return context.html(await renderQuiz(deps, context, { chosen, whole }));
}
