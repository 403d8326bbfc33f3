import type { Context } from 'hono';
import type { KeptRelease } from '../../storage/releases.ts';
import type { PageDeps } from '../citizen/page-deps.ts';
import { DiffView } from './draft-diff-view.tsx';
import { type Spoken, useWords } from './language.tsx';
import { fileDiffPath, releasePath } from './library-addresses.ts';

/** So many are shown with their lines; the others by name. */
const MOST_SHOWN = 12;

interface ComparedFile {
  readonly path: string;
  readonly what: 'new' | 'changed' | 'removed';
  /** null: it is shown by name alone. */
  readonly texts: { readonly before: string | null; readonly after: string | null } | null;
}
export interface LoadedComparison {
  /** What it is compared with; null: there is nothing to compare it with. */
  readonly other: string | null;
  readonly others: readonly string[];
  /** null: of one of both the files are not kept. */
  readonly files: readonly ComparedFile[] | null;
}

/** Beside the release that is asked for, or the one that was kept before it. */
export async function loadComparison(
  { storage }: PageDeps,
  context: Context,
  releases: readonly KeptRelease[],
  { version }: KeptRelease,
): Promise<LoadedComparison> {
  const others = releases.map((one) => one.version).filter((one) => one !== version);
  const place = releases.findIndex((one) => one.version === version);
  const asked = others.find((one) => one === context.req.query('with'));
  const other = asked ?? releases[place + 1]?.version ?? null;
  if (other === null) return { other, others, files: null };
  const [before, after] = await Promise.all([storage.sourceIndex(other), storage.sourceIndex(version)]);
  if (before.size === 0 || after.size === 0) return { other, others, files: null };
  const paths = [...new Set([...before.keys(), ...after.keys()])].sort().filter((path) => before.get(path) !== after.get(path));
  const shown = paths.slice(0, MOST_SHOWN);
  const [old, fresh] =
    shown.length === 0
      ? [new Map<string, string>(), new Map<string, string>()]
      : await Promise.all([storage.readSourceTree(other, shown), storage.readSourceTree(version, shown)]);
  const files = paths.map(
    (path, at): ComparedFile => ({
      path,
      what: !before.has(path) ? 'new' : after.has(path) ? 'changed' : 'removed',
      texts: at < MOST_SHOWN ? { before: old.get(path) ?? null, after: fresh.get(path) ?? null } : null,
    }),
  );
  return { other, others, files };
}

interface Words {
  readonly title: (other: string) => string;
  readonly alone: string;
  readonly label: string;
  readonly compare: string;
  readonly notKept: string;
  readonly same: string;
  readonly counted: (count: number) => string;
  readonly what: Readonly<Record<ComparedFile['what'], string>>;
  readonly none: string;
}
const WORDS: Spoken<Words> = {
  'zh-CN': {
    title: (other) => `和 ${other} 比`,
    alone: '和别的版本比',
    label: '和哪一版比',
    compare: '比一比',
    notKept: '有一版没有存源文件，比不了。',
    same: '源文件完全一样。',
    counted: (count) => `有${count}个文件不一样。`,
    what: { new: '新加的', changed: '改过', removed: '去掉了' },
    none: '数据库里没有别的版本可比。',
  },
  en: {
    title: (other) => `Compared with ${other}`,
    alone: 'Compared with another',
    label: 'With which release',
    compare: 'Compare',
    notKept: 'The source files of one of both are not kept; there is nothing to compare.',
    same: 'The source files are the same.',
    counted: (count) => (count === 1 ? '1 file differs.' : `${count} files differ.`),
    what: { new: 'new', changed: 'changed', removed: 'taken away' },
    none: 'The database keeps no other release.',
  },
};

/** File by file, what differs between two releases. */
export function Compared({ comparison: { other, others, files }, version }: { comparison: LoadedComparison; version: string }) {
  const words = useWords(WORDS);
  return (
    <section class="library-part" aria-labelledby="compared">
      <h2 id="compared">{other === null ? words.alone : words.title(other)}</h2>
      {others.length === 0 ? (
        <p class="quiet">{words.none}</p>
      ) : (
        <form class="library-search" method="get" action={releasePath(version)}>
          <label for="with">{words.label}</label>
          <select id="with" name="with">
            {others.map((one) => (
              <option value={one} selected={one === other || undefined}>
                {one}
              </option>
            ))}
          </select>
          <button class="act" type="submit">
            {words.compare}
          </button>
        </form>
      )}
      {other !== null && files === null && <p class="quiet">{words.notKept}</p>}
      {files && <p>{files.length === 0 ? words.same : words.counted(files.length)}</p>}
      {other !== null && files?.map((file) => <FileDifference file={file} from={other} to={version} open={files.length <= 3} />)}
    </section>
  );
}

interface FileDifferenceProps {
  readonly file: ComparedFile;
  readonly from: string;
  readonly to: string;
  readonly open: boolean;
}

function FileDifference({ file: { path, what, texts }, from, to, open }: FileDifferenceProps) {
  const words = useWords(WORDS);
  if (texts === null)
    return (
      <p class="draft-file">
        <b>{words.what[what]}</b> <a href={fileDiffPath(path, from, to)}>{path}</a>
      </p>
    );
  return (
    <details class="draft-file" open={open || undefined}>
      <summary>
        <b>{words.what[what]}</b> <code>{path}</code>
      </summary>
      <DiffView caption={path} before={texts.before} after={texts.after} />
    </details>
  );
}
