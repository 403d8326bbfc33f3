import type { Context } from 'hono';
import { type FoundEntry, searchLibrary } from '../../librarian/search-library.ts';
import type { Library } from '../../library/library.ts';
import type { PageDeps } from '../citizen/page-deps.ts';
import { type DeskLanguage, deskLanguage, type Spoken, useWords } from './language.tsx';
import { renderConsole } from './layout.tsx';
import { followUpPath, LibraryFrame, patternPath, SEARCH_PATH, signalPath, typePath } from './library-frame.tsx';
import { type LoadedUse, loadUse, Use } from './library-use.tsx';
import { SEVERITY_NAMES, SIGNAL_ROLE_NAMES, STATUS_NAMES } from './library-words.ts';

const MOST_FOUND = 40;
/** Characters: longer ones find no more, and keep everybody waiting. */
const LONGEST_QUERY = 32;

interface Words {
  readonly language: DeskLanguage;
  readonly title: string;
  readonly label: string;
  readonly hint: string;
  readonly search: string;
  readonly none: string;
  readonly kinds: Readonly<Record<FoundEntry['kind'], string>>;
  readonly kind: string;
  readonly name: string;
  readonly facts: string;
  readonly patterns: (count: number) => string;
  readonly signals: string;
  readonly followUps: string;
  readonly types: string;
  readonly all: string;
}
const WORDS: Spoken<Words> = {
  'zh-CN': {
    language: 'zh-CN',
    title: '查找',
    label: '找信号、套路、类型、追问',
    hint: '词或者一句话，写得不一样也找得到',
    search: '查找',
    none: '没有找到。换个词，或者真的还没人写过。',
    kinds: { signal: '信号', pattern: '套路', type: '类型', 'follow-up': '追问' },
    kind: '哪一种',
    name: '名称',
    facts: '说明',
    patterns: (count) => `${count}条套路`,
    signals: '全部信号',
    followUps: '全部追问和短答',
    types: '按类型看',
    all: '全部类型',
  },
  en: {
    language: 'en',
    title: 'Search',
    label: 'Find signals, patterns, types, follow-ups',
    hint: 'In Chinese: a word or a sentence; it need not be exact',
    search: 'Search',
    none: 'Nothing found. Try another word, or perhaps nobody has written it yet.',
    kinds: { signal: 'signal', pattern: 'pattern', type: 'type', 'follow-up': 'follow-up' },
    kind: 'Kind',
    name: 'Title',
    facts: 'Facts',
    patterns: (count) => (count === 1 ? '1 pattern' : `${count} patterns`),
    signals: 'All signals',
    followUps: 'All follow-ups and their short answers',
    types: 'By type',
    all: 'All types',
  },
};

/** `GET /console/library/search?q=`: what is like these words; `?type=` all patterns of it; `?kind=signal` all signals, `?kind=follow-up` all follow-ups. */
export async function renderLibrarySearch(deps: PageDeps, context: Context): Promise<string> {
  const { library } = deps.detector;
  const query = context.req.query('q')?.toWellFormed() ?? '';
  const found = findIn(library, query, context.req.query('type') ?? '', context.req.query('kind') ?? '');
  const use = await loadUse(deps);
  return renderConsole(deps, context, {
    title: WORDS[deskLanguage(context)].title,
    children: <SearchPage library={library} query={query} found={found} use={use} />,
  });
}

/** null: nothing was asked for. */
function findIn(library: Library, query: string, type: string, kind: string): readonly FoundEntry[] | null {
  if (query.trim() !== '') return searchLibrary(library, [...query.trim()].slice(0, LONGEST_QUERY).join(''), MOST_FOUND);
  if (library.types.some(({ id }) => id === type))
    return library.patterns.filter((one) => one.type === type).map(({ id, title }) => ({ kind: 'pattern', id, title, place: id }));
  if (kind === 'signal') return library.signals.map(({ id, title }) => ({ kind, id, title, place: id }));
  if (kind === 'follow-up') return library.followUps.map(({ id, title }) => ({ kind, id, title, place: id }));
  return null;
}

interface SearchProps {
  readonly library: Library;
  readonly query: string;
  readonly found: readonly FoundEntry[] | null;
  readonly use: LoadedUse;
}

