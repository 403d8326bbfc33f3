import type { Context } from 'hono';
import type { Library } from '../../library/library.ts';
import type { PageDeps } from '../citizen/page-deps.ts';
import { PutBack } from '../citizen/put-back.tsx';
import { typedFields } from './case-answers.tsx';
import {
  fromJsonLines,
  KINDS,
  MOST_ROWS,
  type RowProblem,
  rowProblems,
  rowsTyped,
  type TypedRow,
  toJsonLines,
} from './draft-corpus-rows.ts';
import { CORPUS_WORDS } from './draft-corpus-words.ts';
import { type FileInDraft, loadFile } from './draft-file.ts';
import { countOf } from './draft-forms.ts';
import { corpusFile, draftFilePath, draftPath } from './draft-paths.ts';
import { draftOf } from './draft-view.ts';
import { DRAFT_STATES, NOT_DONE } from './draft-words.ts';
import { deskLanguage, useWords } from './language.tsx';
import { renderConsole } from './layout.tsx';
import { LibraryFrame } from './library-frame.tsx';
import { officerOf } from './session.ts';

const MORE_ROWS = 5;

interface Remark {
  readonly rows?: readonly TypedRow[];
  readonly problems?: ReadonlyMap<number, RowProblem>;
  readonly notice?: string;
}

/** `GET /console/library/drafts/:id/corpus`: new training texts, row by row. */
export async function renderCorpus(deps: PageDeps, context: Context, remark: Remark = {}): Promise<string> {
  const draft = await draftOf(deps, context);
  const file = await loadFile(deps, context, draft, corpusFile(draft.id));
  return renderConsole(deps, context, {
    title: CORPUS_WORDS[deskLanguage(context)].title,
    children: <CorpusPage file={file} library={deps.detector.library} remark={remark} />,
  });
}

/** `POST /console/library/drafts/:id/corpus` */
export function saveCorpus(deps: PageDeps) {
  const { storage } = deps;
  return async (context: Context): Promise<Response> => {
    const language = deskLanguage(context);
    const words = CORPUS_WORDS[language];
    const draft = await draftOf(deps, context);
    const typed = await typedFields(context);
    const rows = rowsTyped(typed);
    const show = async (status: 409 | 422, remark: Remark): Promise<Response> => {
      context.status(status);
      return context.html(await renderCorpus(deps, context, { rows, ...remark }));
    };
    const file = await loadFile(deps, context, draft, corpusFile(draft.id));
    const edits = countOf(typed.edits);
    const problems = rowProblems(rows);
    if (problems.size > 0) return show(422, { problems, notice: words.wrong(problems.size) });
    if (edits === null) return show(422, { notice: words.incomplete });
    if (rows.length === 0 && file.changed === null) return show(422, { notice: words.none });
    if (fromJsonLines(file.text).unreadable > 0) return show(409, { notice: words.unreadable });
    const by = { officerId: officerOf(context).id, edits };
    const done =
      rows.length === 0
        ? await storage.dropDraftFile(draft.id, file.path, by)
        : await storage.saveDraftFile(draft.id, { path: file.path, body: toJsonLines(rows), baseChecksum: file.baseChecksum }, by);
    if (done === 'done') return context.redirect(`${draftPath(draft.id)}#changes`, 303);
    return show(409, { notice: NOT_DONE[language][done === 'state' ? 'state' : 'overtaken'] });
  };
}

function CorpusPage({ file, library, remark }: { file: FileInDraft; library: Library; remark: Remark }) {
  const words = useWords(CORPUS_WORDS);
  const states = useWords(DRAFT_STATES);
  const { draft, path } = file;
  const known = fromJsonLines(file.text);
  const rows = remark.rows ?? known.rows;
  const shown = Math.min(MOST_ROWS, rows.length + MORE_ROWS);
  return (
    <LibraryFrame title={words.title} at={null} version={library.version}>
      <p class="draft-back">
        <a href={draftPath(draft.id)}>{words.back}</a> <b lang="zh-CN">{draft.title}</b> · <code>{path}</code>
      </p>
      {remark.notice && (
        <p class="refusal" role="alert">
          {remark.notice}
        </p>
      )}
      {draft.state !== 'open' && <p class="notice">{words.closed(states[draft.state])}</p>}
      {known.unreadable > 0 && (
        <p class="notice">
          {words.unreadable} <a href={draftFilePath(draft.id, path)}>{words.asFile}</a>
        </p>
      )}
      <ul class="draft-rules">
        {words.rules.map((rule) => (
          <li>{rule}</li>
        ))}
      </ul>
      <form class="draft-corpus" method="post" action={draftPath(draft.id, 'corpus')}>
        <input type="hidden" name="edits" value={String(draft.edits)} />
        {Array.from({ length: shown }, (_, at) => (
          <CorpusRow at={at} row={rows[at]} problem={remark.problems?.get(at)} types={library.types} />
        ))}
        {draft.state === 'open' && known.unreadable === 0 && (
          <div class="draft-act-foot">
            <button class="act act-first" type="submit">
              {words.save}
            </button>
            <a href={draftPath(draft.id)}>{words.cancel}</a>
            <small class="quiet">{words.more}</small>
          </div>
        )}
      </form>
    </LibraryFrame>
  );
}

interface CorpusRowProps {
  readonly at: number;
  readonly row: TypedRow | undefined;
  readonly problem: RowProblem | undefined;
  readonly types: Library['types'];
}

function CorpusRow({ at, row = { text: '', kind: '', type: '' }, problem, types }: CorpusRowProps) {
  const words = useWords(CORPUS_WORDS);
  const described = problem ? `row-${at}-problem` : undefined;
  return (
    <fieldset class="draft-row">
      <legend>{words.row(at + 1)}</legend>
      <label for={`text-${at}`}>{words.text}</label>
      <textarea
        id={`text-${at}`}
        name={`text-${at}`}
        rows={2}
        lang="zh-CN"
        aria-invalid={problem ? 'true' : undefined}
        aria-describedby={described}
      >
        {row.text}
      </textarea>
      <PutBack of={`text-${at}`} />
      <span class="draft-row-choices">
        <label>
          {words.kind}{' '}
          <select name={`kind-${at}`}>
            <option value="">{words.choose}</option>
            {KINDS.map((kind) => (
              <option value={kind} selected={row.kind === kind || undefined}>
                {words.kinds[kind]}
              </option>
            ))}
          </select>
        </label>
        <label>
          {words.type}{' '}
          <select name={`type-${at}`}>
            <option value="">{words.noType}</option>
            {types.map(({ id, title }) => (
              <option value={id} selected={row.type === id || undefined}>
                {words.language === 'en' ? title.en : title.zh}
              </option>
            ))}
          </select>
        </label>
      </span>
      {problem && (
        <span id={`row-${at}-problem`} class="problem">
          {words.problems[problem]}
        </span>
      )}
    </fieldset>
  );
}
