import { FeatureIndex } from '../library/feature-index.ts';
import { doubled } from './doubled.ts';

/** Texts as rows of what is known of them, one behind the other: those of text `t` from `from[t]` to `from[t + 1]`. */
export interface KnownTexts {
  readonly known: Int32Array;
  readonly from: Int32Array;
}

const UNKNOWN = -1;

/** The features that at least `minTexts` texts have, in the order in which they first came, and what each text has of them. */
export function learnVocabulary(
  texts: readonly ArrayLike<number>[],
  minTexts: number,
): { readonly index: FeatureIndex; readonly texts: KnownTexts } {
  const met = new MetFeatures();
  const known = new Int32Array(texts.reduce((sum, features) => sum + features.length, 0));
  let length = 0;
  for (const features of texts) for (let i = 0; i < features.length; i++) known[length++] = met.meet(features[i] as number);
  const { hashes, rowOf } = met.common(minTexts);
  // What is too rare is taken out in place.
  const from = new Int32Array(texts.length + 1);
  let read = 0;
  let kept = 0;
  for (const [text, features] of texts.entries()) {
    for (const end = read + features.length; read < end; read++) {
      const row = rowOf[known[read] as number] as number;
      if (row !== UNKNOWN) known[kept++] = row;
    }
    from[text + 1] = kept;
  }
  return { index: new FeatureIndex(hashes), texts: { known: known.subarray(0, kept), from } };
}

const FIRST_CAPACITY = 1 << 16;

/** Numbers features in the order in which they come, and counts them. */
class MetFeatures {
  #size = 0;
  #hashes = new Int32Array(FIRST_CAPACITY / 2);
  #counts = new Int32Array(FIRST_CAPACITY / 2);
  /** One more than the feature's number; 0: free. */
  #slots = new Int32Array(FIRST_CAPACITY);

  /** @returns its number */
  meet(hash: number): number {
    let slot = this.#slotOf(hash);
    if (this.#slots[slot] === 0) {
      if (this.#size === this.#hashes.length) {
        this.#grow();
        slot = this.#slotOf(hash);
      }
      this.#hashes[this.#size] = hash;
      this.#slots[slot] = ++this.#size;
    }
    const number = (this.#slots[slot] as number) - 1;
    this.#counts[number] = (this.#counts[number] as number) + 1;
    return number;
  }

  /** Those met so often, and of every feature its place among them or `UNKNOWN`. */
  common(minTexts: number): { hashes: Int32Array; rowOf: Int32Array } {
    const rowOf = new Int32Array(this.#size).fill(UNKNOWN);
    let rows = 0;
    for (let number = 0; number < this.#size; number++) if ((this.#counts[number] as number) >= minTexts) rowOf[number] = rows++;
    const hashes = new Int32Array(rows);
    for (let number = 0; number < this.#size; number++)
      if (rowOf[number] !== UNKNOWN) hashes[rowOf[number] as number] = this.#hashes[number] as number;
    return { hashes, rowOf };
  }

  #slotOf(hash: number): number {
    const mask = this.#slots.length - 1;
    let slot = hash & mask;
    while (this.#slots[slot] !== 0 && this.#hashes[(this.#slots[slot] as number) - 1] !== hash) slot = (slot + 1) & mask;
    return slot;
  }

  #grow(): void {
    this.#hashes = doubled(this.#hashes);
    this.#counts = doubled(this.#counts);
    this.#slots = new Int32Array(this.#slots.length * 2);
    for (let number = 0; number < this.#size; number++) this.#slots[this.#slotOf(this.#hashes[number] as number)] = number + 1;
  }
}
