/**
 * How much two texts share, whatever was exchanged in between: names, sums, links. A text is the set of its pairs of
 * neighbouring characters, without digits, blanks and signs, which are what copies of one script differ in.
 */
export type Shingles = ReadonlySet<string>;

const NO_LETTER = /[^\p{L}]+/gu;
/**
 * The script's own words, whoever is addressed by what link. A host is looked for where it can begin and nowhere inside:
 * else twenty thousand letters without a blank would be walked from each of them to the end.
 */
const LINK = /(?:https?:\/\/|www\.)\S+|(?<![a-z0-9.-])\.*(?:[a-z0-9-]+\.)+[a-z]{2,}\S*/gi;

/** @param normalized a text with its disguises taken off (normalize.ts) */
export function shinglesOf(normalized: string): Shingles {
  const letters = [...normalized.replace(LINK, '').replace(NO_LETTER, '')];
  const shingles = new Set<string>();
  for (let at = 0; at + 1 < letters.length; at++) shingles.add(`${letters[at]}${letters[at + 1]}`);
  return shingles;
}

/** Which share of the smaller one is in the other, 0–1; of an empty one nothing. A text inside a longer one is contained whole. */
export function containment(a: Shingles, b: Shingles): number {
  const [small, large] = a.size <= b.size ? [a, b] : [b, a];
  if (small.size === 0) return 0;
  let shared = 0;
  for (const shingle of small) if (large.has(shingle)) shared += 1;
  return shared / small.size;
}
