import { withByteWeights } from '../library/byte-weights.ts';
import type { LinearModel, LinearModels, ModelName } from '../library/library.ts';
import { ByteRows } from './byte-rows.ts';

/** Of each slot: the feature, and one more than its row; 0 marks a free slot. Side by side, to be fetched together. */
const SLOT = 2;
const FREE = 0;
/** With a larger share of the slots taken the look-ups slow down. */
const FULL = 0.7;

/**
 * The models as one table: a feature is looked up once, and its weights in all models lie in one row. They learn
 * from the same texts, so that hardly a row is wasted; what costs is to fetch rows from memory. Plain data, which can be kept.
 */
export interface JointTable {
  readonly models: readonly (Pick<LinearModel, 'bias' | 'scale'> & { readonly name: ModelName })[];
  /** A hash table of features, of a power of two places. */
  readonly slots: Int32Array;
  /** How many rows there are: in each the weights of all models, and for each model 1 where it knows the feature. */
  readonly rows: number;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

/** @param names of the models that are asked together */
export function joinModels(trained: LinearModels, names: readonly ModelName[]): JointTable {
  const models = names.map((name) => ({ name, ...withByteWeights(trained[name]) }));
  const { slots, rows, rowsOf } = enterFeatures(models.map(({ features }) => features.hashes));
  const matrix = new ByteRows(rows, columnsOf(models));
  for (const [index, model] of models.entries())
    enterWeights(matrix, model, rowsOf[index] as Int32Array, widthOf(models.slice(0, index)), widthOf(models) + index);
  return { models: models.map(({ name, bias, scale }) => ({ name, bias, scale })), slots, rows, bytes: matrix.bytes };
}

/** A column for each class of each model, and behind them one for each model that counts the features it knows. */
export function columnsOf(models: readonly Pick<LinearModel, 'bias'>[]): number {
  return widthOf(models) + models.length;
}

export function widthOf(models: readonly Pick<LinearModel, 'bias'>[]): number {
  return models.reduce((sum, { bias }) => sum + bias.length, 0);
}

/** The row of a feature; -1 where no model knows it. */
export function rowOf(slots: Int32Array, feature: number): number {
  return (slots[slotOf(slots, feature) + 1] as number) - 1;
}

/** Where the feature stands, or the free slot where it would go. */
function slotOf(slots: Int32Array, feature: number): number {
  const mask = slots.length - 1;
  let slot = (feature & (mask >>> 1)) * SLOT;
  while (slots[slot + 1] !== FREE && slots[slot] !== feature) slot = (slot + SLOT) & mask;
  return slot;
}

/** @returns of each model which of its features has which row */
function enterFeatures(models: readonly Int32Array[]): { slots: Int32Array; rows: number; rowsOf: Int32Array[] } {
  const largest = Math.max(...models.map(({ length }) => length));
  let slots = new Int32Array(SLOT * 2 ** Math.ceil(Math.log2(Math.max(16, largest / FULL))));
  let rows = 0;
  const rowsOf = models.map((features) => {
    const own = new Int32Array(features.length);
    for (let i = 0; i < features.length; i++) {
      const feature = features[i] as number;
      const slot = slotOf(slots, feature);
      if (slots[slot + 1] === FREE) {
        slots[slot] = feature;
        slots[slot + 1] = ++rows;
        own[i] = rows - 1;
        if (rows * SLOT > FULL * slots.length) slots = twiceAsMany(slots);
      } else own[i] = (slots[slot + 1] as number) - 1;
    }
    return own;
  });
  return { slots, rows, rowsOf };
}

function twiceAsMany(old: Int32Array): Int32Array<ArrayBuffer> {
  const slots = new Int32Array(2 * old.length);
  for (let at = 0; at < old.length; at += SLOT) {
    if (old[at + 1] === FREE) continue;
    const slot = slotOf(slots, old[at] as number);
    slots[slot] = old[at] as number;
    slots[slot + 1] = old[at + 1] as number;
  }
  return slots;
}

function enterWeights(matrix: ByteRows, { classes, weights }: LinearModel, rows: Int32Array, column: number, counter: number): void {
  for (let own = 0; own < rows.length; own++) {
    const row = rows[own] as number;
    matrix.set(row, counter, 1);
    for (let c = 0; c < classes.length; c++) matrix.set(row, column + c, weights[own * classes.length + c] as number);
  }
}
