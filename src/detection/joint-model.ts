import type { LinearModel, Models } from '../library/library.ts';
import { FeatureSet } from './feature-set.ts';
import { addGrams } from './features.ts';
import { softmax, unitLength } from './linear-model.ts';

/** Of each slot: the feature, and one more than its row; 0 marks a free slot. Side by side, to be fetched together. */
const SLOT = 2;
const FREE = 0;

/**
 * The three models as one table: a feature is looked up once, and its weights in all models lie in one row. They learn
 * from the same texts, so that hardly a row is wasted; what costs is to fetch rows from memory.
 */
export class JointModel {
  readonly #models: readonly LinearModel[];
  /** model → its first column; one more at the end */
  readonly #columns: readonly number[];
  readonly #slots: Int32Array;
  readonly #mask: number;
  readonly #weights: LinearModel['weights'];
  /** row → which models know the feature, a bit for each */
  readonly #knownBy: Uint8Array;
  readonly #features = new FeatureSet();
  /** What the n-grams of the text taken up come to, without hints and with them. */
  readonly #grams: Sums;
  readonly #all: Sums;
  #text: string | null = null;
  #gramCount = 0;

  constructor({ scam, type, intent }: Models) {
    this.#models = [scam, type, intent];
    this.#columns = [0, widthOf([scam]), widthOf([scam, type]), widthOf(this.#models)];
    const width = widthOf(this.#models);
    const most = this.#models.reduce((sum, { features }) => sum + features.hashes.length, 0);
    const slots = 2 ** Math.ceil(Math.log2(Math.max(16, most)));
    this.#mask = slots - 1;
    this.#slots = new Int32Array(slots * SLOT);
    const rows = this.#enterFeatures();
    const bytes = this.#models.every(({ weights }) => weights instanceof Int8Array);
    this.#weights = bytes ? new Int8Array(rows * width) : new Float32Array(rows * width);
    this.#knownBy = new Uint8Array(rows);
    for (const [index, model] of this.#models.entries()) this.#enterWeights(model, index);
    this.#grams = new Sums(width, this.#models.length);
    this.#all = new Sums(width, this.#models.length);
  }

  /** Of a new message; nothing is kept from the one before. */
  begin(): void {
    this.#text = null;
  }

  /** The text that is asked about next. The same one again within a message, the whole and its only block, is not read twice. */
  take(text: string): void {
    if (text === this.#text) return;
    this.#text = text;
    this.#features.clear();
    addGrams(this.#features, text);
    this.#gramCount = this.#features.size;
    this.#grams.clear();
    this.#add(0, this.#grams);
  }

  /** Probabilities by class of the scam and the type model. */
  scamAndType(hints: readonly number[]): { readonly scam: number[]; readonly type: number[] } {
    this.#withHints(hints);
    return { scam: this.#probabilities(0), type: this.#probabilities(1) };
  }

  /** Probabilities by class of the intent model, and the features it was asked with. */
  intent(hints: readonly number[]): { readonly intent: number[]; readonly features: Int32Array } {
    this.#withHints(hints);
    return { intent: this.#probabilities(2), features: this.#features.list() };
  }

  #withHints(hints: readonly number[]): void {
    this.#features.cutTo(this.#gramCount);
    for (const hint of hints) this.#features.add(hint);
    this.#all.copy(this.#grams);
    this.#add(this.#gramCount, this.#all);
  }

  /** Adds the features from the given one on to the sums. */
  #add(from: number, { weights: sums, known }: Sums): void {
    const width = sums.length;
    for (let i = from; i < this.#features.size; i++) {
      const row = (this.#slots[this.#slotOf(this.#features.at(i)) + 1] as number) - 1;
      if (row < 0) continue;
      const models = this.#knownBy[row] as number;
      known[0] = (known[0] as number) + (models & 1);
      known[1] = (known[1] as number) + ((models >> 1) & 1);
      known[2] = (known[2] as number) + (models >> 2);
      const at = row * width;
      for (let c = 0; c < width; c++) sums[c] = (sums[c] as number) + (this.#weights[at + c] as number);
    }
  }

  #probabilities(index: number): number[] {
    const { bias, scale } = this.#models[index] as LinearModel;
    const unit = unitLength(this.#all.known[index] as number) * scale;
    const column = this.#columns[index] as number;
    return softmax(bias.map((value, c) => value + (this.#all.weights[column + c] as number) * unit));
  }

  /** Where the feature stands, or the free slot where it would go. */
  #slotOf(feature: number): number {
    let slot = (feature & this.#mask) * SLOT;
    while (this.#slots[slot + 1] !== FREE && this.#slots[slot] !== feature) slot = (slot + SLOT) & (this.#mask * SLOT);
    return slot;
  }

  #enterFeatures(): number {
    let rows = 0;
    for (const { features } of this.#models)
      for (const feature of features.hashes) {
        const slot = this.#slotOf(feature);
        if (this.#slots[slot + 1] !== FREE) continue;
        this.#slots[slot] = feature;
        this.#slots[slot + 1] = ++rows;
      }
    return rows;
  }

  #enterWeights({ features, weights, classes }: LinearModel, index: number): void {
    const width = widthOf(this.#models);
    for (const [own, feature] of features.hashes.entries()) {
      const row = (this.#slots[this.#slotOf(feature) + 1] as number) - 1;
      this.#knownBy[row] = (this.#knownBy[row] as number) | (1 << index);
      const at = row * width + (this.#columns[index] as number);
      for (let c = 0; c < classes.length; c++) this.#weights[at + c] = weights[own * classes.length + c] as number;
    }
  }
}

/** Sums of raw weights by column, and the number of known features by model. Of whole numbers, as shipped, in any order the same. */
class Sums {
  readonly weights: Float64Array;
  readonly known: Int32Array;

  constructor(columns: number, models: number) {
    this.weights = new Float64Array(columns);
    this.known = new Int32Array(models);
  }

  clear(): void {
    this.weights.fill(0);
    this.known.fill(0);
  }

  copy(other: Sums): void {
    this.weights.set(other.weights);
    this.known.set(other.known);
  }
}

function widthOf(models: readonly LinearModel[]): number {
  return models.reduce((sum, { bias }) => sum + bias.length, 0);
}
