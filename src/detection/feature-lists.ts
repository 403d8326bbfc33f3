import { doubled } from './doubled.ts';

/** Numbers of many texts in one pool: those of text `t` from `from[t]` to `to[t]`. Flat, so that threads can share it as it is. */
export interface NumberedTexts {
  readonly numbers: Int32Array;
  readonly from: Int32Array;
  readonly to: Int32Array;
}

const FIRST_CAPACITY = 1024;

/** Takes the numbers of text after text. */
export class FeatureLists {
  #ends = new Int32Array(FIRST_CAPACITY);
  #numbers = new Int32Array(FIRST_CAPACITY);
  #texts = 0;

  /** @returns the text's place */
  add(features: ArrayLike<number>): number {
    const from = this.#ends[this.#texts] as number;
    while (from + features.length > this.#numbers.length) this.#numbers = doubled(this.#numbers);
    this.#numbers.set(features, from);
    if (this.#texts + 1 === this.#ends.length) this.#ends = doubled(this.#ends);
    this.#ends[this.#texts + 1] = from + features.length;
    return this.#texts++;
  }

  get lists(): NumberedTexts {
    return oneBehindTheOther(this.#numbers.subarray(0, this.#ends[this.#texts]), this.#ends.subarray(0, this.#texts + 1));
  }
}

/** @param ends where each text's numbers end, behind a 0 */
export function oneBehindTheOther(numbers: Int32Array, ends: Int32Array): NumberedTexts {
  return { numbers, from: ends.subarray(0, -1), to: ends.subarray(1) };
}

/** Texts behind texts, in memory that threads share. */
export function joinLists(parts: readonly NumberedTexts[]): NumberedTexts {
  const numbers = shared(parts.reduce((sum, part) => sum + part.numbers.length, 0));
  const ends = shared(parts.reduce((sum, part) => sum + part.to.length, 1));
  let [features, texts] = [0, 0];
  for (const part of parts) {
    numbers.set(part.numbers, features);
    for (const end of part.to) ends[++texts] = features + end;
    features += part.numbers.length;
  }
  return oneBehindTheOther(numbers, ends);
}

function shared(length: number): Int32Array {
  return new Int32Array(new SharedArrayBuffer(length * Int32Array.BYTES_PER_ELEMENT));
}

/** Counters; a power of two. Features that share one are counted together. */
const COUNTERS = 1 << 22;
const MOST = 255;

/**
 * The same lists without the features that fewer than `atLeast` texts have: four of five, which need not be numbered then. A few that
 * share their counter with others stay.
 * @param lists of 32-bit features; given away, their memory is used again
 */
export function withoutRare<Lists extends readonly NumberedTexts[]>(lists: Lists, atLeast: number): Lists {
  const counts = new Uint8Array(COUNTERS);
  for (const { numbers } of lists)
    for (let i = 0; i < numbers.length; i++) {
      const at = (numbers[i] as number) & (COUNTERS - 1);
      if ((counts[at] as number) < MOST) counts[at] = (counts[at] as number) + 1;
    }
  return lists.map(({ numbers, from, to }) => {
    const ends = new Int32Array(to.length + 1);
    let left = 0;
    for (let text = 0; text < to.length; text++) {
      const end = to[text] as number;
      for (let i = from[text] as number; i < end; i++) {
        const feature = numbers[i] as number;
        if ((counts[feature & (COUNTERS - 1)] as number) >= atLeast) numbers[left++] = feature;
      }
      ends[text + 1] = left;
    }
    return oneBehindTheOther(numbers.subarray(0, left), ends);
  }) as readonly NumberedTexts[] as Lists;
}
