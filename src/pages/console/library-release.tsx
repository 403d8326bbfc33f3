import type { Context } from 'hono';
import { AppError } from '../../errors.ts';
import type { ReleaseEntry } from '../../library/ledger.ts';
import type { Activation, KeptRelease } from '../../storage/releases.ts';
import type { PageDeps } from '../citizen/page-deps.ts';
import { dayAndTime } from './day-and-time.ts';
import { type DeskLanguage, deskLanguage, type Spoken, useWords } from './language.tsx';
import { renderConsole } from './layout.tsx';
import { LIBRARY_PATH, LibraryFrame } from './library-frame.tsx';
import { ReleaseFigures } from './library-release-figures.tsx';
import { Compared, type LoadedComparison, loadComparison } from './library-release-files.tsx';
import { RELEASE_WORDS } from './library-release-words.ts';

const ACTIVATIONS_READ = 200;

interface Words {
  readonly language: DeskLanguage;
  readonly title: (version: string) => string;
  readonly all: string;
  readonly keptAt: string;
  readonly checksum: string;
  readonly signed: string;
  readonly noSignature: string;
  readonly counts: string;
  readonly counted: (counts: ReleaseEntry['counts']) => string;
  readonly atWork: string;
  readonly never: string;
  readonly by: (who: string, at: string) => string;
  readonly program: string;
  readonly changes: string;
  readonly noEntry: string;
}
const WORDS: Spoken<Words> = {
  'zh-CN': {
    language: 'zh-CN',
    title: (version) => `版本 ${version}`,
    all: '全部版本，上岗和退回',
    keptAt: '存入',
    checksum: '校验码',
    signed: '谁签的',
    noSignature: '没有记下',
    counts: '内容',
    counted: ({ signals, patterns, texts }) => `${patterns}条套路、${signals}个信号、${texts}条训练文字`,
    atWork: '上岗',
    never: '没有上过岗',
    by: (who, at) => `${who}，${at}`,
    program: '程序',
    changes: '改了什么',
    noEntry: '这一版存入时没有记下改了什么。',
  },
  en: {
    language: 'en',
    title: (version) => `Release ${version}`,
    all: 'All releases; put to work, roll back',
    keptAt: 'Kept since',
    checksum: 'Checksum',
    signed: 'Signed by',
    noSignature: 'not written down',
    counts: 'Content',
    counted: ({ signals, patterns, texts }) => `${patterns} patterns, ${signals} signals, ${texts} training texts`,
    atWork: 'Put to work',
    never: 'never',
    by: (who, at) => `${who}, ${at}`,
    program: 'the program',
    changes: 'What it changes',
    noEntry: 'Nothing was written down about this one when it was kept.',
  },
};

/**
 * `GET /console/library/releases/:version?with=`
 * @throws AppError 404 `library.unknown-release`
 */
export async function renderRelease(deps: PageDeps, context: Context): Promise<string> {
  const { storage, detector } = deps;
  const language = deskLanguage(context);
  const version = context.req.param('version') ?? '';
  const releases = await storage.keptReleases();
  const release = releases.find((one) => one.version === version);
  if (!release) throw new AppError('library.unknown-release', RELEASE_WORDS[language].unknown, 404);
  const [kept, activations, comparison] = await Promise.all([
    storage.releaseEntry(version),
    storage.listActivations(ACTIVATIONS_READ),
    loadComparison(deps, context, releases, release),
  ]);
  const entry = kept === null ? null : (JSON.parse(kept) as ReleaseEntry);
  return renderConsole(deps, context, {
    title: WORDS[language].title(version),
    children: <ReleasePage {...{ release, entry, comparison, running: detector.library.version }} activations={activations} />,
  });
}

interface ReleasePageProps {
  readonly release: KeptRelease;
  readonly entry: ReleaseEntry | null;
  readonly activations: readonly Activation[];
  readonly comparison: LoadedComparison;
  readonly running: string;
}

function ReleasePage({ release, entry, activations, comparison, running }: ReleasePageProps) {
  const words = useWords(WORDS);
  return (
    <LibraryFrame title={words.title(release.version)} at={null} version={running}>
      <p class="draft-back">
        <a href={LIBRARY_PATH}>{words.all}</a>
      </p>
      <ReleaseFacts release={release} entry={entry} activations={activations} />
      <section class="library-part" aria-labelledby="changes">
        <h2 id="changes">{words.changes}</h2>
        {entry === null ? (
          <p class="quiet">{words.noEntry}</p>
        ) : (
          <ul class="library-list" lang="zh-CN">
            {entry.changes.map((change) => (
              <li>{change}</li>
            ))}
          </ul>
        )}
      </section>
      <Compared comparison={comparison} version={release.version} />
      {entry?.metrics && <ReleaseFigures metrics={entry.metrics} />}
    </LibraryFrame>
  );
}

function ReleaseFacts({ release, entry, activations }: Pick<ReleasePageProps, 'release' | 'entry' | 'activations'>) {
  const words = useWords(WORDS);
  const times = activations.filter(({ version }) => version === release.version);
  return (
    <dl class="library-facts">
      <dt>{words.keptAt}</dt>
      <dd class="number">{dayAndTime(release.keptAt, words.language)}</dd>
      <dt>{words.checksum}</dt>
      <dd>
        <code class="draft-checksum">{release.checksum}</code>
      </dd>
      <dt>{words.signed}</dt>
      <dd>{entry?.signature ? <code>{entry.signature.key}</code> : <span class="quiet">{words.noSignature}</span>}</dd>
      {entry && (
        <>
          <dt>{words.counts}</dt>
          <dd>{words.counted(entry.counts)}</dd>
        </>
      )}
      <dt>{words.atWork}</dt>
      <dd>
        {times.length === 0 ? (
          <span class="quiet">{words.never}</span>
        ) : (
          times.map(({ officer, at }) => <div>{words.by(officer ?? words.program, dayAndTime(at, words.language))}</div>)
        )}
      </dd>
    </dl>
  );
}
