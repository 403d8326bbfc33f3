import type { Context } from 'hono';
import { AppError } from '../../errors.ts';
import type { Draft } from '../../storage/draft.ts';
import type { PageDeps } from '../citizen/page-deps.ts';
import { typedFields } from './case-answers.tsx';
import { dayAndTime } from './day-and-time.ts';
import { LIST_WORDS } from './draft-list-words.ts';
import { DRAFTS_PATH, draftPath } from './draft-paths.ts';
import { type AtWork, loadAtWork } from './draft-view.ts';
import { DRAFT_STATES, LONGEST_TITLE } from './draft-words.ts';
import { type DeskLanguage, deskLanguage, useWords } from './language.tsx';
import { renderConsole } from './layout.tsx';
import { LibraryFrame } from './library-frame.tsx';
import { LIBRARIANS } from './roles.ts';
import { officerOf } from './session.ts';
import { SWITCHED_OFF } from './switched-off.tsx';

const MOST_OPEN = 200;
const MOST_PAST = 20;

interface Typed {
  readonly title: string;
  readonly problem: string | null;
  readonly notice: string | null;
}

/** `GET /console/library/drafts` */
export async function renderDrafts(
  deps: PageDeps,
  context: Context,
  typed: Typed = { title: '', problem: null, notice: null },
): Promise<string> {
  const { storage, detector } = deps;
  const [open, proposed, past, atWork] = await Promise.all([
    storage.listDrafts(['open'], MOST_OPEN),
    storage.listDrafts(['proposed'], MOST_OPEN),
    storage.listDrafts(['published', 'withdrawn'], MOST_PAST),
    loadAtWork(deps),
  ]);
  const officer = officerOf(context);
  const view = { officerId: officer.id, writes: LIBRARIANS.includes(officer.role), onePerson: deps.config.LIBRARY_ONE_PERSON, atWork };
  return renderConsole(deps, context, {
    title: LIST_WORDS[deskLanguage(context)].title,
    children: <DraftsPage {...{ open, proposed, past, view, typed, version: detector.library.version }} />,
  });
}

/** Why no draft can be begun; null: it can, and what it would change. */
export async function baseForDraft(deps: PageDeps, language: DeskLanguage): Promise<{ base: string } | { notice: string }> {
  const words = LIST_WORDS[language];
  const { version } = await loadAtWork(deps);
  if (version === null) return { notice: words.noRelease };
  if (await deps.storage.hasSources(version)) return { base: version };
  try {
    // The first draft ever: until now nobody needed the files.
    if (deps.runtime.switchedOff.includes('library-builds')) return { notice: SWITCHED_OFF[language]['library-builds'] };
    if (!deps.workshop) return { notice: words.noSources(version) };
    await deps.workshop.keepSources(version);
    return { base: version };
  } catch (error) {
    if (error instanceof AppError && error.code === 'library.no-sources') return { notice: words.noSources(version) };
    throw error;
  }
}

/** `POST /console/library/drafts` */
export function beginDraft(deps: PageDeps) {
  return async (context: Context): Promise<Response> => {
    const language = deskLanguage(context);
    const words = LIST_WORDS[language];
    const { title = '' } = await typedFields(context);
    const problem = title === '' ? words.noTitle : title.length > LONGEST_TITLE ? words.longTitle : null;
    if (problem) return context.html(await renderDrafts(deps, context, { title, problem, notice: null }), 422);
    const found = await baseForDraft(deps, language);
    if ('notice' in found) return context.html(await renderDrafts(deps, context, { title, problem: null, notice: found.notice }), 409);
    const oneLine = title.replace(/\s+/g, ' ');
    const id = await deps.storage.createDraft({ title: oneLine, base: found.base, officerId: officerOf(context).id });
    return context.redirect(draftPath(id), 303);
  };
}

