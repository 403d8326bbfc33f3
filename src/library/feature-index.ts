/** Feature hash → row of the weight matrices. Open addressing in typed arrays: 100,000 features take 1.6 MB. */
export class FeatureIndex {
  /** In row order. */
  readonly hashes: Int32Array;
  readonly #slots: Int32Array;
  readonly #mask: number;

  /** @param hashes without repetition */
  constructor(hashes: Int32Array) {
    this.hashes = hashes;
    const capacity = 2 ** Math.ceil(Math.log2(Math.max(16, hashes.length * 2)));
    this.#mask = capacity - 1;
    this.#slots = new Int32Array(capacity).fill(-1);
    for (let row = 0; row < hashes.length; row++) {
      let slot = (hashes[row] as number) & this.#mask;
      while (this.#slots[slot] !== -1) slot = (slot + 1) & this.#mask;
      this.#slots[slot] = row;
    }
  }

  /** -1 when the feature was never learnt. */
  rowOf(hash: number): number {
    let slot = hash & this.#mask;
    for (;;) {
      const row = this.#slots[slot] as number;
      if (row === -1 || this.hashes[row] === hash) return row;
      slot = (slot + 1) & this.#mask;
    }
  }
}
