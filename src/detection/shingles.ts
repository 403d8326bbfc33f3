/**
 * How much two texts share, whatever was exchanged in between: names, sums, links. A text is the set of its pairs of
 * neighbouring characters, without digits, blanks and signs, which are what copies of one script differ in: each pair is one
 * number, in ascending order, each once. A set of strings would take fifteen times as much memory.
 */
export type Shingles = Uint32Array;

const NO_LETTER = /[^\p{L}]+/gu;
/**
 * The script's own words, whoever is addressed by what link. A host is looked for where it can begin and nowhere inside:
 * else twenty thousand letters without a blank would be walked from each of them to the end.
 */
const LINK = /(?:https?:\/\/|www\.)\S+|(?<![a-z0-9.-])\.*(?:[a-z0-9-]+\.)+[a-z]{2,}\S*/gi;

/** @param normalized a text with its disguises taken off (normalize.ts) */
export function shinglesOf(normalized: string): Shingles {
  const letters = normalized.replace(LINK, '').replace(NO_LETTER, '');
  const pairs = new Uint32Array(Math.max(0, letters.length - 1));
  for (let at = 0; at < pairs.length; at++) pairs[at] = (letters.charCodeAt(at) << 16) | letters.charCodeAt(at + 1);
  pairs.sort();
  let kept = 0;
  for (const pair of pairs) if (kept === 0 || pairs[kept - 1] !== pair) pairs[kept++] = pair;
  return pairs.slice(0, kept);
}

/** Which share of the smaller one is in the other, 0–1; of an empty one nothing. A text inside a longer one is contained whole. */
export function containment(a: Shingles, b: Shingles): number {
  const smaller = Math.min(a.length, b.length);
  if (smaller === 0) return 0;
  let shared = 0;
  for (let i = 0, k = 0; i < a.length && k < b.length; ) {
    const mine = a[i] as number;
    const yours = b[k] as number;
    if (mine === yours) shared += 1;
    if (mine <= yours) i += 1;
    if (yours <= mine) k += 1;
  }
  return shared / smaller;
}
