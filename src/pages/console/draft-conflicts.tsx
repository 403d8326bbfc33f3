import { DiffView } from './draft-diff-view.tsx';
import { draftPath } from './draft-paths.ts';
import type { Conflict } from './draft-rebase.ts';
import type { DraftView } from './draft-view.ts';
import { type Spoken, useWords } from './language.tsx';

/** How a file that both have changed goes on. */
export const SOLUTIONS = ['text', 'theirs', 'remove'] as const;

interface Words {
  readonly title: string;
  readonly moved: (base: string, version: string) => string;
  readonly easy: string;
  readonly hard: (count: number) => string;
  readonly follow: (version: string) => string;
  readonly settled: (count: number) => string;
  readonly theirChange: (version: string) => string;
  readonly ourChange: string;
  readonly original: string;
  readonly gone: string;
  readonly result: string;
  readonly how: string;
  readonly solutions: (version: string) => Readonly<Record<(typeof SOLUTIONS)[number], string>>;
}
const WORDS: Spoken<Words> = {
  'zh-CN': {
    title: '版本已换',
    moved: (base, version) => `这个草稿改的是 ${base}，现在用的是 ${version}。`,
    easy: '您改的文件，别人没有动过，按一下就跟上。',
    hard: (count) => `有${count}个文件两边都改了。逐个看清，写成最后的样子。`,
    follow: (version) => `跟上 ${version}`,
    settled: (count) => `另有${count}个文件，新版本里已经是这样，不用再改。`,
    theirChange: (version) => `${version} 里的改动`,
    ourChange: '这个草稿里的改动',
    original: '原来的全文',
    gone: '没有这个文件。',
    result: '最后写成',
    how: '这个文件怎么办',
    solutions: (version) => ({ text: '用下面写的', theirs: `用 ${version} 的`, remove: '去掉这个文件' }),
  },
  en: {
    title: 'Another release is at work',
    moved: (base, version) => `This draft changes ${base}, and ${version} is at work now.`,
    easy: 'Nobody else has touched these files: one press, and it follows.',
    hard: (count) => `${count === 1 ? '1 file was' : `${count} files were`} changed by both. Look at each and write what it shall be.`,
    follow: (version) => `Follow ${version}`,
    settled: (count) => (count === 1 ? '1 more file is like this in it already.' : `${count} more files are like this in it already.`),
    theirChange: (version) => `What ${version} changes`,
    ourChange: 'What this draft changes',
    original: 'The original, whole',
    gone: 'There is no such file.',
    result: 'What it shall be',
    how: 'What becomes of this file',
    solutions: (version) => ({ text: 'As written below', theirs: `As in ${version}`, remove: 'Take the file away' }),
  },
};

interface ConflictsProps {
  readonly view: DraftView;
  /** Fields as they were typed, when not everything was taken. */
  readonly typed: Readonly<Record<string, string>>;
}

/** When the release at work is not the draft's base any more: one button, or file by file. */
export function ConflictsPart({ view, typed }: ConflictsProps) {
  const words = useWords(WORDS);
  const { draft, rebase, atWork, writes } = view;
  if (!rebase || atWork.version === null) return null;
  const { conflicts, settled } = rebase;
  return (
    <section class="library-part draft-rebase" aria-labelledby="rebase">
      <h2 id="rebase">{words.title}</h2>
      <p class="notice">
        {words.moved(draft.base, atWork.version)} {conflicts.length === 0 ? words.easy : words.hard(conflicts.length)}{' '}
        {settled.length > 0 && words.settled(settled.length)}
      </p>
      {writes && (
        <form method="post" action={draftPath(draft.id, 'rebase')}>
          <input type="hidden" name="edits" value={String(draft.edits)} />
          <input type="hidden" name="to" value={atWork.version} />
          {conflicts.map((conflict, at) => (
            <OneConflict conflict={conflict} at={at} version={atWork.version ?? ''} typed={typed} />
          ))}
          <button class="act act-first" type="submit">
            {words.follow(atWork.version)}
          </button>
        </form>
      )}
    </section>
  );
}

interface OneConflictProps {
  readonly conflict: Conflict;
  readonly at: number;
  readonly version: string;
  readonly typed: Readonly<Record<string, string>>;
}

function OneConflict({ conflict: { path, base, ours, theirs }, at, version, typed }: OneConflictProps) {
  const words = useWords(WORDS);
  const solutions = words.solutions(version);
  const chosen = typed[`how-${at}`] ?? (ours === null ? 'remove' : 'text');
  return (
    <fieldset class="draft-conflict">
      <legend>
        <code>{path}</code>
      </legend>
      <input type="hidden" name={`path-${at}`} value={path} />
      <div class="draft-sides">
        <div>
          <h3>{words.theirChange(version)}</h3>
          {theirs === null ? <p>{words.gone}</p> : <DiffView caption={words.theirChange(version)} before={base} after={theirs} />}
        </div>
        <div>
          <h3>{words.ourChange}</h3>
          {ours === null ? <p>{words.gone}</p> : <DiffView caption={words.ourChange} before={base} after={ours} />}
        </div>
      </div>
      <details>
        <summary>{words.original}</summary>
        {base === null ? (
          <p>{words.gone}</p>
        ) : (
          <pre class="draft-whole" lang="zh-CN">
            {base}
          </pre>
        )}
      </details>
      <fieldset class="draft-how">
        <legend>{words.how}</legend>
        {SOLUTIONS.map((solution) => (
          <label>
            <input type="radio" name={`how-${at}`} value={solution} checked={chosen === solution || undefined} />
            {solutions[solution]}
          </label>
        ))}
      </fieldset>
      <label for={`body-${at}`}>{words.result}</label>
      <textarea id={`body-${at}`} name={`body-${at}`} class="draft-code" rows={16} lang="zh-CN" spellcheck={false}>
        {typed[`body-${at}`] ?? ours ?? theirs ?? ''}
      </textarea>
    </fieldset>
  );
}
