import type { Context } from 'hono';
import { AppError } from '../../errors.ts';
import type { PageDeps } from '../citizen/page-deps.ts';
import { DiffView } from './draft-diff-view.tsx';
import { fileOf, titleOf } from './draft-paths.ts';
import { deskLanguage, type Spoken, useWords } from './language.tsx';
import { renderConsole } from './layout.tsx';
import { releasePath } from './library-addresses.ts';
import { followUpPath, LibraryFrame, patternPath, signalPath } from './library-frame.tsx';

const WORDS: Spoken<{ title: string; between: readonly [from: string, to: string]; page: string; unknown: string }> = {
  'zh-CN': { title: '改了什么', between: ['从', '到'], page: '看现在的', unknown: '这两个版本里都没有这个文件，或者没有存它们的源文件。' },
  en: {
    title: 'What changed',
    between: ['From', 'to'],
    page: 'As it is now',
    unknown: 'Neither release has this file, or their source files are not kept.',
  },
};

const PAGE_OF = { pattern: patternPath, signal: signalPath, 'follow-up': followUpPath };

/**
 * `GET /console/library/history?path=&from=&to=`: one file in two releases.
 * @throws AppError 404 `library.unknown-file`
 */
export async function renderFileDiff(deps: PageDeps, context: Context): Promise<string> {
  const { storage, detector } = deps;
  const words = WORDS[deskLanguage(context)];
  const asked = (name: string): string => context.req.query(name)?.toWellFormed().replaceAll('\0', '') ?? '';
  const [path, from, to] = [asked('path'), asked('from'), asked('to')];
  const [before, after] = await Promise.all([storage.readSource(from, path), storage.readSource(to, path)]);
  if (before === null && after === null) throw new AppError('library.unknown-file', words.unknown, 404);
  const { kind, id } = fileOf(path);
  const known = kind !== 'corpus' && kind !== 'other' && titleOf(detector.library, path) !== null;
  const now = known ? PAGE_OF[kind](id) : null;
  return renderConsole(deps, context, {
    title: words.title,
    children: <FileDiffPage {...{ path, from, to, before, after, now, version: detector.library.version }} />,
  });
}

interface FileDiffProps {
  readonly path: string;
  readonly from: string;
  readonly to: string;
  readonly before: string | null;
  readonly after: string | null;
  /** Its own page, where the release at work has it. */
  readonly now: string | null;
  readonly version: string;
}

function FileDiffPage({ path, from, to, before, after, now, version }: FileDiffProps) {
  const words = useWords(WORDS);
  return (
    <LibraryFrame title={words.title} at={null} version={version}>
      <p>
        <code>{path}</code> {words.between[0]} <a href={releasePath(from)}>{from}</a> {words.between[1]} <a href={releasePath(to)}>{to}</a>
        {now && (
          <>
            {' '}
            · <a href={now}>{words.page}</a>
          </>
        )}
      </p>
      <DiffView caption={path} before={before} after={after} />
    </LibraryFrame>
  );
}
