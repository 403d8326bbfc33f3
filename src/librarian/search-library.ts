import Fuse from 'fuse.js';
import type { Library } from '../library/library.ts';

export interface FoundEntry {
  readonly kind: 'signal' | 'pattern' | 'type';
  readonly id: string;
  readonly title: string;
  /** Its file in `scam-patterns/`, without the ending. */
  readonly place: string;
}
interface Entry extends FoundEntry {
  readonly words: readonly string[];
}

/** One for each release in memory, because it takes longer to build than to ask. */
const indexes = new WeakMap<Library, Fuse<Entry>>();

/**
 * Fuzzy search: which signal or pattern already says this? Titles weigh more than phrases and examples. The likeliest first.
 * @param most how many are wanted
 */
export function searchLibrary(library: Library, query: string, most: number): readonly FoundEntry[] {
  const wanted = query.trim();
  if (wanted === '') return [];
  return indexOf(library)
    .search(wanted, { limit: most })
    .map(({ item: { kind, id, title, place } }) => ({ kind, id, title, place }));
}

function indexOf(library: Library): Fuse<Entry> {
  const known = indexes.get(library);
  if (known) return known;
  const made = new Fuse(entriesOf(library), {
    keys: [{ name: 'title', weight: 3 }, { name: 'place', weight: 2 }, 'words'],
    ignoreLocation: true,
    threshold: 0.4,
  });
  indexes.set(library, made);
  return made;
}

function entriesOf({ signals, patterns, types }: Library): Entry[] {
  return [
    ...signals.map(
      ({ id, title, phrases, examples }): Entry => ({
        kind: 'signal',
        ...{ id, title },
        place: `signals/${id}`,
        words: [...phrases, ...examples.positive],
      }),
    ),
    ...patterns.map(
      ({ id, type, title, examples }): Entry => ({
        kind: 'pattern',
        ...{ id, title },
        place: `patterns/${type}/${id}`,
        words: examples.positive,
      }),
    ),
    ...types.map(({ id, title, marks }): Entry => ({ kind: 'type', id, title: title.zh, place: `types/${id}`, words: marks })),
  ];
}
