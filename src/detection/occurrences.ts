import type { Lists } from './phrase-table.ts';
import { Spans } from './spans.ts';

const NONE = -1;

/**
 * Where the words of the stretch under examination stand, and which choices of words they fulfil. One object serves
 * every stretch, one after the other: an entry counts only while it carries the stretch's number, so that nothing has to
 * be cleared.
 */
export class Occurrences {
  /** Each word once, in the order in which they were first seen. */
  readonly words: number[] = [];
  readonly #wordsOf: Lists;
  readonly #fulfils: Lists;
  /** word, choice → number of the last stretch in which it was seen */
  readonly #seenIn: Int32Array;
  readonly #fulfilledIn: Int32Array;
  /** word → its first and last place in `#places`, each of which names the next */
  readonly #first: Int32Array;
  readonly #last: Int32Array;
  readonly #next: number[] = [];
  readonly #places = new Spans();
  #stretch = 0;

  /** @param words how many there are */
  constructor(words: number, wordsOf: Lists, fulfils: Lists) {
    this.#wordsOf = wordsOf;
    this.#fulfils = fulfils;
    this.#seenIn = new Int32Array(words);
    this.#first = new Int32Array(words);
    this.#last = new Int32Array(words);
    this.#fulfilledIn = new Int32Array(wordsOf.from.length);
  }

  begin(): void {
    this.#stretch++;
    this.words.length = 0;
    this.#places.clear();
  }

  add(word: number, start: number, end: number): void {
    const place = this.#places.count;
    this.#places.add(start, end);
    this.#next[place] = NONE;
    if (this.#seenIn[word] === this.#stretch) this.#next[this.#last[word] as number] = place;
    else {
      this.#seenIn[word] = this.#stretch;
      this.#first[word] = place;
      this.words.push(word);
      this.#fulfil(word);
    }
    this.#last[word] = place;
  }

  #fulfil(word: number): void {
    const { listed, from } = this.#fulfils;
    const end = from[word + 1] as number;
    for (let at = from[word] as number; at < end; at++) this.#fulfilledIn[listed[at] as number] = this.#stretch;
  }

  /** Was one of its words seen? Known only of choices that are some phrase's step and not its anchor. */
  fulfilled(choice: number): boolean {
    return this.#fulfilledIn[choice] === this.#stretch;
  }

  /** All places of all words of a choice, word by word. */
  collect(choice: number, into: Spans): void {
    into.clear();
    const { listed, from } = this.#wordsOf;
    const end = from[choice + 1] as number;
    for (let at = from[choice] as number; at < end; at++) {
      const word = listed[at] as number;
      if (this.#seenIn[word] !== this.#stretch) continue;
      for (let place = this.#first[word] as number; place !== NONE; place = this.#next[place] as number)
        into.add(this.#places.starts[place] as number, this.#places.ends[place] as number);
    }
  }
}
