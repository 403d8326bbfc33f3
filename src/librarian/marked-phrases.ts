/** Words that copies of one script share and that hardly anybody else writes: what a librarian makes a signal of. */

const SHORTEST = 2;
const LONGEST = 10;
/** In so many of the texts. */
const SHARED = 0.6;
/** And in at most so many of all others. */
const ELSEWHERE = 0.01;
const MOST = 8;
const SENTENCES = /[^\p{L}]+/u;
const HAN = /\p{Script=Han}/u;

/**
 * @param texts of one script, normalised
 * @param others what else people write, normalised
 * @returns at most eight, the most telling first; none is part of another
 */
export function markedPhrases(texts: readonly string[], others: readonly string[]): string[] {
  const wanted = Math.max(2, Math.ceil(texts.length * SHARED));
  const shared = new Map<string, number>();
  for (const text of texts) for (const phrase of phrasesOf(text)) shared.set(phrase, (shared.get(phrase) ?? 0) + 1);
  const candidates = [...shared].filter(([, count]) => count >= wanted);
  if (texts.length < 2 || candidates.length === 0) return [];
  const elsewhere = countIn(
    candidates.map(([phrase]) => phrase),
    others,
  );
  const telling = candidates
    .filter(([phrase]) => (elsewhere.get(phrase) ?? 0) <= others.length * ELSEWHERE)
    .map(([phrase, count]) => ({ phrase, worth: count * phrase.length }))
    .sort((a, b) => b.worth - a.worth || (a.phrase < b.phrase ? -1 : 1));
  const marked: string[] = [];
  for (const { phrase } of telling) {
    if (marked.some((known) => overlap(known, phrase))) continue;
    marked.push(phrase);
    if (marked.length === MOST) break;
  }
  return marked;
}

/** Rows of letters of each length within a sentence; of Latin writing whole words. */
function phrasesOf(text: string): ReadonlySet<string> {
  const phrases = new Set<string>();
  for (const run of text.split(SENTENCES)) {
    if (!HAN.test(run)) {
      if (run.length > SHORTEST) phrases.add(run);
      continue;
    }
    const letters = [...run];
    for (let from = 0; from < letters.length; from++)
      for (let to = from + SHORTEST; to <= Math.min(letters.length, from + LONGEST); to++) phrases.add(letters.slice(from, to).join(''));
  }
  return phrases;
}

function countIn(phrases: readonly string[], texts: readonly string[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  const wanted = new Set(phrases);
  for (const text of texts) for (const phrase of phrasesOf(text)) if (wanted.has(phrase)) counts.set(phrase, (counts.get(phrase) ?? 0) + 1);
  return counts;
}

/** One is in the other, or the end of one is the beginning of the other. */
function overlap(a: string, b: string): boolean {
  if (a.includes(b) || b.includes(a)) return true;
  const most = Math.min(a.length, b.length) - 1;
  for (let length = most; length >= SHORTEST; length--) if (a.endsWith(b.slice(0, length)) || b.endsWith(a.slice(0, length))) return true;
  return false;
}
