import type { Context } from 'hono';
import { LONGEST_TYPED } from '../../../lookups/identify.ts';
import { judgeWriting, type LinkWriting } from '../../../lookups/link-writing.ts';
import type { ListRules } from '../../../lookups/list-rules.ts';
import { type LookedUp, lookUpTyped } from '../../../lookups/look-up.ts';
import { toldInWords } from '../../../lookups/told-in-words.ts';
import { useWords } from '../../console/language.tsx';
import type { CitizenLanguage } from '../citizen-language.ts';
import { renderPage } from '../layout.tsx';
import type { PageDeps } from '../page-deps.ts';
import { createPhoneBook, telLink } from '../phone-numbers.tsx';
import { readPreferences } from '../session.ts';
import { HandOver } from './hand-over.tsx';
import { LookupResult } from './lookup-result.tsx';
import { LOOKUP_WORDS } from './lookup-words.ts';

export const LOOKUP_PAGE = '/lookup';

/** What a form of the page said, or what is wrong with it. */
interface LookupRemark {
  readonly kind: 'done' | 'problem';
  readonly text: string;
}
export interface LookupView {
  readonly typed: string;
  readonly remark: LookupRemark | null;
  /** What was typed into the form of a dispute that failed. */
  readonly dispute?: { readonly reason: string; readonly contact: string } | undefined;
}

/** `GET /lookup`, and the answer to its forms: what is typed never stands in an address. */
export async function renderLookup(deps: PageDeps, context: Context, rules: ListRules, view: LookupView): Promise<string> {
  const { typed, remark } = view;
  const preferences = readPreferences(context);
  const words = LOOKUP_WORDS[preferences.language];
  const answer = typed.trim() === '' || typed.length > LONGEST_TYPED ? null : await lookUpTyped(deps.storage, rules, typed);
  const disputed = answer?.looked.exact ? await deps.storage.newestDispute(answer.looked.exact.id) : null;
  const book = createPhoneBook(deps.detector.library, deps.config.HOTLINE_NUMBER);
  const told = toldInWords(deps.detector, typed, answer?.identified ?? null);
  const problem = typed.trim() !== '' && answer === null && told === null ? words.unknown : null;
  return renderPage({
    title: words.title,
    description: words.description,
    preferences,
    bilingual: true,
    urls: await deps.assets.urls(),
    page: 'plain',
    children: (
      <main class="sheet lookup">
        <p class="lookup-gone">
          <a href={telLink('110')}>{words.gone}</a>
        </p>
        <h1>{words.heading}</h1>
        {remark && (
          <p class={`lookup-remark lookup-${remark.kind}`} role={remark.kind === 'done' ? 'status' : 'alert'}>
            {remark.text}
          </p>
        )}
        <LookupForm typed={typed} problem={problem} />
        {told && <HandOver typed={typed} told={told} lookedUp={answer !== null && answer.colour === null} />}
        {answer && (told === null || answer.colour !== null) && (
          <LookupResult
            answer={answer}
            writing={writingOf(deps, answer, preferences.language)}
            typed={typed}
            type={typeTitle(deps, answer, preferences.language)}
            language={preferences.language}
            formIds={{ dispute: deps.newId(), report: deps.newId() }}
            dispute={view.dispute}
            disputed={disputed}
            book={book}
          />
        )}
        <p class="lookup-home">
          <a href="/">{words.home}</a>
        </p>
      </main>
    ),
  });
}

function writingOf({ detector }: PageDeps, { identified: { found } }: LookedUp, language: CitizenLanguage): LinkWriting | null {
  return found.kind === 'link' ? judgeWriting(detector, found.value, language) : null;
}

function typeTitle({ detector }: PageDeps, { looked }: LookedUp, language: CitizenLanguage): string | null {
  const type = (looked.exact ?? looked.sameSite)?.type ?? null;
  const title = detector.library.types.find(({ id }) => id === type)?.title;
  return (language === 'en' ? title?.en : title?.zh) ?? null;
}

function LookupForm({ typed, problem }: { typed: string; problem: string | null }) {
  const words = useWords(LOOKUP_WORDS);
  return (
    <form class="lookup-form" method="post" action={LOOKUP_PAGE}>
      <label for="lookup-value">{words.label}</label>
      <input
        id="lookup-value"
        name="value"
        value={typed.slice(0, LONGEST_TYPED)}
        maxlength={LONGEST_TYPED}
        placeholder={words.placeholder}
        autocomplete="off"
        autocapitalize="none"
        spellcheck={false}
        required
        aria-invalid={problem ? 'true' : undefined}
        aria-describedby={problem ? 'lookup-problem' : 'lookup-hint'}
      />
      {problem ? (
        <p id="lookup-problem" class="problem" role="alert">
          {problem}
        </p>
      ) : (
        <p id="lookup-hint" class="lookup-hint">
          {words.hint}
        </p>
      )}
      <button type="submit">{words.look}</button>
    </form>
  );
}
