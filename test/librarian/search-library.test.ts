import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { searchLibrary } from '../../src/librarian/search-library.ts';
import { loadLibraryForTests } from '../compiled-library.ts';

const library = await loadLibraryForTests();

describe('searching the library', () => {
  it('finds every entry by its own title, as what it is', () => {
    for (const { id, title } of library.signals.slice(0, 20))
      expect(searchLibrary(library, title, 5)).toContainEqual({ kind: 'signal', id, title, place: `signals/${id}` });
    for (const { id, title, type } of library.patterns.slice(0, 20))
      expect(searchLibrary(library, title, 5)).toContainEqual({ kind: 'pattern', id, title, place: `patterns/${type}/${id}` });
    for (const { id, title } of library.types)
      expect(searchLibrary(library, title.zh, 5)).toContainEqual({ kind: 'type', id, title: title.zh, place: `types/${id}` });
    for (const { id, title } of library.followUps.slice(0, 20))
      expect(searchLibrary(library, title, 5)).toContainEqual({ kind: 'follow-up', id, title, place: `follow-ups/${id}` });
  });

  it('finds a title of which one character in five is another', () => {
    for (const { id, title, type } of library.patterns.filter(({ title }) => title.length >= 10 && title.length <= 30).slice(0, 20)) {
      const asked = [...title].map((character, at) => (at % 5 === 3 ? '㐂' : character)).join('');
      const found = searchLibrary(library, asked, 1000).map(({ id }) => id);
      expect(found, type).toContain(id);
    }
  });

  it('finds nothing for nothing', () => {
    expect(['', '  \n '].map((query) => searchLibrary(library, query, 5))).toEqual([[], []]);
  });

  it('takes whatever is asked, and gives no more than is wanted', () => {
    const query = fc.string({ unit: 'binary', maxLength: 120 });
    fc.assert(
      fc.property(query, fc.integer({ min: 1, max: 9 }), (asked, most) => searchLibrary(library, asked, most).length <= most),
      { numRuns: 30 },
    );
  });
});
