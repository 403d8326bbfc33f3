import Fuse from 'fuse.js';
import type { Library } from '../library/library.ts';

interface Entry {
  readonly place: string;
  readonly title: string;
  readonly words: readonly string[];
}

const MOST = 12;

/** Fuzzy search for librarians: which signal or pattern already says this? Titles weigh more than phrases and examples. */
export function searchLibrary(library: Library, query: string): string {
  const entries: Entry[] = [
    ...library.signals.map(({ id, title, phrases, examples }) => ({
      place: `signals/${id}`,
      title,
      words: [...phrases, ...examples.positive],
    })),
    ...library.patterns.map(({ id, type, title, examples }) => ({ place: `patterns/${type}/${id}`, title, words: examples.positive })),
    ...library.types.map(({ id, title, marks }) => ({ place: `types/${id}`, title: title.zh, words: marks })),
  ];
  const fuse = new Fuse(entries, {
    keys: [{ name: 'title', weight: 3 }, { name: 'place', weight: 2 }, 'words'],
    ignoreLocation: true,
    threshold: 0.4,
  });
  const found = fuse.search(query, { limit: MOST });
  if (found.length === 0) return 'nothing like it yet\n';
  return found.map(({ item }) => `scam-patterns/${item.place}.yaml  ${item.title}\n`).join('');
}
