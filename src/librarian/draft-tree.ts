import { AppError } from '../errors.ts';
import { isSource, type SourceFiles } from '../library/sources.ts';
import type { DraftFile } from '../storage/draft.ts';

type Changed = Pick<DraftFile, 'path' | 'body' | 'baseChecksum'>;

/** A file that a draft changes, and that another release changed too. */
export interface Conflict {
  readonly path: string;
  /** As it was when the draft changed it first; null: there was none, or nobody has it any more. */
  readonly before: string | null;
  /** As the release has it; null: it has taken it away. */
  readonly release: string | null;
  /** As the draft wants it; null: it takes it away. */
  readonly draft: string | null;
}

const GATE = 'scam-patterns/gate/';
/** Lower-case words: nothing that a file system could take for another file, or for a place outside. */
const PLAIN_PATH = /^(?:[a-z0-9_][a-z0-9._-]*\/)+[a-z0-9_][a-z0-9._-]*$/;

/** A file of the library under a name that means the same everywhere. */
export function isPlainSource(path: string): boolean {
  return isSource(path) && PLAIN_PATH.test(path);
}

/** The gate is changed in Git alone: a draft must not move the yard-stick by which it is measured. */
export function mayDraftChange(path: string): boolean {
  return isPlainSource(path) && !path.startsWith(GATE);
}

/** What a release becomes with a draft's files. @throws AppError `draft.path` naming a file that no draft may change */
export function applyDraft(base: SourceFiles, files: readonly Pick<Changed, 'path' | 'body'>[]): SourceFiles {
  const tree = new Map(base);
  for (const { path, body } of files) {
    if (!mayDraftChange(path))
      throw new AppError('draft.path', `${path}: a draft cannot change this file; the gate is changed in Git`, 400);
    if (body === null) tree.delete(path);
    else tree.set(path, body);
  }
  return new Map([...tree].sort(([a], [b]) => (a < b ? -1 : 1)));
}

/**
 * The files whose base is another one in this release. Where both have come to the same text there is nothing to solve.
 * @param index the release's: path → SHA-256
 * @param textOf the text of a SHA-256, as the storage reads it
 */
export async function conflictsOf(
  files: readonly Changed[],
  index: ReadonlyMap<string, string>,
  textOf: (checksum: string) => Promise<string | null>,
): Promise<readonly Conflict[]> {
  const read = async (checksum: string | null) => (checksum === null ? null : textOf(checksum));
  const conflicts: Conflict[] = [];
  for (const { path, body, baseChecksum } of files) {
    const now = index.get(path) ?? null;
    if (now === baseChecksum) continue;
    const release = await read(now);
    if (release !== body) conflicts.push({ path, before: await read(baseChecksum), release, draft: body });
  }
  return conflicts;
}

/**
 * The same changes on another release, for `rebaseDraft`.
 * @param solved path → what it shall be, for every conflict @throws AppError `draft.conflict` naming those that are not solved
 */
export function movedFiles(
  files: readonly Changed[],
  index: ReadonlyMap<string, string>,
  conflicts: readonly Pick<Conflict, 'path'>[],
  solved: ReadonlyMap<string, string | null>,
): readonly Changed[] {
  const open = conflicts.filter(({ path }) => !solved.has(path)).map(({ path }) => path);
  if (open.length > 0) throw new AppError('draft.conflict', `decide how these files shall be: ${open.join(', ')}`, 409);
  return files.map(({ path, body }) => ({
    path,
    body: solved.has(path) ? (solved.get(path) ?? null) : body,
    baseChecksum: index.get(path) ?? null,
  }));
}
