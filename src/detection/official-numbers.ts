import type { LibraryContent } from '../library/library.ts';

/**
 * Finds the office that a text is about and whose own number can tell whether it is true: who is fined by a text message
 * wants to ask the traffic police. Returns the number's id in `numbers.yaml`, of several topics the one named first.
 */
export function createOfficeFinder({ numbers }: Pick<LibraryContent, 'numbers'>): (text: string) => string | null {
  const owners = new Map(Object.entries(numbers).flatMap(([id, { topics = [] }]) => topics.map((word) => [word, id] as const)));
  if (owners.size === 0) return () => null;
  const named = new RegExp([...owners.keys()].map(asWord).join('|'));
  return (text) => owners.get(named.exec(text)?.[0] ?? '') ?? null;
}

/** "etc" is a topic, "fetch" is not; Chinese words need no borders. */
function asWord(word: string): string {
  const literal = word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  return /^[a-z0-9]/.test(word) ? `(?<![a-z0-9])${literal}(?![a-z0-9])` : literal;
}
