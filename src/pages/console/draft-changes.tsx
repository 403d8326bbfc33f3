import type { Library } from '../../library/library.ts';
import { DiffView } from './draft-diff-view.tsx';
import { draftFilePath, draftPath, fileOf, titleOf } from './draft-paths.ts';
import type { ChangedFile, DraftView } from './draft-view.ts';
import { DRAFT_WORDS } from './draft-words.ts';
import { type Spoken, useWords } from './language.tsx';

/** So many are shown unfolded. */
const OPEN_AT_ONCE = 6;

interface Words {
  readonly title: string;
  readonly none: string;
  readonly noneReader: string;
  readonly add: string;
  readonly edit: string;
  readonly by: (who: string) => string;
  readonly what: Readonly<Record<'new' | 'changed' | 'removed', string>>;
}
const WORDS: Spoken<Words> = {
  'zh-CN': {
    title: '改了哪些文件',
    none: '还没有改动。按“改一个文件”，选一条套路或信号，或者写新的。',
    noneReader: '还没有改动。',
    add: '改一个文件',
    edit: '改',
    by: (who) => `${who}改的`,
    what: { new: '新写的', changed: '改过', removed: '去掉了' },
  },
  en: {
    title: 'Files that change',
    none: 'Nothing has changed yet. Press “Change a file” to choose a pattern or signal, or to write a new one.',
    noneReader: 'Nothing has changed yet.',
    add: 'Change a file',
    edit: 'Edit',
    by: (who) => `by ${who}`,
    what: { new: 'new', changed: 'changed', removed: 'taken away' },
  },
};

/** Every file that the draft changes, as a diff against its base. */
export function ChangesPart({ view, library }: { view: DraftView; library: Library }) {
  const words = useWords(WORDS);
  const { draft, files, writes } = view;
  const writing = writes && draft.state === 'open';
  return (
    <section class="library-part" aria-labelledby="changes">
      <h2 id="changes">{words.title}</h2>
      {files.length === 0 && <p class="quiet">{writing ? words.none : words.noneReader}</p>}
      {files.map((file) => (
        <FileChange file={file} library={library} draftId={draft.id} writing={writing} open={files.length <= OPEN_AT_ONCE} />
      ))}
      {writing && (
        <p class="draft-links">
          <a class="act draft-add" href={draftPath(draft.id, 'choose')}>
            {words.add}
          </a>
        </p>
      )}
    </section>
  );
}

interface FileChangeProps {
  readonly file: ChangedFile;
  readonly library: Library;
  readonly draftId: string;
  readonly writing: boolean;
  readonly open: boolean;
}

function FileChange({ file: { path, before, body, officer }, library, draftId, writing, open }: FileChangeProps) {
  const words = useWords(WORDS);
  const { kinds } = useWords(DRAFT_WORDS);
  const what = body === null ? 'removed' : before === null ? 'new' : 'changed';
  const title = titleOf(library, path);
  return (
    <details class="draft-file" open={open || undefined}>
      <summary>
        <b>{words.what[what]}</b> {kinds[fileOf(path).kind]} {title && <span lang="zh-CN">{title}</span>} <code>{path}</code>{' '}
        <small class="quiet">{words.by(officer)}</small>
      </summary>
      {writing && (
        <p>
          <a href={draftFilePath(draftId, path)}>
            {words.edit}
            <span class="unseen"> {path}</span>
          </a>
        </p>
      )}
      <DiffView caption={path} before={before} after={body} />
    </details>
  );
}
