import { normalizeContent } from '../detection/normalize-content.ts';
import { AppError } from '../errors.ts';
import { compileContent } from '../library/compile.ts';
import type { TrainedLibrary } from '../library/library.ts';
import { parseSources, type SourceFiles } from '../library/sources.ts';
import type { Storage } from '../storage/storage.ts';

export interface BaseTreeDeps {
  readonly storage: Pick<Storage, 'hasSources' | 'readSourceTree' | 'keepSources'>;
  /** The files of the program's own folder. */
  readonly folder: () => SourceFiles;
  /** Between two files, for whoever is being answered meanwhile. */
  readonly pause: () => Promise<void>;
}

/**
 * The files that a release was made of: from the database, or, when nobody has kept them yet, from the program's own folder
 * if it holds the same content.
 * @throws AppError `library.no-sources` saying what to do
 */
export async function baseTree({ storage, folder }: Pick<BaseTreeDeps, 'storage' | 'folder'>, base: TrainedLibrary): Promise<SourceFiles> {
  const { version } = base;
  if (await storage.hasSources(version)) return storage.readSourceTree(version);
  const files = sameContent(folder, base);
  if (files) return files;
  throw new AppError(
    'library.no-sources',
    `the database does not keep the files of release ${version}: run "npm run library -- publish" once in the folder that it was released from`,
    409,
  );
}

/** The same, and from now on the database keeps them. It takes its time. @throws AppError `library.no-sources` */
export async function keptBaseTree(deps: BaseTreeDeps, base: TrainedLibrary): Promise<SourceFiles> {
  const files = await baseTree(deps, base);
  await deps.storage.keepSources(base.version, files, deps.pause);
  return files;
}

/** null: there is no folder, or it holds something else. */
function sameContent(folder: () => SourceFiles, base: TrainedLibrary): SourceFiles | null {
  const { version: _version, checksum: _checksum, models: _models, ...content } = base;
  try {
    const files = folder();
    return JSON.stringify(normalizeContent(compileContent(parseSources(files)))) === JSON.stringify(content) ? files : null;
  } catch {
    return null;
  }
}