function SearchPage({ library, query, found, use }: SearchProps) {
  const words = useWords(WORDS);
  return (
    <LibraryFrame title={words.title} at={SEARCH_PATH} version={library.version}>
      <search>
        <form class="library-search" method="get" action={SEARCH_PATH}>
          <label for="q">{words.label}</label>
          <input id="q" name="q" type="search" value={query} lang="zh-CN" autocomplete="off" autofocus aria-describedby="q-hint" />
          <button class="act act-first" type="submit">
            {words.search}
          </button>
          <span id="q-hint" class="quiet">
            {words.hint}
          </span>
        </form>
      </search>
      {found === null ? (
        <Types library={library} />
      ) : found.length === 0 ? (
        <p class="quiet" role="status">
          {words.none}
        </p>
      ) : (
        <FoundTable library={library} found={found} use={use} />
      )}
      {found !== null && (
        <p class="audit-pages">
          <a href={SEARCH_PATH}>{words.all}</a>
        </p>
      )}
    </LibraryFrame>
  );
}

function Types({ library: { types, patterns } }: { library: Library }) {
  const words = useWords(WORDS);
  return (
    <section class="library-part" aria-labelledby="types">
      <h2 id="types">{words.types}</h2>
      <ul class="library-types">
        {types.map(({ id, title }) => (
          <li>
            <a href={typePath(id)}>{words.language === 'en' ? title.en : title.zh}</a>{' '}
            <small class="quiet">{words.patterns(patterns.filter(({ type }) => type === id).length)}</small>
          </li>
        ))}
      </ul>
      <p>
        <a href={`${SEARCH_PATH}?kind=signal`}>{words.signals}</a> · <a href={`${SEARCH_PATH}?kind=follow-up`}>{words.followUps}</a>
      </p>
    </section>
  );
}

function FoundTable({ library, found, use }: Omit<SearchProps, 'found' | 'query'> & { readonly found: readonly FoundEntry[] }) {
  const words = useWords(WORDS);
  return (
    <table class="queue audit library-found">
      <thead>
        <tr>
          <th scope="col">{words.kind}</th>
          <th scope="col">{words.name}</th>
          <th scope="col">{words.facts}</th>
        </tr>
      </thead>
      <tbody>
        {found.map((entry) => (
          <tr id={entry.kind === 'follow-up' ? entry.id : undefined}>
            <td>{words.kinds[entry.kind]}</td>
            <th scope="row">
              <a href={addressOf(entry)} lang="zh-CN">
                {entry.title}
              </a>
            </th>
            <td class="audit-why">
              <Facts entry={entry} library={library} use={use} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function addressOf({ kind, id }: FoundEntry): string {
  if (kind === 'follow-up') return followUpPath(id);
  return kind === 'pattern' ? patternPath(id) : kind === 'signal' ? signalPath(id) : typePath(id);
}

function Facts({ entry: { kind, id }, library, use }: { entry: FoundEntry; library: Library; use: LoadedUse }) {
  const words = useWords(WORDS);
  const [roles, severities, statuses] = [useWords(SIGNAL_ROLE_NAMES), useWords(SEVERITY_NAMES), useWords(STATUS_NAMES)];
  if (kind === 'type') return <>{words.patterns(library.patterns.filter(({ type }) => type === id).length)}</>;
  if (kind === 'follow-up') {
    const reply = library.followUps.find((one) => one.id === id)?.reply;
    return words.language === 'en' ? <span>{reply?.en}</span> : <span lang="zh-CN">{reply?.zh}</span>;
  }
  if (kind === 'signal') {
    const signal = library.signals.find((one) => one.id === id);
    return <>{signal && roles[signal.role]}</>;
  }
  const pattern = library.patterns.find((one) => one.id === id);
  if (!pattern) return null;
  const type = library.types.find((one) => one.id === pattern.type)?.title;
  return (
    <>
      {type && (words.language === 'en' ? type.en : type.zh)} · {severities[pattern.severity]} · {statuses[pattern.status]} ·{' '}
      <Use use={use.get(id)} />
    </>
  );
}
