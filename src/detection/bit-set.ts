/**
 * Which of so many numbers are in it, a bit each: what is asked at every word of a text lies together, where the processor
 * has it at hand.
 */
export class BitSet {
  readonly #bits: Int32Array;

  /** @param size holds numbers from 0 to below it */
  constructor(size: number) {
    this.#bits = new Int32Array(Math.ceil(size / 32));
  }

  add(number: number): void {
    this.#bits[number >> 5] = (this.#bits[number >> 5] as number) | (1 << (number & 31));
  }

  has(number: number): boolean {
    return (((this.#bits[number >> 5] as number) >> (number & 31)) & 1) === 1;
  }

  clear(): void {
    this.#bits.fill(0);
  }
}
