import type { Context } from 'hono';
import { isWorkingCopy } from '../../library/release-name.ts';
import type { Activation, KeptRelease } from '../../storage/releases.ts';
import type { PageDeps } from '../citizen/page-deps.ts';
import { dayAndTime } from './day-and-time.ts';
import { deskLanguage, useWords } from './language.tsx';
import { renderConsole } from './layout.tsx';
import { releasePath } from './library-addresses.ts';
import { LIBRARY_PATH, LibraryFrame } from './library-frame.tsx';
import { isOlder, RELEASE_WORDS } from './library-release-words.ts';
import { refusalIn } from './library-words.ts';
import { LIBRARIANS } from './roles.ts';
import { officerOf } from './session.ts';

const ACTIVATIONS_SHOWN = 50;
/** Servers look every two seconds; whoever is still behind after this long will stay so. */
const SURELY_TAKEN_MS = 15_000;

/**
 * `GET /console/library`: what judges now, what could, and who changed it.
 * @param notice what became of a form that was not taken
 */
export async function renderLibrary(deps: PageDeps, context: Context, notice: string | null = null): Promise<string> {
  const { storage, detector, now } = deps;
  const [kept, activations, published] = await Promise.all([
    storage.keptReleases(),
    storage.listActivations(ACTIVATIONS_SHOWN),
    storage.releasesPutToWork(),
  ]);
  const view: LibraryView = {
    kept,
    activations,
    published,
    running: detector.library.version,
    changes: LIBRARIANS.includes(officerOf(context).role),
    now: now(),
    notice,
  };
  return renderConsole(deps, context, { title: RELEASE_WORDS[deskLanguage(context)].title, children: <LibraryPage {...view} /> });
}

interface LibraryView {
  readonly kept: readonly KeptRelease[];
  /** Newest first. */
  readonly activations: readonly Activation[];
  /** Ever put to work; the others were only measured. */
  readonly published: ReadonlySet<string>;
  /** What this server judges with. */
  readonly running: string;
  /** He may put another one to work. */
  readonly changes: boolean;
  readonly now: number;
  readonly notice: string | null;
}

function LibraryPage(view: LibraryView) {
  const words = useWords(RELEASE_WORDS);
  return (
    <LibraryFrame title={words.title} at={LIBRARY_PATH} version={view.running}>
      {view.notice && (
        <p class="refusal" role="alert">
          {view.notice}
        </p>
      )}
      <Standing {...view} />
      <section class="library-part" aria-labelledby="kept">
        <h2 id="kept">{words.kept}</h2>
        {view.kept.length === 0 ? <p class="quiet">{words.noneKept}</p> : <KeptTable {...view} />}
      </section>
      <section class="library-part" aria-labelledby="history">
        <h2 id="history">{words.history}</h2>
        {view.activations.length === 0 ? <p class="quiet">{words.noHistory}</p> : <History {...view} />}
      </section>
    </LibraryFrame>
  );
}

/** Where this server does not have what was decided, it says so. */
function Standing({ activations: [newest], running, now }: LibraryView) {
  const words = useWords(RELEASE_WORDS);
  const why = useWords(refusalIn);
  if (newest?.refused) return <p class="notice">{words.refused(newest.version, why(newest.refused), running)}</p>;
  if (isWorkingCopy(running)) return <p class="notice">{words.workingCopy(running)}</p>;
  if (!newest || newest.version === running) return null;
  const late = now - newest.at > SURELY_TAKEN_MS;
  return <p class="notice">{late ? words.stuck(newest.version, running) : words.coming(newest.version, running)}</p>;
}

function KeptTable({ kept, activations, published, running, changes }: LibraryView) {
  const words = useWords(RELEASE_WORDS);
  const newest = activations[0];
  return (
    <table class="queue audit library-releases">
      <thead>
        <tr>
          <th scope="col">{words.version}</th>
          <th scope="col">{words.keptAt}</th>
          <th scope="col">{words.checksum}</th>
          <th scope="col">{words.state}</th>
        </tr>
      </thead>
      <tbody>
        {kept.map(({ version, checksum, keptAt }) => (
          <tr class={version === running ? 'mine' : undefined}>
            <th scope="row" class="number">
              <a href={releasePath(version)}>{version}</a>
            </th>
            <td>
              <At at={keptAt} />
            </td>
            <td class="number" title={checksum}>
              {checksum.slice(0, 12)}
            </td>
            <td>
              {version === running && <b>{words.atWork}</b>}
              {changes && published.has(version) && !(version === running && (newest === undefined || isDone(newest, version))) && (
                <Activate version={version} seen={newest?.seq ?? 0} running={running} />
              )}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function isDone({ version, refused }: Activation, wanted: string): boolean {
  return version === wanted && refused === null;
}

/** A first click says what will happen, a second one does it; without script. */
function Activate({ version, seen, running }: { version: string; seen: number; running: string }) {
  const words = useWords(RELEASE_WORDS);
  const label = version === running ? words.stay : isOlder(version, running) ? words.rollBack : words.activate;
  return (
    <details class="confirm" name="confirm">
      <summary class="act">{label}</summary>
      <form method="post" action={`${LIBRARY_PATH}/activate`}>
        <input type="hidden" name="version" value={version} />
        <input type="hidden" name="seen" value={String(seen)} />
        <p>{words.consequence(version)}</p>
        <button class="act act-first" type="submit">
          {words.sure(label)}
        </button>
      </form>
    </details>
  );
}

function History({ activations }: LibraryView) {
  const words = useWords(RELEASE_WORDS);
  const why = useWords(refusalIn);
  return (
    <table class="queue audit">
      <thead>
        <tr>
          <th scope="col">#</th>
          <th scope="col">{words.at}</th>
          <th scope="col">{words.version}</th>
          <th scope="col">{words.who}</th>
          <th scope="col">{words.outcome}</th>
        </tr>
      </thead>
      <tbody>
        {activations.map(({ seq, at, version, officer, refused }) => (
          <tr>
            <td class="number">{seq}</td>
            <td>
              <At at={at} />
            </td>
            <td class="number">{version}</td>
            <td>{officer ?? <i>{words.program}</i>}</td>
            <td class="audit-why">{refused === null ? words.taken : <b>{words.notTaken(why(refused))}</b>}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function At({ at }: { at: number }) {
  const { language } = useWords(RELEASE_WORDS);
  return (
    <time class="number" datetime={new Date(at).toISOString()}>
      {dayAndTime(at, language)}
    </time>
  );
}
