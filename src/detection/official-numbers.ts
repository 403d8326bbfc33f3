import type { LibraryContent } from '../library/library.ts';

/**
 * Finds the office that a text is about and whose own number can tell whether it is true: who is fined by a text message
 * wants to ask the traffic police. Returns the number's id in `numbers.yaml`, of several topics the one named first.
 */
export function createOfficeFinder({ numbers }: Pick<LibraryContent, 'numbers'>): (text: string) => string | null {
  const topics = Object.entries(numbers).flatMap(([id, { topics: words = [] }]) => words.map((word) => ({ id, word })));
  return (text) => {
    let first = text.length;
    let found: string | null = null;
    for (const { id, word } of topics) {
      const at = text.indexOf(word);
      if (at < 0 || at >= first || isInsideLatinWord(text, at, word.length)) continue;
      first = at;
      found = id;
    }
    return found;
  };
}

const LATIN = /[a-z0-9]/;

/** "etc" is a topic, "fetch" is not; Chinese words need no borders. */
function isInsideLatinWord(text: string, at: number, length: number): boolean {
  if (!LATIN.test(text[at] as string)) return false;
  return LATIN.test(text[at - 1] ?? ' ') || LATIN.test(text[at + length] ?? ' ');
}
