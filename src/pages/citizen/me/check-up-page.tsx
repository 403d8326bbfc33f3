import type { Context } from 'hono';
import { BANK_VERSION, questionOf } from '../../../citizens/check-up-bank.ts';
import type { Question } from '../../../citizens/check-up-question.ts';
import { consentStands } from '../../../citizens/consent-texts.ts';
import { loadMyCode, nextCheckUp } from '../../../citizens/my-code.ts';
import { AppError } from '../../../errors.ts';
import type { PageDeps } from '../page-deps.ts';
import { ownFields } from './me-fields.ts';
import { Notice, renderOwnPage } from './me-frame.tsx';
import { isWaitingForGuardian } from './me-page.tsx';
import { type SignedIn, signedIn } from './me-session.ts';
import type { Typed } from './read-profile.ts';

const BACK = { path: '/me', name: '回我的反诈码' } as const;

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
  return renderOwnPage(deps, context, {
    title: '反诈体检',
    back: BACK,
    children: (
      <>
        <p class="me-lead">10件事，您会怎么做？照平时的想法选。做完每题都有讲解。</p>
        <Notice text={sent ? `还有${open}题没选，已经标出来了。选过的都还在。` : null} />
        <form class="me-form" method="post" action="/me/check-up">
          <input type="hidden" name="attempt" value={String(attempt)} />
          {questions.map((question, index) => (
            <QuestionField question={question} index={index} chosen={fields[`q-${question.id}`]} sent={sent} />
          ))}
          <button class="me-button" type="submit">
            交卷，看讲解
          </button>
        </form>
      </>
    ),
  });
}

interface QuestionFieldProps {
  readonly question: Question;
  readonly index: number;
  readonly chosen: string | undefined;
  readonly sent: boolean;
}

function QuestionField({ question: { id, asks, options }, index, chosen, sent }: QuestionFieldProps) {
  const missing = sent && chosen === undefined;
  return (
    <fieldset class="me-choice me-question" aria-describedby={missing ? `q-${id}-problem` : undefined}>
      <legend>
        <span class="number">{index + 1}.</span> {asks}
      </legend>
      {missing && (
        <span id={`q-${id}-problem`} class="me-problem">
          这题还没选。
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
  return context.html(
    await renderOwnPage(deps, context, {
      title: '体检讲解',
      back: BACK,
      children: (
        <>
          <p class="me-lead">
            {done.answers.length}题，答对{done.answers.length - done.wrong}题。
            {done.wrong === 0 ? '都对了。骗子专挑人忙、人急的时候来，那时也要想起来。' : '错的不要紧，现在看懂就赚了。'}
          </p>
          <ol class="me-answers">
            {done.answers.map(({ question, chosen }) => {
              const asked = questionOf(question);
              return asked ? <Answer question={asked} chosen={chosen} /> : null;
            })}
          </ol>
        </>
      ),
    }),
  );
}

function Answer({ question: { asks, options, right, why }, chosen }: { question: Question; chosen: number }) {
  const isRight = chosen === right;
  return (
    <li class={`me-card ${isRight ? 'me-right' : 'me-wrong'}`}>
      <h2>{asks}</h2>
      <p>
        <b>{isRight ? '✓ 答对' : '✗ 答错'}</b> 您选：{options[chosen]}
      </p>
      {!isRight && (
        <p>
          <b>应该：</b>
          {options[right]}
        </p>
      )}
      <p>{why}</p>
    </li>
  );
}
