import type { Context } from 'hono';
import { searchLibrary } from '../../librarian/search-library.ts';
import type { Library } from '../../library/library.ts';
import { TYPE_IDS } from '../../library/schema.ts';
import type { Draft } from '../../storage/draft.ts';
import type { PageDeps } from '../citizen/page-deps.ts';
import { typedFields } from './case-answers.tsx';
import { CHOOSE_WORDS, LONGEST_ID } from './draft-choose-words.ts';
import { draftFilePath, draftPath, patternFile, signalFile } from './draft-paths.ts';
import { draftOf } from './draft-view.ts';
import { DRAFT_WORDS } from './draft-words.ts';
import { deskLanguage, useWords } from './language.tsx';
import { renderConsole } from './layout.tsx';
import { LibraryFrame } from './library-frame.tsx';

const MOST_FOUND = 12;
/** Characters: longer ones find no more. */
const LONGEST_QUERY = 32;

type Kind = 'pattern' | 'signal';
interface Refused {
  readonly kind: Kind | null;
  readonly typed: Readonly<Record<string, string>>;
  readonly problems: Readonly<Partial<Record<'id' | 'type' | 'kind', string>>>;
}

/** `GET /console/library/drafts/:id/choose?q=` */
export async function renderChoose(
  deps: PageDeps,
  context: Context,
  refused: Refused = { kind: null, typed: {}, problems: {} },
): Promise<string> {
  const draft = await draftOf(deps, context);
  const query = context.req.query('q')?.toWellFormed() ?? '';
  return renderConsole(deps, context, {
    title: CHOOSE_WORDS[deskLanguage(context)].title,
    children: <ChoosePage draft={draft} library={deps.detector.library} query={query} refused={refused} />,
  });
}

/** `POST /console/library/drafts/:id/new`: leads to the editor of a file that is not there yet. */
export function newFile(deps: PageDeps) {
  return async (context: Context): Promise<Response> => {
    const { problems } = CHOOSE_WORDS[deskLanguage(context)];
    const draft = await draftOf(deps, context);
    const typed = await typedFields(context);
    const { kind, id = '', type } = typed;
    const wanted = kind === 'pattern' || kind === 'signal' ? kind : null;
    const refuse = async (found: Refused['problems']): Promise<Response> =>
      context.html(await renderChoose(deps, context, { kind: wanted, typed, problems: found }), 422);
    if (wanted === null) return refuse({ kind: problems.kind });
    if (id.length > LONGEST_ID || !/^[a-z0-9]+(?:-[a-z0-9]+)*$/.test(id)) return refuse({ id: problems.id });
    const known = TYPE_IDS.find((one) => one === type);
    if (wanted === 'pattern' && !known) return refuse({ type: problems.type });
    const path = wanted === 'pattern' ? patternFile(known ?? '', id) : signalFile(id);
    if (await isTaken(deps, draft, wanted, id)) return refuse({ id: problems.taken });
    return context.redirect(draftFilePath(draft.id, path), 303);
  };
}

/** Ids are never given twice, whatever type stands around them. */
async function isTaken({ storage }: PageDeps, draft: Draft, kind: Kind, id: string): Promise<boolean> {
  const [index, files] = await Promise.all([storage.sourceIndex(draft.base), storage.draftFiles(draft.id)]);
  const folder = `scam-patterns/${kind}s/`;
  return [...index.keys(), ...files.map(({ path }) => path)].some((path) => path.startsWith(folder) && path.endsWith(`/${id}.yaml`));
}

interface ChooseProps {
  readonly draft: Draft;
  readonly library: Library;
  readonly query: string;
  readonly refused: Refused;
}

