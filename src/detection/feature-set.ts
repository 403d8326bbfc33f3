const FIRST_CAPACITY = 8192;
/** Above this share of taken slots the look-ups slow down. */
const SLOTS_PER_FEATURE = 2;

/**
 * The distinct features of one text, in the order in which they came. One set serves text after text: a slot counts only
 * while it carries the number of the text, so that nothing is cleared or allocated per text.
 */
export class FeatureSet {
  #list = new Int32Array(FIRST_CAPACITY / SLOTS_PER_FEATURE);
  /** feature in the list → its slot */
  #slotOf = new Int32Array(FIRST_CAPACITY / SLOTS_PER_FEATURE);
  #slots = new Int32Array(FIRST_CAPACITY);
  #takenIn = new Int32Array(FIRST_CAPACITY);
  #mask = FIRST_CAPACITY - 1;
  #text = 1;
  size = 0;

  clear(): void {
    this.#text++;
    this.size = 0;
  }

  at(index: number): number {
    return this.#list[index] as number;
  }

  /** A copy of all of them. */
  list(): Int32Array<ArrayBuffer> {
    return this.#list.slice(0, this.size);
  }

  /** @returns whether it was new */
  add(feature: number): boolean {
    const { size } = this;
    if (size === this.#list.length) this.#grow();
    let slot = feature & this.#mask;
    while (this.#takenIn[slot] === this.#text) {
      if (this.#slots[slot] === feature) return false;
      slot = (slot + 1) & this.#mask;
    }
    this.#takenIn[slot] = this.#text;
    this.#slots[slot] = feature;
    this.#list[size] = feature;
    this.#slotOf[size] = slot;
    this.size = size + 1;
    return true;
  }

  /** Takes out what was added after the first `size`; in reverse order, so that no chain of slots is broken. */
  cutTo(size: number): void {
    for (let i = this.size - 1; i >= size; i--) this.#takenIn[this.#slotOf[i] as number] = 0;
    this.size = Math.min(this.size, size);
  }

  #grow(): void {
    const features = this.list();
    const capacity = this.#slots.length * 2;
    this.#list = new Int32Array(capacity / SLOTS_PER_FEATURE);
    this.#slotOf = new Int32Array(capacity / SLOTS_PER_FEATURE);
    this.#slots = new Int32Array(capacity);
    this.#takenIn = new Int32Array(capacity);
    this.#mask = capacity - 1;
    this.size = 0;
    for (const feature of features) this.add(feature);
  }
}
