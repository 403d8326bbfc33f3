import type { Context } from 'hono';
import type { WarningImport } from '../../../storage/dissuasion/warning-imports.ts';
import type { PageDeps } from '../../citizen/page-deps.ts';
import { Clock } from '../clock.tsx';
import { deskLanguage, useWords } from '../language.tsx';
import { renderConsole } from '../layout.tsx';
import { IMPORT_WORDS } from './import-words.ts';
import { IMPORTS_PATH, importPath, WARNINGS_PATH } from './warning-paths.ts';

/** `GET /console/warnings/imports`: upload a file, and what became of the latest ones. @param problem why a file was refused */
export async function renderImports(deps: PageDeps, context: Context, problem: string | null = null): Promise<string> {
  const imports = await deps.storage.listImports();
  return renderConsole(deps, context, {
    title: IMPORT_WORDS[deskLanguage(context)].title,
    children: <ImportsPage imports={imports} now={deps.now()} problem={problem} />,
  });
}

function ImportsPage({ imports, now, problem }: { imports: readonly WarningImport[]; now: number; problem: string | null }) {
  const words = useWords(IMPORT_WORDS);
  return (
    <section class="imports-page">
      <p>
        <a href={WARNINGS_PATH}>{words.back}</a>
      </p>
      <h1>{words.title}</h1>
      <p>{words.lead}</p>
      {problem && (
        <p id="upload-problem" class="refusal" role="alert">
          {problem}
        </p>
      )}
      {/* The name of the source comes before the file: what is read as a stream is read in this order. */}
      <form class="upload-form" method="post" action={IMPORTS_PATH} enctype="multipart/form-data">
        <div class="short-field">
          <label for="source">{words.source}</label>
          <input
            id="source"
            name="source"
            maxlength={40}
            required
            autocomplete="off"
            aria-describedby={problem ? 'source-hint upload-problem' : 'source-hint'}
          />
          <small id="source-hint" class="quiet">
            {words.sourceHint}
          </small>
        </div>
        <div class="short-field">
          <label for="file">{words.file}</label>
          <input id="file" name="file" type="file" accept=".csv,text/csv" required aria-describedby="file-hint" />
          <small id="file-hint" class="quiet">
            {words.fileHint}
          </small>
        </div>
        <p class="upload-acts">
          <button class="act act-first" type="submit">
            {words.upload}
          </button>
          <a href={`${IMPORTS_PATH}/template.csv`} download="">
            {words.template}
          </a>
        </p>
      </form>
      <h2>{words.earlier}</h2>
      {imports.length === 0 && <p class="quiet">{words.none}</p>}
      <ul class="import-list">
        {imports.map((one) => (
          <li>
            <a href={importPath(one.id)}>
              <Clock at={one.createdAt} now={now} /> <b lang="zh-CN">{one.source}</b>
            </a>
            <span>{words.status[one.status]}</span>
            <span class="quiet">
              {words.rows} <span class="number">{one.rows}</span> · {words.bad} <span class="number">{one.bad}</span> ·{' '}
              {words.by(one.officer)}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