function ChoosePage({ draft, library, query, refused }: ChooseProps) {
  const words = useWords(CHOOSE_WORDS);
  return (
    <LibraryFrame title={words.title} at={null} version={library.version}>
      <p class="draft-back">
        <a href={draftPath(draft.id)}>{words.back}</a> <b lang="zh-CN">{draft.title}</b>
      </p>
      {refused.problems.kind && (
        <p class="refusal" role="alert">
          {refused.problems.kind}
        </p>
      )}
      <search>
        <form class="library-search" method="get" action={draftPath(draft.id, 'choose')}>
          <label for="q">{words.search}</label>
          <input id="q" name="q" type="search" value={query} lang="zh-CN" autocomplete="off" autofocus aria-describedby="q-hint" />
          <button class="act act-first" type="submit">
            {words.find}
          </button>
          <span id="q-hint" class="quiet">
            {words.hint}
          </span>
        </form>
      </search>
      {query.trim() !== '' && <Found draft={draft} library={library} query={query} />}
      <div class="library-columns">
        <NewForm kind="pattern" draft={draft} library={library} refused={refused} />
        <NewForm kind="signal" draft={draft} library={library} refused={refused} />
        <section class="library-part" aria-labelledby="corpus">
          <h2 id="corpus">{words.corpus}</h2>
          <p class="quiet">{words.corpusHint}</p>
          <p>
            <a class="act draft-add" href={draftPath(draft.id, 'corpus')}>
              {words.corpus}
            </a>
          </p>
        </section>
      </div>
    </LibraryFrame>
  );
}

function Found({ draft, library, query }: Omit<ChooseProps, 'refused'>) {
  const words = useWords(CHOOSE_WORDS);
  const { kinds } = useWords(DRAFT_WORDS);
  const wanted = [...query.trim()].slice(0, LONGEST_QUERY).join('');
  const found = searchLibrary(library, wanted, MOST_FOUND);
  if (found.length === 0)
    return (
      <p class="quiet" role="status">
        {words.none}
      </p>
    );
  return (
    <table class="queue audit draft-table">
      <thead>
        <tr>
          <th scope="col">{words.kind}</th>
          <th scope="col">{words.name}</th>
          <th scope="col">{words.file}</th>
        </tr>
      </thead>
      <tbody>
        {found.map(({ kind, title, place }) => (
          <tr>
            <td>{kinds[kind]}</td>
            <th scope="row">
              <a href={draftFilePath(draft.id, `scam-patterns/${place}.yaml`)} lang="zh-CN">
                {title}
              </a>
            </th>
            <td>
              <code>{place}</code>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function NewForm({ kind, draft, library, refused }: { kind: Kind } & Omit<ChooseProps, 'query'>) {
  const words = useWords(CHOOSE_WORDS);
  const mine = refused.kind === kind;
  const { typed, problems } = mine ? refused : { typed: {} as Refused['typed'], problems: {} as Refused['problems'] };
  const describe = (name: 'id' | 'type', hint: boolean): string | undefined =>
    [problems[name] ? `${kind}-${name}-problem` : '', hint ? `${kind}-${name}-hint` : ''].filter(Boolean).join(' ') || undefined;
  return (
    <section class="library-part" aria-labelledby={`new-${kind}`}>
      <h2 id={`new-${kind}`}>{kind === 'pattern' ? words.newPattern : words.newSignal}</h2>
      <form class="draft-new" method="post" action={draftPath(draft.id, 'new')}>
        <input type="hidden" name="kind" value={kind} />
        {kind === 'pattern' && (
          <>
            <label for="pattern-type">{words.type}</label>
            <select
              id="pattern-type"
              name="type"
              aria-invalid={problems.type ? 'true' : undefined}
              aria-describedby={describe('type', false)}
            >
              <option value="">{words.choose}</option>
              {library.types.map(({ id, title }) => (
                <option value={id} selected={typed.type === id || undefined}>
                  {words.language === 'en' ? title.en : title.zh}
                </option>
              ))}
            </select>
            {problems.type && (
              <span id="pattern-type-problem" class="problem" role="alert">
                {problems.type}
              </span>
            )}
          </>
        )}
        <label for={`${kind}-id`}>{words.id}</label>
        <input
          id={`${kind}-id`}
          name="id"
          value={typed.id ?? ''}
          autocomplete="off"
          autocapitalize="none"
          spellcheck={false}
          aria-invalid={problems.id ? 'true' : undefined}
          aria-describedby={describe('id', true)}
        />
        <small id={`${kind}-id-hint`} class="quiet">
          {words.idHint}
        </small>
        {problems.id && (
          <span id={`${kind}-id-problem`} class="problem" role="alert">
            {problems.id}
          </span>
        )}
        <button class="act" type="submit">
          {words.write}
        </button>
      </form>
    </section>
  );
}
