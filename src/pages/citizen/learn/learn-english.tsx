import type { Context } from 'hono';
import type { ScamType } from '../../../library/schema.ts';
import { capital } from '../capital.ts';
import type { PageDeps } from '../page-deps.ts';
import { CallButtons, createPhoneBook, withCalls } from '../phone-numbers.tsx';
import { LEARN_PATH, renderLearnPage } from './learn-frame.tsx';

/** What the library has in English: names, marks of a scheme in a line, how it goes on, what to do. Stories and exercises it has not. */

/** `GET /learn` for whoever reads no Chinese. */
export function renderLearnInEnglish(deps: PageDeps, context: Context): Promise<string> {
  return renderLearnPage(deps, context, {
    title: 'Know a scam before it finds you',
    description: 'Common scams: how each begins, how it goes on, and what to do.',
    bilingual: true,
    children: (
      <>
        <p class="quiet">
          In English there is a page for each kind of scam. The scam of the day, stories, exercises, news and the board of communities are
          in Chinese only.
        </p>
        <ul class="learn-types">
          {deps.detector.library.types.map(({ id, title, looksLike }) => (
            <li>
              <a href={`${LEARN_PATH}/${id}`}>
                <b>{capital(title.en)}</b>
                <span>{capital(looksLike.en)}</span>
              </a>
            </li>
          ))}
        </ul>
      </>
    ),
  });
}

/** `GET /learn/:type` for whoever reads no Chinese. */
export function renderLessonInEnglish(deps: PageDeps, context: Context, { title, looksLike, next, advice }: ScamType): Promise<string> {
  const book = createPhoneBook(deps.detector.library, deps.config.HOTLINE_NUMBER);
  return renderLearnPage(deps, context, {
    title: capital(title.en),
    description: capital(looksLike.en),
    back: { path: LEARN_PATH, name: 'All kinds of scams' },
    bilingual: true,
    children: (
      <>
        <p class="learn-lead">{capital(looksLike.en)}.</p>
        <p class="daily-dont">{advice.dont.en}</p>
        <section class="learn-part">
          <h2>How it goes on</h2>
          <p>{next.en}</p>
        </section>
        <section class="learn-part">
          <h2>What to do now</h2>
          <ol class="learn-now">
            {advice.now.en.map((line) => (
              <li>{withCalls(line, book)}</li>
            ))}
          </ol>
          <CallButtons numbers={advice.numbers} book={book} english />
        </section>
        <p class="quiet">The story, the exercise against a scammer and the five questions are in Chinese only.</p>
      </>
    ),
  });
}
