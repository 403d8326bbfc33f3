/** A word seen in the text: its card, and where it stands. */
interface Sighting {
  readonly card: number;
  readonly start: number;
  readonly end: number;
}

const FIRST_CAPACITY = 256;
const CARD = 0;
const START = 1;
const END = 2;
const FIELDS = 3;

/** All words seen in a text, in flat memory that serves text after text. */
export class Sightings {
  count = 0;
  #fields = new Int32Array(FIRST_CAPACITY * FIELDS);

  begin(): void {
    this.count = 0;
  }

  /** To be called in the order of the starts. */
  add(card: number, start: number, end: number): void {
    this.#put(this.count, card, start, end);
    this.count++;
  }

  /** Sorts in what was found otherwise. */
  merge(others: Sighting[]): void {
    if (others.length === 0) return;
    others.sort((a, b) => a.start - b.start);
    let from = this.count - 1;
    this.count += others.length;
    for (let to = this.count - 1, next = others.length - 1; next >= 0; to--) {
      const other = others[next] as Sighting;
      if (from >= 0 && this.start(from) > other.start) {
        this.#put(to, this.card(from), this.start(from), this.end(from));
        from--;
      } else {
        this.#put(to, other.card, other.start, other.end);
        next--;
      }
    }
  }

  card(index: number): number {
    return this.#fields[index * FIELDS + CARD] as number;
  }

  start(index: number): number {
    return this.#fields[index * FIELDS + START] as number;
  }

  end(index: number): number {
    return this.#fields[index * FIELDS + END] as number;
  }

  #put(index: number, card: number, start: number, end: number): void {
    const at = index * FIELDS;
    if (at + FIELDS > this.#fields.length) {
      const fields = new Int32Array(2 * (at + FIELDS));
      fields.set(this.#fields);
      this.#fields = fields;
    }
    this.#fields[at + CARD] = card;
    this.#fields[at + START] = start;
    this.#fields[at + END] = end;
  }
}
