/** Feature hash → row of the weight matrix. Open addressing in typed arrays: 100,000 features take 1.6 MB, from the first question on. */
export class FeatureIndex {
  /** In row order. */
  readonly hashes: Int32Array;
  #slots: Int32Array | undefined;

  /** @param hashes without repetition */
  constructor(hashes: Int32Array) {
    this.hashes = hashes;
  }

  /** -1 when the feature was never learnt. */
  rowOf(hash: number): number {
    this.#slots ??= slotsOf(this.hashes);
    const mask = this.#slots.length - 1;
    let slot = hash & mask;
    for (;;) {
      const row = this.#slots[slot] as number;
      if (row === -1 || this.hashes[row] === hash) return row;
      slot = (slot + 1) & mask;
    }
  }
}

function slotsOf(hashes: Int32Array): Int32Array {
  const slots = new Int32Array(2 ** Math.ceil(Math.log2(Math.max(16, hashes.length * 2)))).fill(-1);
  const mask = slots.length - 1;
  for (let row = 0; row < hashes.length; row++) {
    let slot = (hashes[row] as number) & mask;
    while (slots[slot] !== -1) slot = (slot + 1) & mask;
    slots[slot] = row;
  }
  return slots;
}
