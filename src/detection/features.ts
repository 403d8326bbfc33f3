/** What was found in a text, by id, as features: each alone, and on demand in pairs. Ids are hashed once. */
export function hintFeatures(ids: readonly string[], pairs: boolean): number[] {
  const hashes = ids.map(hashHint).sort((a, b) => a - b);
  if (!pairs) return hashes;
  return hashes.flatMap((first, index) => [first, ...hashes.slice(index + 1).map((second) => mix(first, second))]);
}

const hintHashes = new Map<string, number>();
function hashHint(id: string): number {
  const known = hintHashes.get(id);
  if (known !== undefined) return known;
  const hash = hashWord(id, HINT_SEED);
  hintHashes.set(id, hash);
  return hash;
}

/**
 * What the models see of a text: one- to three-grams of the normalised text between two edges (how it begins and ends says
 * much), with Latin words whole and digits made 0, and the hints of what was found. A feature is a 32-bit hash, made without building the string: some 200 features of a
 * message take microseconds, and two features in 100,000 share a hash about once. Each feature counts once.
 */
export function textFeatures(text: string, hints: readonly number[]): number[] {
  const features = new Set<number>();
  const units = unitsOf(text);
  for (let i = 0; i < units.length; i++) {
    let gram = SEED;
    for (let n = 0; n < LONGEST && i + n < units.length; n++) {
      gram = mix(gram, units[i + n] as number);
      if (n > 0 || !isBlank(units[i] as number)) features.add(gram);
    }
  }
  for (const hint of hints) features.add(hint);
  return [...features];
}

const LONGEST = 3;
const SEED = 0x2545f491;
/** Hints live in a space of their own: the id "loan" is not the word "loan". */
const HINT_SEED = 0x1b873593;
const WORD_SEED = 0x811c9dc5;
/** Where a text begins and ends; no character has this code. */
const EDGE = 0x110000;
const SPACE = 0x20;
const ZERO = 0x30;
/** Longer numbers look all the same: a card, a phone, an order. */
const LONGEST_NUMBER = 4;

/** A character, a whole Latin word, a run of blanks, each digit of a number: one unit each, between two edges. */
function unitsOf(text: string): number[] {
  const units: number[] = [EDGE];
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (isLetter(code)) {
      const start = i;
      while (i + 1 < text.length && isLetter(text.charCodeAt(i + 1))) i++;
      units.push(hashWord(text.slice(start, i + 1), WORD_SEED));
    } else if (isDigit(code)) {
      const start = i;
      while (i + 1 < text.length && isDigit(text.charCodeAt(i + 1))) i++;
      for (let n = 0; n < Math.min(LONGEST_NUMBER, i + 1 - start); n++) units.push(ZERO);
    } else if (code === SPACE || code === 0x0a) {
      while (i + 1 < text.length && (text.charCodeAt(i + 1) === SPACE || text.charCodeAt(i + 1) === 0x0a)) i++;
      units.push(SPACE);
    } else units.push(code);
  }
  units.push(EDGE);
  return units;
}

/** Says nothing by itself. */
function isBlank(unit: number): boolean {
  return unit === SPACE || unit === EDGE;
}

function isLetter(code: number): boolean {
  return (code >= 0x61 && code <= 0x7a) || code === 0x27;
}

function isDigit(code: number): boolean {
  return code >= 0x30 && code <= 0x39;
}

/** FNV-1a over UTF-16 units. */
function hashWord(word: string, seed: number): number {
  let hash = seed;
  for (let i = 0; i < word.length; i++) hash = Math.imul(hash ^ word.charCodeAt(i), 0x01000193);
  return mix(SEED, hash);
}

function mix(hash: number, unit: number): number {
  let mixed = Math.imul(hash ^ unit, 0x85ebca6b);
  mixed ^= mixed >>> 15;
  mixed = Math.imul(mixed, 0xc2b2ae35);
  return (mixed ^ (mixed >>> 13)) | 0;
}
