import type { Context } from 'hono';
import { AppError } from '../../../errors.ts';
import type { WarningImport } from '../../../storage/dissuasion/warning-imports.ts';
import type { PageDeps } from '../../citizen/page-deps.ts';
import { deskLanguage, Speaking, useWords } from '../language.tsx';
import { renderConsole } from '../layout.tsx';
import { IMPORT_WORDS } from './import-words.ts';
import { IMPORTS_PATH, importPath, WARNINGS_PATH } from './warning-paths.ts';

/** `GET /console/warnings/imports/:import`: how far it is, what is wrong, and the decision. With `?fragment=1` that alone. */
export async function renderImport(deps: PageDeps, context: Context, id: string, notice?: string): Promise<string> {
  const one = await deps.storage.readImport(id);
  if (!one) throw new AppError('import.unknown', '没有这次导入，可能已经清理了。', 404);
  const known = one.status === 'ready' ? await deps.storage.knownInImport(id) : one.known;
  const language = deskLanguage(context);
  if (context.req.query('fragment') === '1') {
    return (
      <Speaking value={language}>
        <ImportPart one={{ ...one, known }} />
      </Speaking>
    ).toString() as string;
  }
  return renderConsole(deps, context, {
    title: IMPORT_WORDS[language].title,
    children: (
      <section class="imports-page">
        <p>
          <a href={IMPORTS_PATH}>{IMPORT_WORDS[language].toImports}</a>
        </p>
        <h1>
          {IMPORT_WORDS[language].title} · <span lang="zh-CN">{one.source}</span>
        </h1>
        {notice && (
          <p class="notice" role="alert">
            {notice}
          </p>
        )}
        <ImportPart one={{ ...one, known }} />
      </section>
    ),
  });
}

function ImportPart({ one }: { one: WarningImport }) {
  const words = useWords(IMPORT_WORDS);
  const moving = one.status === 'receiving' || one.status === 'checking';
  return (
    <div
      id="import"
      class="import"
      aria-live="polite"
      hx-get={moving ? `${importPath(one.id)}?fragment=1` : undefined}
      hx-trigger={moving ? 'every 1s' : undefined}
      hx-target={moving ? '#import' : undefined}
      hx-swap={moving ? 'outerHTML' : undefined}
    >
      <p class="import-status">
        <b>{words.status[one.status]}</b>
      </p>
      {one.status === 'receiving' && <p>{words.receiving}</p>}
      {moving && (
        <p>
          <progress value={one.checked} max={Math.max(one.rows, 1)} aria-label={words.status.checking} />
          <span class="number">{words.checking(one.checked, one.rows)}</span>
        </p>
      )}
      {moving && (
        <p>
          <a href={importPath(one.id)}>{words.refresh}</a>
        </p>
      )}
      {!moving && <Counts one={one} />}
      {one.status === 'ready' && <Decision one={one} />}
      {one.status === 'live' && (
        <p>
          {words.live(one.good - one.known)} <a href={WARNINGS_PATH}>{words.toLane}</a>
        </p>
      )}
      {one.status === 'discarded' && <p>{words.discarded}</p>}
      {one.bad > 0 && (one.status === 'ready' || one.status === 'live') && (
        <div class="import-errors">
          <p>
            <a class="act" href={`${importPath(one.id)}/errors.csv`} download="">
              {words.errors(one.bad)}
            </a>
          </p>
          <p class="quiet">{words.errorsHow}</p>
        </div>
      )}
    </div>
  );
}

function Counts({ one }: { one: WarningImport }) {
  const words = useWords(IMPORT_WORDS);
  const counts = [
    [words.rows, one.rows],
    [words.good, one.good],
    [words.bad, one.bad],
    [words.known, one.known],
  ] as const;
  return (
    <dl class="import-counts">
      {counts.map(([name, count]) => (
        <div>
          <dt>{name}</dt>
          <dd class="number">{count}</dd>
        </div>
      ))}
    </dl>
  );
}

function Decision({ one }: { one: WarningImport }) {
  const words = useWords(IMPORT_WORDS);
  const fresh = one.good - one.known;
  return (
    <div class="import-decision">
      {fresh > 0 ? (
        <form method="post" action={`${importPath(one.id)}/confirm`}>
          <button class="act act-first" type="submit">
            {words.confirm(fresh)}
          </button>
        </form>
      ) : (
        <p>{words.nothing}</p>
      )}
      <form method="post" action={`${importPath(one.id)}/discard`}>
        <button class="act" type="submit">
          {words.discard}
        </button>
      </form>
    </div>
  );
}
