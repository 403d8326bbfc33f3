import type { Context } from 'hono';
import { BANK_VERSION, questionOf, wordsOf } from '../../../citizens/check-up-bank.ts';
import type { Question, QuestionWords } from '../../../citizens/check-up-question.ts';
import { consentStands } from '../../../citizens/consent-texts.ts';
import { loadMyCode, nextCheckUp } from '../../../citizens/my-code.ts';
import { AppError } from '../../../errors.ts';
import { useWords } from '../../console/language.tsx';
import { type CitizenLanguage, citizenLanguage } from '../citizen-language.ts';
import type { PageDeps } from '../page-deps.ts';
import { CHECK_UP_WORDS } from './check-up-words.ts';
import { ownFields } from './me-fields.ts';
import { Notice, renderOwnPage } from './me-frame.tsx';
import { isWaitingForGuardian, type SignedIn, signedIn } from './me-session.ts';
import { FRAME_WORDS } from './me-words.ts';
import type { Typed } from './read-profile.ts';

const backOf = (language: CitizenLanguage) => ({ path: '/me', name: FRAME_WORDS[language].backToCode });

/** Whoever may do one now, with its questions; null: he is led back to his code. */
async function prepared(deps: PageDeps, own: SignedIn | null) {
  if (!own || isWaitingForGuardian(own) || !consentStands(own.consents, 'profile')) return null;
  const my = await loadMyCode(deps.storage, own.citizen, own.consents, deps.now());
  return { own, mayCheck: my.mayCheck, last: my.last, ...nextCheckUp(own.citizen, my.last) };
}

/** `GET /me/check-up` */
export async function showCheckUp(deps: PageDeps, context: Context): Promise<Response> {
  const ready = await prepared(deps, await signedIn(deps, context));
  if (!ready?.mayCheck) return context.redirect('/me', 303);
  return context.html(await checkUpPage(deps, context, ready, {}));
}

/** `POST /me/check-up`: each attempt counts once. */
export async function takeCheckUp(deps: PageDeps, context: Context): Promise<Response> {
  const ready = await prepared(deps, await signedIn(deps, context));
  if (!ready) return context.redirect('/me', 303);
  const fields = await ownFields(context);
  // The same form once more, after it was taken: he sees what came of it.
  if (ready.last && fields.attempt === String(ready.last.attempt)) return context.redirect(`/me/check-up/${ready.last.attempt}`, 303);
  if (!ready.mayCheck) return context.redirect('/me', 303);
  const { attempt, questions, own } = ready;
  const answers = questions.map(({ id, options }) => {
    const chosen = fields[`q-${id}`];
    return { question: id, chosen: options.findIndex((_, index) => String(index) === chosen) };
  });
  if (answers.some(({ chosen }) => chosen < 0)) {
    context.status(422);
    return context.html(await checkUpPage(deps, context, ready, fields));
  }
  const wrong = answers.filter(({ question, chosen }) => questionOf(question)?.right !== chosen).length;
  await deps.storage.saveCheckUp(own.citizen.id, { attempt, bank: BANK_VERSION, answers, wrong, doneAt: deps.now() });
  return context.redirect(`/me/check-up/${attempt}`, 303);
}

interface Asked {
  readonly attempt: number;
  readonly questions: readonly Question[];
}

function checkUpPage(deps: PageDeps, context: Context, { attempt, questions }: Asked, fields: Typed): Promise<string> {
  const sent = Object.keys(fields).length > 0;
  const open = questions.filter(({ id }) => fields[`q-${id}`] === undefined).length;
  const language = citizenLanguage(context);
  const words = CHECK_UP_WORDS[language];
  return renderOwnPage(deps, context, {
    title: words.title,
    back: backOf(language),
    children: (
      <>
        <p class="me-lead">{words.lead}</p>
        <Notice text={sent ? words.open(open) : null} />
        <form class="me-form" method="post" action="/me/check-up">
          <input type="hidden" name="attempt" value={String(attempt)} />
          {questions.map((question, index) => (
            <QuestionField
              id={question.id}
              words={wordsOf(question, language)}
              index={index}
              chosen={fields[`q-${question.id}`]}
              sent={sent}
            />
          ))}
          <button class="me-button" type="submit">
            {words.send}
          </button>
        </form>
      </>
    ),
  });
}

interface QuestionFieldProps {
  readonly id: string;
  readonly words: QuestionWords;
  readonly index: number;
  readonly chosen: string | undefined;
  readonly sent: boolean;
}

function QuestionField({ id, words: { asks, options }, index, chosen, sent }: QuestionFieldProps) {
  const words = useWords(CHECK_UP_WORDS);
  const missing = sent && chosen === undefined;
  return (
    <fieldset class="me-choice me-question" aria-describedby={missing ? `q-${id}-problem` : undefined}>
      <legend>
        <span class="number">{index + 1}.</span> {asks}
      </legend>
      {missing && (
        <span id={`q-${id}-problem`} class="me-problem">
          {words.missing}
        </span>
      )}
      <div class="me-options me-options-long">
        {options.map((option, at) => (
          <label>
            <input type="radio" name={`q-${id}`} value={String(at)} checked={chosen === String(at)} required />
            <span>{option}</span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}

/** `GET /me/check-up/:attempt`: every answer explained. @throws AppError 404 `check-up.unknown` */
export async function showAnswers(deps: PageDeps, context: Context): Promise<Response> {
  const own = await signedIn(deps, context);
  if (!own) return context.redirect('/me', 303);
  const done = (await deps.storage.checkUpsOf(own.citizen.id)).find(({ attempt }) => String(attempt) === context.req.param('attempt'));
  if (!done) throw new AppError('check-up.unknown', 'there is no such check-up; go back to /me', 404);
  const language = citizenLanguage(context);
  const words = CHECK_UP_WORDS[language];
  return context.html(
    await renderOwnPage(deps, context, {
      title: words.explainedTitle,
      back: backOf(language),
      children: (
        <>
          <p class="me-lead">
            {words.result(done.answers.length, done.answers.length - done.wrong)}
            {done.wrong === 0 ? words.allRight : words.someWrong}
          </p>
          <ol class="me-answers">
            {done.answers.map(({ question, chosen }) => {
              const asked = questionOf(question);
              return asked ? <Answer words={wordsOf(asked, language)} right={asked.right} chosen={chosen} /> : null;
            })}
          </ol>
        </>
      ),
    }),
  );
}

interface AnswerProps {
  readonly words: QuestionWords;
  readonly right: number;
  readonly chosen: number;
}

function Answer({ words: { asks, options, why }, right, chosen }: AnswerProps) {
  const words = useWords(CHECK_UP_WORDS);
  const isRight = chosen === right;
  return (
    <li class={`me-card ${isRight ? 'me-right' : 'me-wrong'}`}>
      <h2>{asks}</h2>
      <p>
        <b>{isRight ? words.right : words.wrong}</b>
        {words.chosen}
        {options[chosen]}
      </p>
      {!isRight && (
        <p>
          <b>{words.should}</b>
          {options[right]}
        </p>
      )}
      <p>{why}</p>
    </li>
  );
}
