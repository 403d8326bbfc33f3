import type { ModelName } from '../library/library.ts';
import { ByteRows } from './byte-rows.ts';
import { FeatureSet } from './feature-set.ts';
import { addGrams, EDGES, LONGEST } from './features.ts';
import { columnsOf, type JointTable, rowOf, widthOf } from './joint-table.ts';
import { softmax, unitLength } from './linear-model.ts';

/** Asks several models of a release of one text. */
export class JointModel {
  readonly #models: ReadonlyMap<ModelName, Asked>;
  readonly #slots: Int32Array;
  readonly #rows: ByteRows;
  readonly #features: FeatureSet;
  /** What the n-grams of the text taken up come to, by column, without hints and with them. */
  readonly #grams: Int32Array;
  readonly #all: Int32Array;
  /** The rows of the features that are being added. */
  #found = new Int32Array(1024);
  readonly #scores: Float64Array;
  #text: string | null = null;
  #gramCount = 0;

  /** @param leader whose features are asked along (`askAlong`): to make them takes as long as to look them up */
  constructor({ models, slots, rows, bytes }: JointTable, leader?: JointModel) {
    this.#features = leader ? leader.#features : new FeatureSet();
    this.#models = new Map(
      models.map(({ name, bias, scale }, index) => {
        return [name, { bias, scale, column: widthOf(models.slice(0, index)), counter: widthOf(models) + index }];
      }),
    );
    this.#slots = slots;
    this.#rows = new ByteRows(rows, columnsOf(models), bytes);
    this.#grams = new Int32Array(this.#rows.columns);
    this.#all = new Int32Array(this.#rows.columns);
    this.#scores = new Float64Array(this.#rows.columns);
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

  /** Probabilities by class, in class order, of the text taken up with these hints. @throws Error for a model that is not among them */
  ask<Name extends ModelName>(hints: readonly number[], names: readonly Name[]): Readonly<Record<Name, number[]>> {
    this.#withHints(hints);
    return this.#chances(names);
  }

  /** Of the text and the hints that were asked last, until the next text. */
  get features(): FeatureSet {
    return this.#features;
  }

  /** The same of the text and the hints that the leader was asked of last. */
  askAlong<Name extends ModelName>(names: readonly Name[]): Readonly<Record<Name, number[]>> {
    this.#all.fill(0);
    this.#add(0, this.#all);
    return this.#chances(names);
  }

  #chances<Name extends ModelName>(names: readonly Name[]): Readonly<Record<Name, number[]>> {
    const chances = {} as Record<Name, number[]>;
    for (const name of names) chances[name] = this.#probabilities(name);
    return chances;
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

  #probabilities(name: ModelName): number[] {
    const model = this.#models.get(name);
    if (!model) throw new Error(`no model ${name} in this table`);
    const { bias, scale, column, counter } = model;
    const unit = unitLength(this.#all[counter] as number) * scale;
    for (let c = 0; c < bias.length; c++) this.#scores[c] = (bias[c] as number) + (this.#all[column + c] as number) * unit;
    return softmax(this.#scores, bias.length);
  }
}

/** What a model's columns are asked by. */
interface Asked {
  readonly bias: readonly number[];
  readonly scale: number;
  /** Its first one. */
  readonly column: number;
  /** The one that counts the features it knows. */
  readonly counter: number;
}
