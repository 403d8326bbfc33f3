import { FeatureIndex } from '../library/feature-index.ts';
import { doubled } from './doubled.ts';

/** Texts as rows of what is known of them, one behind the other: those of text `t` from `from[t]` to `from[t + 1]`. */
export interface KnownTexts {
  readonly known: Int32Array<ArrayBuffer>;
  readonly from: Int32Array<ArrayBuffer>;
}

const UNKNOWN = -1;

/**
 * The features that at least `minTexts` texts have, in the order in which they first came, and what each text has of them.
 * @param texts of each its features by their numbers
 */
export function learnVocabulary(
  texts: readonly Int32Array[],
  numbers: FeatureNumbers,
  minTexts: number,
): { readonly index: FeatureIndex; readonly texts: KnownTexts } {
  const counts = new Int32Array(numbers.size);
  let length = 0;
  for (const text of texts) {
    length += text.length;
    for (let i = 0; i < text.length; i++) counts[text[i] as number] = (counts[text[i] as number] as number) + 1;
  }
  const rowOf = new Int32Array(numbers.size).fill(UNKNOWN);
  const hashes = new Int32Array(numbers.size);
  const known = new Int32Array(length);
  const from = new Int32Array(texts.length + 1);
  let rows = 0;
  let kept = 0;
  for (const [index, text] of texts.entries()) {
    for (let i = 0; i < text.length; i++) {
      const number = text[i] as number;
      if ((counts[number] as number) < minTexts) continue;
      if (rowOf[number] === UNKNOWN) {
        hashes[rows] = numbers.hashOf(number);
        rowOf[number] = rows++;
      }
      known[kept++] = rowOf[number] as number;
    }
    from[index + 1] = kept;
  }
  return { index: new FeatureIndex(hashes.slice(0, rows)), texts: { known: known.subarray(0, kept), from } };
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
  of(features: ArrayLike<number>): Int32Array {
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
