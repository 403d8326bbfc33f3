import type { LinearModel } from '../library/library.ts';
import { ByteRows } from './byte-rows.ts';
import { FeatureSet } from './feature-set.ts';
import { addGrams, EDGES, LONGEST } from './features.ts';
import { columnsOf, type JointTable, rowOf, widthOf } from './joint-table.ts';
import { softmax, unitLength } from './linear-model.ts';

/** Asks all models of a release of one text. */
export class JointModel {
  readonly #models: JointTable['models'];
  /** model → its first column */
  readonly #columns: readonly number[];
  /** The first model's column that counts the features it knows. */
  readonly #counters: number;
  readonly #slots: Int32Array;
  readonly #rows: ByteRows;
  readonly #features = new FeatureSet();
  /** What the n-grams of the text taken up come to, by column, without hints and with them. */
  readonly #grams: Int32Array;
  readonly #all: Int32Array;
  /** The rows of the features that are being added. */
  #found = new Int32Array(1024);
  #text: string | null = null;
  #gramCount = 0;

  constructor({ models, slots, rows, bytes }: JointTable) {
    this.#models = models;
    this.#columns = models.map((_, index) => widthOf(models.slice(0, index)));
    this.#counters = widthOf(models);
    this.#slots = slots;
    this.#rows = new ByteRows(rows, columnsOf(models), bytes);
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
      const row = rowOf(this.#slots, features.at(i));
      if (row >= 0) this.#found[known++] = row;
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
}
