import { isSource, type LibrarySources, parseSources, type SourceFiles } from '../library/sources.ts';

/** One file read by itself, into sources that are otherwise read already: who types must not wait for five hundred files. */

/** Files that stand alone and without which nothing can be read. */
const SINGLE = ['numbers', 'variants', 'negators', 'links'] as const;
const FOLDERS = [
  ['scam-patterns/types/', 'types'],
  ['scam-patterns/signals/', 'signals'],
  ['scam-patterns/patterns/', 'patterns'],
  ['intents/', 'intents'],
  ['scam-patterns/follow-ups/', 'followUps'],
] as const;

const singlePath = (name: (typeof SINGLE)[number]): string => `scam-patterns/${name}.yaml`;

/** Everything but the corpus and the gate: what is seen in a text does not depend on them. */
export function contentFiles(tree: SourceFiles): SourceFiles {
  return new Map([...tree].filter(([path]) => path.endsWith('.yaml')));
}

/**
 * The sources with this text in the place of that file.
 * @param tree the base's files, for what every reading needs
 * @param body null: it is taken away
 * @throws AppError `library.invalid` listing every fault of this file
 */
export function withFile(sources: LibrarySources, tree: SourceFiles, path: string, body: string | null): LibrarySources {
  if (!isSource(path)) return sources;
  const needed = SINGLE.map((name) => [singlePath(name), tree.get(singlePath(name)) ?? ''] as const);
  const read = body === null ? null : parseSources(new Map([...needed, [path, body]]));
  const single = SINGLE.find((name) => path === singlePath(name));
  if (single) return read ? { ...sources, [single]: read[single] } : sources;
  const kind = kindOf(path);
  if (kind === null) return sources;
  const others = (sources[kind] as readonly { readonly id: string }[]).filter(({ id }) => id !== idOf(path));
  return { ...sources, [kind]: [...others, ...(read?.[kind] ?? [])] };
}

export function kindOf(path: string): (typeof FOLDERS)[number][1] | null {
  return path.endsWith('.yaml') ? (FOLDERS.find(([folder]) => path.startsWith(folder))?.[1] ?? null) : null;
}

/** The file's name is the id. */
export function idOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1).replace(/\.yaml$/, '');
}