interface ListView {
  readonly officerId: string;
  readonly writes: boolean;
  readonly onePerson: boolean;
  readonly atWork: AtWork;
}
interface DraftsPageProps {
  readonly open: readonly Draft[];
  readonly proposed: readonly Draft[];
  readonly past: readonly Draft[];
  readonly view: ListView;
  readonly typed: Typed;
  readonly version: string;
}

function DraftsPage({ open, proposed, past, view, typed, version }: DraftsPageProps) {
  const words = useWords(LIST_WORDS);
  const empty = open.length + proposed.length + past.length === 0;
  const parts = [
    ['proposed', words.proposed, proposed, words.noneProposed],
    ['open', words.open, open, words.noneOpen],
    ['past', words.past, past, words.nonePast],
  ] as const;
  return (
    <LibraryFrame title={words.title} at={DRAFTS_PATH} version={version}>
      {typed.notice && (
        <p class="refusal" role="alert">
          {typed.notice}
        </p>
      )}
      {view.writes && <BeginForm typed={typed} />}
      {empty ? (
        <p class="draft-empty">{words.none}</p>
      ) : (
        parts.map(([id, name, drafts, none]) => (
          <section class="library-part" aria-labelledby={id}>
            <h2 id={id}>{name}</h2>
            {drafts.length === 0 ? <p class="quiet">{none}</p> : <DraftTable drafts={drafts} view={view} />}
          </section>
        ))
      )}
    </LibraryFrame>
  );
}

function BeginForm({ typed: { title, problem } }: { typed: Typed }) {
  const words = useWords(LIST_WORDS);
  return (
    <form class="draft-begin" method="post" action={DRAFTS_PATH}>
      <label for="title">{words.name}</label>
      <input
        id="title"
        name="title"
        value={title}
        lang="zh-CN"
        autocomplete="off"
        required
        aria-invalid={problem ? 'true' : undefined}
        aria-describedby={problem ? 'title-problem title-hint' : 'title-hint'}
      />
      <button class="act act-first" type="submit">
        {words.begin}
      </button>
      <small id="title-hint" class="quiet">
        {words.hint}
      </small>
      {problem && (
        <span id="title-problem" class="problem" role="alert">
          {problem}
        </span>
      )}
    </form>
  );
}

function DraftTable({ drafts, view }: { drafts: readonly Draft[]; view: ListView }) {
  const words = useWords(LIST_WORDS);
  const states = useWords(DRAFT_STATES);
  const [name, base, who, changed, state] = words.columns;
  return (
    <table class="queue audit draft-list">
      <thead>
        <tr>
          {[name, base, who, changed, state].map((column) => (
            <th scope="col">{column}</th>
          ))}
        </tr>
      </thead>
      <tbody>
        {drafts.map((draft) => (
          <tr class={isHisTurn(draft, view) ? 'mine' : undefined}>
            <th scope="row">
              <a href={draftPath(draft.id)} lang="zh-CN">
                {draft.title}
              </a>
            </th>
            <td class="number">{draft.base}</td>
            <td>{draft.author}</td>
            <td>
              <time class="number" datetime={new Date(draft.updatedAt).toISOString()}>
                {dayAndTime(draft.updatedAt, words.language)}
              </time>
            </td>
            <td>
              {isHisTurn(draft, view) ? <b>{words.yourTurn}</b> : states[draft.state]}
              {draft.publishedAs && <> · {words.as(draft.publishedAs)}</>}
              {isStale(draft, view) && <small class="quiet"> · {words.stale}</small>}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** Another librarian reads it, unless there is but one. */
function isHisTurn({ state, proposedBy }: Draft, { officerId, writes, onePerson }: ListView): boolean {
  return state === 'proposed' && writes && (proposedBy !== officerId || onePerson);
}

function isStale({ state, base }: Draft, { atWork }: ListView): boolean {
  return (state === 'open' || state === 'proposed') && atWork.version !== null && atWork.version !== base;
}
