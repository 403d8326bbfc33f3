import Fuse from 'fuse.js';
import type { Library } from '../library/library.ts';

export interface FoundEntry {
  readonly kind: 'signal' | 'pattern' | 'type' | 'follow-up';
  readonly id: string;
  readonly title: string;
  /** Its file in `scam-patterns/`, without the ending. */
  readonly place: string;
}
interface Entry extends FoundEntry {
  readonly words: readonly string[];
}

/** Of each release in memory what is searched. */
const entries = new WeakMap<Library, readonly Entry[]>();

/** How much of the query may be written otherwise, 0–1. */
const UNLIKE = 0.4;
/** Longer queries cost more and find nothing else: Fuse would look for each 32 characters by themselves. */
const LONGEST_QUERY = 32;

/**
 * Fuzzy search: which signal, pattern or follow-up already says this? Titles weigh more than phrases and examples. The likeliest first.
 * @param query its first 32 characters are searched
 * @param most how many are wanted
 */
export function searchLibrary(library: Library, query: string, most: number): readonly FoundEntry[] {
  const wanted = query.trim().slice(0, LONGEST_QUERY);
  if (wanted === '') return [];
  return new Fuse(likely(entriesIn(library), wanted), {
    keys: [{ name: 'title', weight: 3 }, { name: 'place', weight: 2 }, 'words'],
    ignoreLocation: true,
    threshold: UNLIKE,
  })
    .search(wanted, { limit: most })
    .map(({ item: { kind, id, title, place } }) => ({ kind, id, title, place }));
}

/**
 * The entries, with those of their words alone in which enough of the query's characters stand for Fuse to find it there:
 * to compare a query with all the twenty thousand would hold the server up for a quarter of a second.
 */
function likely(all: readonly Entry[], query: string): Entry[] {
  const characters = [...query.toLowerCase()];
  const needed = characters.length * (1 - UNLIKE);
  const mayHold = (text: string): boolean => {
    const lower = text.toLowerCase();
    let there = 0;
    for (const character of characters) if (lower.includes(character)) there++;
    return there >= needed;
  };
  const kept: Entry[] = [];
  for (const entry of all) {
    const words = entry.words.filter(mayHold);
    if (words.length > 0 || mayHold(entry.title) || mayHold(entry.place)) kept.push({ ...entry, words });
  }
  return kept;
}

function entriesIn(library: Library): readonly Entry[] {
  const known = entries.get(library);
  if (known) return known;
  const made = entriesOf(library);
  entries.set(library, made);
  return made;
}

function entriesOf({ signals, patterns, types, followUps }: Library): Entry[] {
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
    ...followUps.map(
      ({ id, title, reply }): Entry => ({
        kind: 'follow-up',
        ...{ id, title },
        place: `follow-ups/${id}`,
        words: [reply.zh, reply.en],
      }),
    ),
  ];
}
