const FIRST_CAPACITY = 1024;
/** With more features than that in so many slots the look-ups slow down. */
const SLOTS_PER_FEATURE = 2;
/** Of each slot: the feature, and the text in which it was taken. */
const SLOT = 2;

/**
 * The distinct features of one text, in the order in which they came. One set serves text after text: a slot counts only
 * while it carries the number of the text, so that nothing is cleared or allocated per text.
 */
export class FeatureSet {
  size = 0;
  #list = new Int32Array(FIRST_CAPACITY);
  /** feature in the list → its slot */
  #slotOf = new Int32Array(FIRST_CAPACITY);
  #slots = new Int32Array(FIRST_CAPACITY * SLOTS_PER_FEATURE * SLOT);
  /** Features for which the slots in use suffice: of a short text few slots are used, so that they stay at hand. */
  #room = FIRST_CAPACITY;
  #mask = FIRST_CAPACITY * SLOTS_PER_FEATURE - 1;
  #text = 0;

  /** @param expected how many features will come, roughly */
  begin(expected: number): void {
    this.#text++;
    this.size = 0;
    this.#makeRoom(2 ** Math.ceil(Math.log2(Math.max(FIRST_CAPACITY / 4, expected))));
  }

  at(index: number): number {
    return this.#list[index] as number;
  }

  /** A copy of all of them. */
  list(): Int32Array<ArrayBuffer> {
    return this.#list.slice(0, this.size);
  }

  /** Once only. */
  add(feature: number): void {
    if (this.size === this.#room) this.#grow();
    const slots = this.#slots;
    let slot = feature & this.#mask;
    while (slots[slot * SLOT + 1] === this.#text) {
      if (slots[slot * SLOT] === feature) return;
      slot = (slot + 1) & this.#mask;
    }
    slots[slot * SLOT] = feature;
    slots[slot * SLOT + 1] = this.#text;
    this.#list[this.size] = feature;
    this.#slotOf[this.size] = slot;
    this.size++;
  }

  /** Takes out what was added after the first `size`; in reverse order, so that no chain of slots is broken. */
  cutTo(size: number): void {
    for (let i = this.size - 1; i >= size; i--) this.#slots[(this.#slotOf[i] as number) * SLOT + 1] = 0;
    this.size = Math.min(this.size, size);
  }

  #grow(): void {
    const features = this.list();
    this.#text++;
    this.size = 0;
    this.#makeRoom(this.#room * 2);
    for (const feature of features) this.add(feature);
  }

  #makeRoom(room: number): void {
    this.#room = room;
    this.#mask = room * SLOTS_PER_FEATURE - 1;
    if (room <= this.#list.length) return;
    this.#list = new Int32Array(room);
    this.#slotOf = new Int32Array(room);
    this.#slots = new Int32Array(room * SLOTS_PER_FEATURE * SLOT);
  }
}
