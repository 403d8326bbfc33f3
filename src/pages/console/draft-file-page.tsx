import type { Context } from 'hono';
import type { PageDeps } from '../citizen/page-deps.ts';
import { PutBack } from '../citizen/put-back.tsx';
import { DiffView } from './draft-diff-view.tsx';
import { type FileInDraft, loadFile, seenOf } from './draft-file.ts';
import { FILE_WORDS } from './draft-file-words.ts';
import { Findings, type Tried } from './draft-findings.tsx';
import { draftPath, fileOf, titleOf } from './draft-paths.ts';
import { draftOf } from './draft-view.ts';
import { DRAFT_STATES, DRAFT_WORDS } from './draft-words.ts';
import { deskLanguage, useWords } from './language.tsx';
import { renderConsole } from './layout.tsx';
import { LibraryFrame } from './library-frame.tsx';

export interface FileRemark {
  /** What was typed, when it was not saved. */
  readonly typed?: string;
  readonly notice?: string;
  readonly problem?: string;
  readonly tried?: Tried;
  /** A colleague has saved another text meanwhile. */
  readonly overtaken?: boolean;
}

/**
 * `GET /console/library/drafts/:id/files?path=`
 * @throws AppError 404 `draft.unknown`, `draft.unknown-file`
 */
export async function renderFile(deps: PageDeps, context: Context, path: string, remark: FileRemark = {}): Promise<string> {
  const file = await loadFile(deps, context, await draftOf(deps, context), path);
  const urls = await deps.assets.urls();
  return renderConsole(deps, context, {
    title: `${FILE_WORDS[deskLanguage(context)].edit} ${fileOf(path).id || path}`,
    children: (
      <>
        <FilePage file={file} deps={deps} remark={remark} />
        <script src={urls['desk-draft.js']} defer />
      </>
    ),
  });
}

interface FilePageProps {
  readonly file: FileInDraft;
  readonly deps: Pick<PageDeps, 'detector'>;
  readonly remark: FileRemark;
}

function FilePage({ file, deps: { detector }, remark }: FilePageProps) {
  const words = useWords(FILE_WORDS);
  const { kinds } = useWords(DRAFT_WORDS);
  const states = useWords(DRAFT_STATES);
  const { draft, path, changed, base } = file;
  const { kind, id } = fileOf(path);
  const title = titleOf(detector.library, path);
  const body = remark.typed ?? file.text;
  const open = draft.state === 'open';
  return (
    <LibraryFrame
      title={
        <>
          {base === null ? words.create : words.edit} {kinds[kind]} {title && <span lang="zh-CN">{title}</span>}
        </>
      }
      at={null}
      version={detector.library.version}
    >
      <p class="draft-back">
        <a href={draftPath(draft.id)}>{words.back}</a> <b lang="zh-CN">{draft.title}</b> · <code>{path}</code>
      </p>
      {remark.notice && (
        <p class="refusal" role="alert">
          {remark.notice}
        </p>
      )}
      {!open && <p class="notice">{words.closed(states[draft.state])}</p>}
      {open && changed && <p class="quiet">{changed.body === null ? words.removed : words.changedBy(changed.officer)}</p>}
      {remark.overtaken && <Overtaken file={file} typed={body} />}
      <div class="draft-bench">
        <Editor file={file} body={body} remark={remark} open={open} isPattern={kind === 'pattern' && id !== ''} />
        <section class="draft-findings" aria-labelledby="findings-title">
          <h2 id="findings-title">{words.findings}</h2>
          <div id="findings" aria-live="polite">
            <Findings tried={remark.tried ?? { kind: 'empty' }} path={path} body={body} />
          </div>
        </section>
      </div>
    </LibraryFrame>
  );
}

interface EditorProps {
  readonly file: FileInDraft;
  readonly body: string;
  readonly remark: FileRemark;
  readonly open: boolean;
  readonly isPattern: boolean;
}

function Editor({ file, body, remark: { typed, problem }, open, isPattern }: EditorProps) {
  const words = useWords(FILE_WORDS);
  const { draft, path, changed, base } = file;
  return (
    <form
      id="editor"
      class="draft-editor"
      method="post"
      action={draftPath(draft.id, 'files')}
      data-examine={draftPath(draft.id, 'examine')}
      data-words={JSON.stringify(words.said)}
      data-unsaved={typed === undefined ? undefined : ''}
    >
      <input type="hidden" name="path" value={path} />
      <input type="hidden" name="edits" value={String(draft.edits)} />
      <input type="hidden" name="seen" value={seenOf(file)} />
      <label for="body">{words.label}</label>
      <textarea
        id="body"
        name="body"
        class="draft-code"
        rows={24}
        lang="zh-CN"
        spellcheck={false}
        autocapitalize="none"
        readonly={!open || undefined}
        aria-invalid={problem ? 'true' : undefined}
        aria-describedby={problem ? 'body-problem' : undefined}
      >
        {body}
      </textarea>
      <PutBack of="body" ifUnchanged />
      {problem && (
        <p id="body-problem" class="problem" role="alert">
          {problem}
        </p>
      )}
      {open && (
        <div class="draft-act-foot">
          <button class="act act-first" name="act" value="save" type="submit">
            {words.save}
          </button>
          <button class="act" type="submit" formaction={draftPath(draft.id, 'examine')} data-try="">
            {words.attempt}
          </button>
          {changed && (
            <button class="act" name="act" value="undo" type="submit" data-leaves="">
              {words.undo}
            </button>
          )}
          {base !== null && changed?.body !== null && (
            <button class="act" name="act" value="remove" type="submit" data-leaves="">
              {words.remove}
            </button>
          )}
          <a href={draftPath(draft.id)}>{words.cancel}</a>
        </div>
      )}
      {open && isPattern && base !== null && <p class="quiet">{words.keepPatterns}</p>}
    </form>
  );
}

function Overtaken({ file: { text, changed }, typed }: { file: FileInDraft; typed: string }) {
  const words = useWords(FILE_WORDS);
  const theirs = changed?.body === null ? null : text;
  return (
    <section class="draft-conflict" aria-labelledby="theirs">
      <h2 id="theirs">{words.difference}</h2>
      <DiffView caption={words.difference} before={theirs} after={`${typed}\n`} />
      <details>
        <summary>{words.theirs}</summary>
        {theirs === null ? (
          <p>{words.gone}</p>
        ) : (
          <pre class="draft-whole" lang="zh-CN">
            {theirs}
          </pre>
        )}
      </details>
    </section>
  );
}
