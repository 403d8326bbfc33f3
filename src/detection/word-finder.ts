const NOTHING = 0;

/** A branch of the trie, four numbers side by side, to be fetched together: from which node, by which unit, to which node, … */
const BRANCH = 4;
const UNIT = 1;
const CHILD = 2;
/** … and 1 + mark of the word that ends there. */
const WORD = 3;

/** Words as a trie whose branches lie in one hash table, of a power of two places; at most half of them are taken. */
export interface Trie {
  readonly branches: Int32Array;
  /** The branches of the root by their unit, which every position of a text asks for: child and word of each. */
  readonly firstChild: Int32Array;
  readonly firstWord: Int32Array;
  /**
   * A bit for every pair of units with which some word begins, and for those that share its place; a power of two of them. It is
   * small enough to stay at hand, and spares most positions of a text the way to the branches.
   */
  readonly beginnings: Int32Array;
}

/**
 * Finds every occurrence of every word in one walk over the text, whatever the number of words. Words are short, so
 * walking on from each position costs two or three look-ups.
 */
export class WordFinder {
  readonly #trie: Trie;

  constructor(trie: Trie) {
    this.#trie = trie;
  }

  /** Calls `found` for each occurrence, ordered by its start, with the word's mark; `end` is exclusive. */
  find(text: string, found: (mark: number, start: number, end: number) => void): void {
    const { branches, firstChild, firstWord, beginnings } = this.#trie;
    for (let start = 0; start < text.length; start++) {
      const first = text.charCodeAt(start);
      let node = firstChild[first] as number;
      if (node === NOTHING) continue;
      let word = firstWord[first] as number;
      if (word !== NOTHING) found(word - 1, start, start + 1);
      if (start + 1 === text.length || !begins(beginnings, first, text.charCodeAt(start + 1))) continue;
      for (let at = start + 1; at < text.length; at++) {
        const place = placeOf(branches, node, text.charCodeAt(at));
        if (branches[place] === NOTHING) break;
        node = branches[place + CHILD] as number;
        word = branches[place + WORD] as number;
        if (word !== NOTHING) found(word - 1, start, at + 1);
      }
    }
  }
}

/**
 * Tens of thousands of words take a few megabytes and a tenth of a second.
 * @param words without repetition; an empty word is never found
 * @param marks by which each is told, from 0 on
 */
export function growTrie(words: readonly string[], marks: ArrayLike<number>): Trie {
  const units = words.reduce((sum, word) => sum + word.length, 0);
  const bits = 2 ** Math.ceil(Math.log2(Math.max(512, units * 4)));
  const beginnings = new Int32Array(bits / 32);
  const [firstChild, firstWord] = [new Int32Array(0x10000), new Int32Array(0x10000)];
  // Many words begin alike: there are far fewer branches than units.
  let branches: Int32Array = new Int32Array((BRANCH * bits) / 32);
  let grown = 0;
  let nodes = 1;
  for (const [index, word] of words.entries()) {
    if (word === '') continue;
    const first = word.charCodeAt(0);
    if (firstChild[first] === NOTHING) firstChild[first] = nodes++;
    if (word.length === 1) firstWord[first] = (marks[index] as number) + 1;
    else {
      const bit = bitOf(beginnings, first, word.charCodeAt(1));
      beginnings[bit >> 5] = (beginnings[bit >> 5] as number) | (1 << (bit & 31));
    }
    let node = firstChild[first] as number;
    for (let at = 1; at < word.length; at++) {
      const unit = word.charCodeAt(at);
      let place = placeOf(branches, node, unit);
      if (branches[place] === NOTHING) {
        if (++grown * 2 * BRANCH > branches.length) {
          branches = twiceAsLarge(branches);
          place = placeOf(branches, node, unit);
        }
        branches[place] = node;
        branches[place + UNIT] = unit;
        branches[place + CHILD] = nodes++;
      }
      if (at === word.length - 1) branches[place + WORD] = (marks[index] as number) + 1;
      node = branches[place + CHILD] as number;
    }
  }
  return { branches, firstChild, firstWord, beginnings };
}

function twiceAsLarge(old: Int32Array): Int32Array {
  const branches = new Int32Array(old.length * 2);
  for (let at = 0; at < old.length; at += BRANCH) {
    if (old[at] === NOTHING) continue;
    branches.set(old.subarray(at, at + BRANCH), placeOf(branches, old[at] as number, old[at + UNIT] as number));
  }
  return branches;
}

/** Where the branch stands, or the free place where it would go. */
function placeOf(branches: Int32Array, node: number, unit: number): number {
  const mask = branches.length - 1;
  let place = ((Math.imul(Math.imul(node, 0x9e3779b1) ^ unit, 0x85ebca6b) >>> 7) * BRANCH) & mask;
  for (;;) {
    const parent = branches[place];
    if (parent === NOTHING || (parent === node && branches[place + UNIT] === unit)) return place;
    place = (place + BRANCH) & mask;
  }
}

function begins(beginnings: Int32Array, first: number, second: number): boolean {
  const bit = bitOf(beginnings, first, second);
  return (((beginnings[bit >> 5] as number) >> (bit & 31)) & 1) === 1;
}

function bitOf(beginnings: Int32Array, first: number, second: number): number {
  return (Math.imul(Math.imul(first, 0x9e3779b1) ^ second, 0x85ebca6b) >>> 6) & (beginnings.length * 32 - 1);
}
