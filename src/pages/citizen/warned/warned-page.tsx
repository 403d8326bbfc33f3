import type { Context } from 'hono';
import { AppError } from '../../../errors.ts';
import { ANSWERS, type Answer } from '../../../storage/dissuasion/tier-plan.ts';
import { renderPage } from '../layout.tsx';
import type { PageDeps } from '../page-deps.ts';
import { CallButtons, createPhoneBook, type PhoneBook, telLink, withCalls } from '../phone-numbers.tsx';
import { readForm } from '../read-form.ts';
import { readPreferences } from '../session.ts';
import { PhoneIcon, VerdictSign } from '../signs.tsx';
import { type WarnedWords, warnedWords } from './warned-words.ts';

const SAID: Readonly<Record<Answer, string>> = {
  seen: '收到。在弄清楚以前，一分钱也别转。我们还会打电话或上门找您，您可以先自己拨110核实。',
  denied: '收到。骗子常教人这样说，所以我们还会打电话或上门当面问清楚。这之前先别转账。',
  paid: '收到，已报给值班员。现在就自己打110，说“我被骗了，要止付”，别等我们。',
};

/** `GET /w/:token`. Opening it answers nothing: programs that show previews open it too. */
export function warnedPage(deps: PageDeps) {
  return async (context: Context): Promise<Response> => context.html(await render(deps, context, null));
}

/** `POST /w/:token`: he has seen it, says that nobody cheats him, or that the money is gone. */
export function warnedAnswer(deps: PageDeps) {
  return async (context: Context): Promise<Response> => {
    const { answer: typed } = await readForm(context);
    const answer = ANSWERS.find((one) => one === typed);
    if (!answer || !(await deps.storage.answerNotice(tokenOf(context), answer))) throw unknownPage();
    return context.html(await render(deps, context, answer));
  };
}

async function render(deps: PageDeps, context: Context, answer: Answer | null): Promise<string> {
  context.header('X-Robots-Tag', 'noindex, nofollow');
  context.header('Referrer-Policy', 'no-referrer');
  const token = tokenOf(context);
  const page = await deps.storage.noticePage(token);
  if (!page) throw unknownPage();
  const type = deps.detector.library.types.find(({ id }) => id === page.type) ?? null;
  const book = createPhoneBook(deps.detector.library, deps.config.HOTLINE_NUMBER);
  return renderPage({
    title: '先停下，看一眼 · 反诈一哥',
    description: '',
    preferences: readPreferences(context),
    urls: await deps.assets.urls(),
    page: 'plain',
    children: (
      <Warned
        words={warnedWords(type)}
        book={book}
        token={token}
        answer={answer}
        answered={page.answered}
        hotline={deps.config.HOTLINE_NUMBER}
      />
    ),
  });
}

interface WarnedProps {
  readonly words: WarnedWords;
  readonly book: PhoneBook;
  readonly token: string;
  /** What he has just said. */
  readonly answer: Answer | null;
  readonly answered: boolean;
  readonly hotline: string;
}

function Warned({ words, book, token, answer, answered, hotline }: WarnedProps) {
  return (
    <main class="warned">
      <header class="warned-head">
        <VerdictSign colour="red" />
        <div>
          <p class="warned-stop">先停下</p>
          <h1>
            {words.dont.split(/(?<=，)/).map((clause) => (
              <span>{clause}</span>
            ))}
          </h1>
          <p>您可能正在被骗：{words.what}。</p>
        </div>
      </header>
      {answer && (
        <p class="warned-said" role="status">
          {withCalls(SAID[answer], book)}
        </p>
      )}
      <a class="call-police" href={telLink('110')}>
        <PhoneIcon />
        <span>打110，问是不是真的</span>
      </a>
      <section class="warned-part">
        <h2>骗子常这样</h2>
        <ul class="warned-marks">
          {words.marks.map((mark) => (
            <li>{mark}</li>
          ))}
        </ul>
      </section>
      <section class="warned-part">
        <h2>现在这样做</h2>
        <ol class="warned-steps">
          {words.now.map((step) => (
            <li>{withCalls(step, book)}</li>
          ))}
        </ol>
      </section>
      {answer !== 'paid' && <Answers token={token} answered={answered || answer !== null} />}
      <section class="warned-part">
        <h2>这页是真的吗？</h2>
        <p>{withCalls('不用信这页，自己拨110问。真劝阻只叫您停下：不要钱，不要验证码，不叫您下软件、转账、点别的链接。', book)}</p>
        <CallButtons numbers={['96110', hotline]} book={book} />
      </section>
    </main>
  );
}

function Answers({ token, answered }: { token: string; answered: boolean }) {
  const button = (answer: Answer, label: string, look: string) => (
    <button class={look} name="answer" value={answer} type="submit">
      {label}
    </button>
  );
  return (
    <form class="warned-answers" method="post" action={`/w/${encodeURIComponent(token)}`} aria-label="您的情况">
      {button('paid', '钱已经转走了', 'warned-paid')}
      {!answered && button('seen', '看到了，先不转', 'warned-seen')}
      {!answered && button('denied', '我没被骗', 'warned-denied')}
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
