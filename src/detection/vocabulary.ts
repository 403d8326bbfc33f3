import { doubled } from './doubled.ts';
import { type NumberedTexts, oneBehindTheOther } from './feature-lists.ts';

const UNKNOWN = -1;

/**
 * The features that at least `minTexts` examples have, in the order in which they first came, and what each example has of them.
 * @param parts of each text its features by their numbers; an example has those of all parts
 * @param places the text of each example
 * @param features how many numbers there are
 * @returns `kept`: the number of each row's feature; `examples`: of each example the rows that it has
 */
export function learnVocabulary(
  parts: readonly NumberedTexts[],
  places: Int32Array,
  features: number,
  minTexts: number,
): { readonly kept: Int32Array<ArrayBuffer>; readonly examples: NumberedTexts } {
  const counts = new Int32Array(features);
  let all = 0;
  for (const place of places)
    for (const { numbers, from, to } of parts) {
      const end = to[place] as number;
      for (let i = from[place] as number; i < end; i++, all++) counts[numbers[i] as number] = (counts[numbers[i] as number] as number) + 1;
    }
  const rowOf = new Int32Array(features).fill(UNKNOWN);
  const kept = new Int32Array(features);
  const known = new Int32Array(all);
  const ends = new Int32Array(places.length + 1);
  let rows = 0;
  let length = 0;
  for (const [example, place] of places.entries()) {
    for (const { numbers, from, to } of parts) {
      const end = to[place] as number;
      for (let i = from[place] as number; i < end; i++) {
        const number = numbers[i] as number;
        if ((counts[number] as number) < minTexts) continue;
        if (rowOf[number] === UNKNOWN) {
          kept[rows] = number;
          rowOf[number] = rows++;
        }
        known[length++] = rowOf[number] as number;
      }
    }
    ends[example + 1] = length;
  }
  return { kept: kept.slice(0, rows), examples: oneBehindTheOther(known.subarray(0, length), ends) };
}

const FIRST_CAPACITY = 1 << 20;

/**
 * Numbers features from 0 on, in the order in which they come. Models that learn from the same texts share it: to look a
 * feature up among hundreds of thousands costs more than all that is counted afterwards.
 */
export class FeatureNumbers {
  #size = 0;
  #hashes = new Int32Array(FIRST_CAPACITY / 2);
  /** The feature, and beside it one more than its number; 0: free. To be fetched together. */
  #slots = new Int32Array(SLOT * FIRST_CAPACITY);

  get size(): number {
    return this.#size;
  }

  hashOf(number: number): number {
    return this.#hashes[number] as number;
  }

  /** Puts its number in the place of each feature; those that are new get one. */
  enter(features: Int32Array): void {
    for (let i = 0; i < features.length; i++) features[i] = this.#numberOf(features[i] as number);
  }

  #numberOf(hash: number): number {
    let slot = slotOf(this.#slots, hash);
    if (this.#slots[slot + 1] === FREE) {
      if (this.#size === this.#hashes.length) {
        this.#grow();
        slot = slotOf(this.#slots, hash);
      }
      this.#hashes[this.#size] = hash;
      this.#slots[slot] = hash;
      this.#slots[slot + 1] = ++this.#size;
    }
    return (this.#slots[slot + 1] as number) - 1;
  }

  #grow(): void {
    this.#hashes = doubled(this.#hashes);
    const slots = new Int32Array(this.#slots.length * 2);
    for (let number = 0; number < this.#size; number++) {
      const hash = this.#hashes[number] as number;
      const slot = slotOf(slots, hash);
      slots[slot] = hash;
      slots[slot + 1] = number + 1;
    }
    this.#slots = slots;
  }
}

const SLOT = 2;
const FREE = 0;

/** Where the feature stands, or the free slot where it would go. */
function slotOf(slots: Int32Array, hash: number): number {
  const mask = slots.length - 1;
  let slot = (hash & (mask >>> 1)) * SLOT;
  while (slots[slot + 1] !== FREE && slots[slot] !== hash) slot = (slot + SLOT) & mask;
  return slot;
}
