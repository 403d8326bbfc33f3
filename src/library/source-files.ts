import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isSource, type LibrarySources, parseSources, type SourceFiles } from './sources.ts';

const FOLDERS = ['scam-patterns', 'intents'];

/** Every file that a release is made of or measured by, as it lies in the project's folder. */
export function readSourceFiles(root: string): SourceFiles {
  const paths = FOLDERS.flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }).map((name) => `${folder}/${name.replaceAll('\\', '/')}`),
  );
  return new Map(
    paths
      .filter(isSource)
      .sort()
      .map((path) => [path, readFileSync(join(root, path), 'utf8')]),
  );
}

/** @throws AppError `library.invalid` listing every fault of every file, not only the first. */
export function readSources(root: string): LibrarySources {
  return parseSources(readSourceFiles(root));
}
