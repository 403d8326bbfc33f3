const NOTHING = 0;

/** A branch of the trie, four numbers side by side, to be fetched together: from which node, by which unit, to which node, … */
const BRANCH = 4;
const UNIT = 1;
const CHILD = 2;
/** … and 1 + index of the word that ends there. */
const WORD = 3;

/**
 * Finds every occurrence of every word in one walk over the text, whatever the number of words: a trie whose
 * branches lie in one hash table. Words are short, so walking on from each position costs two or three look-ups; 70,000
 * words take a few megabytes and build in some 30 ms (measured: npm run bench).
 */
export class WordFinder {
  #branches: Int32Array;
  #mask: number;
  /** How many there are. At most half of the places are taken. */
  #grown = 0;
  /** The branches of the root by their unit, which every position of a text asks for: child and word of each. */
  readonly #firstChild = new Int32Array(0x10000);
  readonly #firstWord = new Int32Array(0x10000);
  /**
   * A bit for every pair of units with which some word begins, and for those that share its place. It is small enough to
   * stay at hand, and spares most positions of a text the way to the branches.
   */
  readonly #beginnings: Int32Array;
  readonly #beginningsMask: number;
  #nodes = 1;

  /** @param words without repetition; an empty word is never found */
  constructor(words: readonly string[]) {
    const units = words.reduce((sum, word) => sum + word.length, 0);
    const bits = 2 ** Math.ceil(Math.log2(Math.max(512, units * 4)));
    this.#beginnings = new Int32Array(bits / 32);
    this.#beginningsMask = bits - 1;
    // Many words begin alike: there are far fewer branches than units.
    const capacity = bits / 32;
    this.#mask = capacity * BRANCH - 1;
    this.#branches = new Int32Array(capacity * BRANCH);
    for (const [index, word] of words.entries()) this.#add(word, index);
  }

  /** Calls `found` for each occurrence, ordered by its start; `end` is exclusive. */
  find(text: string, found: (word: number, start: number, end: number) => void): void {
    const branches = this.#branches;
    for (let start = 0; start < text.length; start++) {
      const first = text.charCodeAt(start);
      let node = this.#firstChild[first] as number;
      if (node === NOTHING) continue;
      let word = this.#firstWord[first] as number;
      if (word !== NOTHING) found(word - 1, start, start + 1);
      if (start + 1 === text.length || !this.#begins(first, text.charCodeAt(start + 1))) continue;
      for (let at = start + 1; at < text.length; at++) {
        const branch = this.#branch(node, text.charCodeAt(at));
        node = branches[branch + CHILD] as number;
        if (node === NOTHING) break;
        word = branches[branch + WORD] as number;
        if (word !== NOTHING) found(word - 1, start, at + 1);
      }
    }
  }

  #add(word: string, index: number): void {
    if (word === '') return;
    const first = word.charCodeAt(0);
    if (this.#firstChild[first] === NOTHING) this.#firstChild[first] = this.#nodes++;
    if (word.length === 1) this.#firstWord[first] = index + 1;
    else {
      const bit = this.#bitOf(first, word.charCodeAt(1));
      this.#beginnings[bit >> 5] = (this.#beginnings[bit >> 5] as number) | (1 << (bit & 31));
    }
    let node = this.#firstChild[first] as number;
    for (let at = 1; at < word.length; at++) {
      const unit = word.charCodeAt(at);
      let branch = this.#branch(node, unit);
      if (this.#branches[branch + CHILD] === NOTHING) {
        if (++this.#grown * 2 * BRANCH > this.#branches.length) {
          this.#double();
          branch = this.#branch(node, unit);
        }
        this.#branches[branch] = node;
        this.#branches[branch + UNIT] = unit;
        this.#branches[branch + CHILD] = this.#nodes++;
      }
      if (at === word.length - 1) this.#branches[branch + WORD] = index + 1;
      node = this.#branches[branch + CHILD] as number;
    }
  }

  #begins(first: number, second: number): boolean {
    const bit = this.#bitOf(first, second);
    return (((this.#beginnings[bit >> 5] as number) >> (bit & 31)) & 1) === 1;
  }

  #bitOf(first: number, second: number): number {
    return (Math.imul(Math.imul(first, 0x9e3779b1) ^ second, 0x85ebca6b) >>> 6) & this.#beginningsMask;
  }

  #double(): void {
    const old = this.#branches;
    this.#branches = new Int32Array(old.length * 2);
    this.#mask = this.#branches.length - 1;
    for (let at = 0; at < old.length; at += BRANCH)
      if (old[at + CHILD] !== NOTHING)
        this.#branches.set(old.subarray(at, at + BRANCH), this.#branch(old[at] as number, old[at + UNIT] as number));
  }

  /** Where the branch stands, or the free place where it would go. */
  #branch(node: number, unit: number): number {
    const branches = this.#branches;
    let branch = ((Math.imul(Math.imul(node, 0x9e3779b1) ^ unit, 0x85ebca6b) >>> 7) * BRANCH) & this.#mask;
    while (branches[branch + CHILD] !== NOTHING && (branches[branch] !== node || branches[branch + UNIT] !== unit))
      branch = (branch + BRANCH) & this.#mask;
    return branch;
  }
}
