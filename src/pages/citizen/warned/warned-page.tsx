import type { Context } from 'hono';
import { AppError } from '../../../errors.ts';
import { ANSWERS, type Answer } from '../../../storage/dissuasion/tier-plan.ts';
import { useWords } from '../../console/language.tsx';
import { LanguageForm } from '../language-form.tsx';
import { renderPage } from '../layout.tsx';
import type { PageDeps } from '../page-deps.ts';
import { CallButtons, createPhoneBook, type PhoneBook, telLink, withCalls } from '../phone-numbers.tsx';
import { readForm } from '../read-form.ts';
import { readPreferences } from '../session.ts';
import { PhoneIcon, VerdictSign } from '../signs.tsx';
import { SayTo110 } from '../stop-loss/stop-loss-page.tsx';
import { PAGE_WORDS, type WarnedWords, warnedWords } from './warned-words.ts';

/** `GET /w/:token`. Opening it answers nothing: programs that show previews open it too. */
export function warnedPage(deps: PageDeps) {
  return async (context: Context): Promise<Response> => context.html(await render(deps, context, null));
}

/** `POST /w/:token`: he has seen it, says that nobody cheats him, or that the money is gone. */
export function warnedAnswer(deps: PageDeps) {
  return async (context: Context): Promise<Response> => {
    const { answer: typed } = await readForm(context);
    const answer = ANSWERS.find((one) => one === typed);
    const answered = answer && (await deps.storage.answerNotice(tokenOf(context), answer));
    if (!answer || !answered) throw unknownPage();
    return context.html(await render(deps, context, { answer, open: answered.open }));
  };
}

async function render(deps: PageDeps, context: Context, said: JustSaid | null): Promise<string> {
  context.header('X-Robots-Tag', 'noindex, nofollow');
  context.header('Referrer-Policy', 'no-referrer');
  const token = tokenOf(context);
  const page = await deps.storage.noticePage(token);
  if (!page) throw unknownPage();
  const type = deps.detector.library.types.find(({ id }) => id === page.type) ?? null;
  const book = createPhoneBook(deps.detector.library, deps.config.HOTLINE_NUMBER);
  const preferences = readPreferences(context);
  return renderPage({
    title: PAGE_WORDS[preferences.language].title,
    description: '',
    preferences,
    bilingual: true,
    urls: await deps.assets.urls(),
    page: 'plain',
    bare: true,
    children: (
      <Warned
        words={warnedWords(type, preferences.language)}
        english={preferences.language === 'en'}
        book={book}
        token={token}
        said={said}
        answered={page.answered}
        hotline={deps.config.HOTLINE_NUMBER}
      />
    ),
  });
}

/** What he has just said, and whether anybody will come to him because of it. */
interface JustSaid {
  readonly answer: Answer;
  readonly open: boolean;
}

interface WarnedProps {
  readonly words: WarnedWords;
  readonly english: boolean;
  readonly book: PhoneBook;
  readonly token: string;
  readonly said: JustSaid | null;
  readonly answered: boolean;
  readonly hotline: string;
}

function Warned({ words, english, book, token, said, answered, hotline }: WarnedProps) {
  const own = useWords(PAGE_WORDS);
  const answer = said?.answer ?? null;
  return (
    <main class="warned">
      <LanguageForm />
      <header class="warned-head">
        <VerdictSign colour="red" />
        <div>
          <p class="warned-stop">{own.stop}</p>
          <h1>
            {words.dont.split(/(?<=，)/).map((clause) => (
              <span>{clause}</span>
            ))}
          </h1>
          <p>{own.maybe(words.what)}</p>
        </div>
      </header>
      {answer && (
        <p class="warned-said" role="status">
          {withCalls(said?.open ? own.said[answer] : own.saidWhenOver, book)}
          {english && answer === 'paid' && (
            <>
              {' '}
              <SayTo110 />
            </>
          )}
        </p>
      )}
      <a class="call-police" href={telLink('110')}>
        <PhoneIcon />
        <span>{answer === 'paid' ? own.callNow : own.call}</span>
      </a>
      <section class="warned-part">
        <h2>{own.marks}</h2>
        <ul class="warned-marks">
          {words.marks.map((mark) => (
            <li>{mark}</li>
          ))}
        </ul>
      </section>
      <section class="warned-part">
        <h2>{own.now}</h2>
        <ol class="warned-steps">
          {words.now.map((step) => (
            <li>{withCalls(step, book)}</li>
          ))}
        </ol>
      </section>
      {answer !== 'paid' && <Answers token={token} answered={answered || answer !== null} />}
      <section class="warned-part">
        <h2>{own.real}</h2>
        <p>{withCalls(own.realAnswer, book)}</p>
        <CallButtons numbers={['96110', hotline]} book={book} english={english} />
      </section>
    </main>
  );
}

function Answers({ token, answered }: { token: string; answered: boolean }) {
  const words = useWords(PAGE_WORDS);
  const button = (answer: Answer, look: string) => (
    <button class={look} name="answer" value={answer} type="submit">
      {words.answers[answer]}
    </button>
  );
  return (
    <form class="warned-answers" method="post" action={`/w/${encodeURIComponent(token)}`} aria-label={words.you}>
      {button('paid', 'warned-paid')}
      {!answered && button('seen', 'warned-seen')}
      {!answered && button('denied', 'warned-denied')}
    </form>
  );
}

function tokenOf(context: Context): string {
  const token = context.req.param('token') ?? '';
  if (!/^[\w-]{8,64}$/.test(token)) throw unknownPage();
  return token;
}

function unknownPage(): AppError {
  return new AppError('notice.unknown', 'there is no such page', 404);
}
