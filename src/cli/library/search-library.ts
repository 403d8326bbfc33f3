import { searchLibrary as search } from '../../librarian/search-library.ts';
import type { Library } from '../../library/library.ts';

const MOST = 12;

/** Which signal, pattern or follow-up already says this? A line for each, with its file. */
export function searchLibrary(library: Library, query: string): string {
  const found = search(library, query, MOST);
  if (found.length === 0) return 'nothing like it yet\n';
  return found.map(({ place, title }) => `scam-patterns/${place}.yaml  ${title}\n`).join('');
}
