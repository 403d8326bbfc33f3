import { doubled } from './doubled.ts';

/** Texts as numbers, one text behind the other: those of text `t` from `from[t]` to `from[t + 1]`. */
export interface NumberedTexts {
  readonly numbers: Int32Array<ArrayBuffer>;
  readonly from: Int32Array<ArrayBuffer>;
}

const UNKNOWN = -1;

/**
 * The features that at least `minTexts` texts have, in the order in which they first came, and what each text has of them.
 * @param texts of each its features by their numbers
 * @param features how many numbers there are
 * @returns `kept`: the number of each row's feature; `texts`: of each text the rows that it has
 */
export function learnVocabulary(
  texts: NumberedTexts,
  features: number,
  minTexts: number,
): { readonly kept: Int32Array<ArrayBuffer>; readonly texts: NumberedTexts } {
  const counts = new Int32Array(features);
  const all = texts.numbers;
  for (let i = 0; i < all.length; i++) counts[all[i] as number] = (counts[all[i] as number] as number) + 1;
  const rowOf = new Int32Array(features).fill(UNKNOWN);
  const kept = new Int32Array(features);
  const known = new Int32Array(all.length);
  const from = new Int32Array(texts.from.length);
  let rows = 0;
  let length = 0;
  for (let text = 0; text + 1 < from.length; text++) {
    for (let i = texts.from[text] as number; i < (texts.from[text + 1] as number); i++) {
      const number = all[i] as number;
      if ((counts[number] as number) < minTexts) continue;
      if (rowOf[number] === UNKNOWN) {
        kept[rows] = number;
        rowOf[number] = rows++;
      }
      known[length++] = rowOf[number] as number;
    }
    from[text + 1] = length;
  }
  return { kept: kept.slice(0, rows), texts: { numbers: known.subarray(0, length), from } };
}

const FIRST_CAPACITY = 1 << 16;

/**
 * Numbers features from 0 on, in the order in which they come. Models that learn from the same texts share it: to look a
 * feature up among hundreds of thousands costs more than all that is counted afterwards.
 */
export class FeatureNumbers {
  #size = 0;
  #hashes = new Int32Array(FIRST_CAPACITY / 2);
  /** One more than the feature's number; 0: free. */
  #slots = new Int32Array(FIRST_CAPACITY);

  get size(): number {
    return this.#size;
  }

  hashOf(number: number): number {
    return this.#hashes[number] as number;
  }

  /** The numbers of a text's features; those that are new get one. */
  of(features: ArrayLike<number>): Int32Array<ArrayBuffer> {
    const numbers = new Int32Array(features.length);
    for (let i = 0; i < features.length; i++) numbers[i] = this.#numberOf(features[i] as number);
    return numbers;
  }

  #numberOf(hash: number): number {
    let slot = this.#slotOf(hash);
    if (this.#slots[slot] === 0) {
      if (this.#size === this.#hashes.length) {
        this.#grow();
        slot = this.#slotOf(hash);
      }
      this.#hashes[this.#size] = hash;
      this.#slots[slot] = ++this.#size;
    }
    return (this.#slots[slot] as number) - 1;
  }

  #slotOf(hash: number): number {
    const mask = this.#slots.length - 1;
    let slot = hash & mask;
    while (this.#slots[slot] !== 0 && this.#hashes[(this.#slots[slot] as number) - 1] !== hash) slot = (slot + 1) & mask;
    return slot;
  }

  #grow(): void {
    this.#hashes = doubled(this.#hashes);
    this.#slots = new Int32Array(this.#slots.length * 2);
    for (let number = 0; number < this.#size; number++) this.#slots[this.#slotOf(this.#hashes[number] as number)] = number + 1;
  }
}
