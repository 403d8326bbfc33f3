import { withByteWeights } from '../library/byte-weights.ts';
import type { LinearModel, Models } from '../library/library.ts';
import { ByteRows } from './byte-rows.ts';
import { FeatureSet } from './feature-set.ts';
import { addGrams, EDGES, LONGEST } from './features.ts';
import { softmax, unitLength } from './linear-model.ts';

/** Of each slot: the feature, and one more than its row; 0 marks a free slot. Side by side, to be fetched together. */
const SLOT = 2;
const FREE = 0;
/** With a larger share of the slots taken the look-ups slow down. */
const FULL = 0.7;

/**
 * The models as one table: a feature is looked up once, and its weights in all models lie in one row. They learn
 * from the same texts, so that hardly a row is wasted; what costs is to fetch rows from memory.
 */
export class JointModel {
  readonly #models: readonly Pick<LinearModel, 'bias' | 'scale'>[];
  /** model → its first column; behind the last one, a column for each model that counts the features it knows */
  readonly #columns: readonly number[];
  readonly #counters: number;
  #slots: Int32Array;
  #mask: number;
  readonly #rows: ByteRows;
  readonly #features = new FeatureSet();
  /** What the n-grams of the text taken up come to, by column, without hints and with them. */
  readonly #grams: Int32Array;
  readonly #all: Int32Array;
  /** The rows of the features that are being added. */
  #found = new Int32Array(1024);
  #text: string | null = null;
  #gramCount = 0;

  constructor({ forwarded, told, type, intent }: Models) {
    const models = [forwarded, told, type, intent].map(withByteWeights);
    this.#models = models.map(({ bias, scale }) => ({ bias, scale }));
    this.#columns = this.#models.map((_, index) => widthOf(this.#models.slice(0, index)));
    this.#counters = widthOf(this.#models);
    const largest = Math.max(...models.map(({ features }) => features.hashes.length));
    const slots = 2 ** Math.ceil(Math.log2(Math.max(16, largest / FULL)));
    this.#mask = slots - 1;
    this.#slots = new Int32Array(slots * SLOT);
    const { count, rowsOf } = this.#enterFeatures(models);
    this.#rows = new ByteRows(count, this.#counters + this.#models.length);
    for (const [index, model] of models.entries()) this.#enterWeights(index, model, rowsOf[index] as Int32Array);
    this.#grams = new Int32Array(this.#rows.columns);
    this.#all = new Int32Array(this.#rows.columns);
  }

  /** Of a new message; nothing is kept from the one before. */
  begin(): void {
    this.#text = null;
  }

  /** The text that is asked about next. The same one again within a message, the whole and its only block, is not read twice. */
  take(text: string): void {
    if (text === this.#text) return;
    this.#text = text;
    this.#features.begin(LONGEST * (text.length + EDGES));
    addGrams(this.#features, text);
    this.#gramCount = this.#features.size;
    this.#grams.fill(0);
    this.#add(0, this.#grams);
  }

  /** Probabilities by class of the two scam models and of the type model. */
  scamAndType(hints: readonly number[]): { readonly forwarded: number[]; readonly told: number[]; readonly type: number[] } {
    this.#withHints(hints);
    return { forwarded: this.#probabilities(0), told: this.#probabilities(1), type: this.#probabilities(2) };
  }

  /** Probabilities by class of the intent model. */
  intent(hints: readonly number[]): number[] {
    this.#withHints(hints);
    return this.#probabilities(3);
  }

  #withHints(hints: readonly number[]): void {
    this.#features.cutTo(this.#gramCount);
    for (const hint of hints) this.#features.add(hint);
    this.#all.set(this.#grams);
    this.#add(this.#gramCount, this.#all);
  }

  /** Adds the features from the given one on to the sums. All are looked up first, so that memory is asked for many at a time. */
  #add(from: number, sums: Int32Array): void {
    const features = this.#features;
    if (this.#found.length < features.size) this.#found = new Int32Array(features.size * 2);
    let known = 0;
    for (let i = from; i < features.size; i++) {
      const row = this.#slots[this.#slotOf(features.at(i)) + 1] as number;
      if (row !== FREE) this.#found[known++] = row - 1;
    }
    this.#rows.addTo(sums, this.#found, known);
  }

  #probabilities(index: number): number[] {
    const { bias, scale } = this.#models[index] as Pick<LinearModel, 'bias' | 'scale'>;
    const unit = unitLength(this.#all[this.#counters + index] as number) * scale;
    const column = this.#columns[index] as number;
    const scores: number[] = [];
    for (let c = 0; c < bias.length; c++) scores.push((bias[c] as number) + (this.#all[column + c] as number) * unit);
    return softmax(scores);
  }

  /** Where the feature stands, or the free slot where it would go. */
  #slotOf(feature: number): number {
    let slot = (feature & this.#mask) * SLOT;
    while (this.#slots[slot + 1] !== FREE && this.#slots[slot] !== feature) slot = (slot + SLOT) & (this.#mask * SLOT);
    return slot;
  }

  /** @returns how many rows there are, and of each model which of its features has which */
  #enterFeatures(models: readonly LinearModel[]): { count: number; rowsOf: Int32Array[] } {
    let count = 0;
    const rowsOf = models.map(({ features }) =>
      features.hashes.map((feature) => {
        const slot = this.#slotOf(feature);
        if (this.#slots[slot + 1] !== FREE) return (this.#slots[slot + 1] as number) - 1;
        this.#slots[slot] = feature;
        this.#slots[slot + 1] = ++count;
        if (count > FULL * (this.#mask + 1)) this.#doubleSlots();
        return count - 1;
      }),
    );
    return { count, rowsOf };
  }

  #doubleSlots(): void {
    const old = this.#slots;
    this.#mask = 2 * this.#mask + 1;
    this.#slots = new Int32Array(2 * old.length);
    for (let at = 0; at < old.length; at += SLOT) {
      if (old[at + 1] === FREE) continue;
      const slot = this.#slotOf(old[at] as number);
      this.#slots[slot] = old[at] as number;
      this.#slots[slot + 1] = old[at + 1] as number;
    }
  }

  #enterWeights(index: number, { classes, weights }: LinearModel, rows: Int32Array): void {
    const column = this.#columns[index] as number;
    for (let own = 0; own < rows.length; own++) {
      const row = rows[own] as number;
      this.#rows.set(row, this.#counters + index, 1);
      for (let c = 0; c < classes.length; c++) this.#rows.set(row, column + c, weights[own * classes.length + c] as number);
    }
  }
}

function widthOf(models: readonly Pick<LinearModel, 'bias'>[]): number {
  return models.reduce((sum, { bias }) => sum + bias.length, 0);
}
