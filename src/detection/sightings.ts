/** A word seen in the text, where it stands. */
interface Sighting {
  readonly word: number;
  readonly start: number;
  readonly end: number;
}

const FIRST_CAPACITY = 256;
const WORD = 0;
const START = 1;
const END = 2;
const FIELDS = 3;

/** All words seen in a text, in flat memory that serves text after text. */
export class Sightings {
  count = 0;
  #fields = new Int32Array(FIRST_CAPACITY * FIELDS);
  /** word → the last text in which it was seen, and beside it how many others were seen there before it */
  readonly #ranks: Int32Array;
  #seen = 0;
  #text = 0;

  /** @param words how many there are */
  constructor(words: number) {
    this.#ranks = new Int32Array(words * 2);
  }

  begin(): void {
    this.#text++;
    this.#seen = 0;
    this.count = 0;
  }

  /** To be called in the order of the starts. */
  add(word: number, start: number, end: number): void {
    this.#note(word);
    this.#put(this.count, word, start, end);
    this.count++;
  }

  /** Sorts in what was found otherwise. */
  merge(others: Sighting[]): void {
    if (others.length === 0) return;
    for (const { word } of others) this.#note(word);
    others.sort((a, b) => a.start - b.start);
    let from = this.count - 1;
    this.count += others.length;
    for (let to = this.count - 1, next = others.length - 1; next >= 0; to--) {
      const other = others[next] as Sighting;
      if (from >= 0 && this.start(from) > other.start) {
        this.#put(to, this.word(from), this.start(from), this.end(from));
        from--;
      } else {
        this.#put(to, other.word, other.start, other.end);
        next--;
      }
    }
  }

  word(index: number): number {
    return this.#fields[index * FIELDS + WORD] as number;
  }

  start(index: number): number {
    return this.#fields[index * FIELDS + START] as number;
  }

  end(index: number): number {
    return this.#fields[index * FIELDS + END] as number;
  }

  /** Its place in the order in which words were first seen; infinite when it was not. */
  rank(word: number): number {
    return this.#ranks[2 * word] === this.#text ? (this.#ranks[2 * word + 1] as number) : Number.POSITIVE_INFINITY;
  }

  #note(word: number): void {
    if (this.#ranks[2 * word] === this.#text) return;
    this.#ranks[2 * word] = this.#text;
    this.#ranks[2 * word + 1] = this.#seen++;
  }

  #put(index: number, word: number, start: number, end: number): void {
    const at = index * FIELDS;
    if (at + FIELDS > this.#fields.length) {
      const fields = new Int32Array(2 * (at + FIELDS));
      fields.set(this.#fields);
      this.#fields = fields;
    }
    this.#fields[at + WORD] = word;
    this.#fields[at + START] = start;
    this.#fields[at + END] = end;
  }
}
