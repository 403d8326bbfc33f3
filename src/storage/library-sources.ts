import type { StorageContext } from './context.ts';

/** One release in which a file was changed. */
export interface FileVersion {
  readonly version: string;
  /** When the release was kept, milliseconds since 1970 UTC. */
  readonly keptAt: number;
  /** SHA-256 of the text; null: the release has taken it away. */
  readonly checksum: string | null;
  /** Shown name of whoever published it from a draft. */
  readonly publishedBy: string | null;
}

/** The files that releases were made of. The same text stands once, whatever release it is in. */
export interface LibrarySourceFiles {
  hasSources(version: string): Promise<boolean>;
  /** Once; file by file, with a pause between two, so that nobody waits. */
  keepSources(version: string, files: Iterable<readonly [path: string, body: string]>, pause?: () => Promise<void>): Promise<void>;
  /** path → SHA-256 of its text. */
  sourceIndex(version: string): Promise<ReadonlyMap<string, string>>;
  readSource(version: string, path: string): Promise<string | null>;
  /** All files of a release, or those of the given paths. */
  readSourceTree(version: string, paths?: readonly string[]): Promise<ReadonlyMap<string, string>>;
  readSourceByChecksum(checksum: string): Promise<string | null>;
  /** Newest first: the releases in which it is not what it was before. */
  fileHistory(path: string): Promise<readonly FileVersion[]>;
}

export function librarySources(_: StorageContext): LibrarySourceFiles {
  return {} as LibrarySourceFiles;
}
