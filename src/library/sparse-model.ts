import type { LinearModel, SparseModel } from './library.ts';

/** An entry is a number of 16 bits: nine for the class, seven for the weight, from 0 on. */
const WEIGHT_BITS = 7;
const MOST_WEIGHT = 63;
export const MOST_CLASSES = 1 << (16 - WEIGHT_BITS);

/**
 * The model without its small weights, the others rounded to 127 steps.
 * @param least in the model's own units; what is smaller counts as nothing
 */
export function sparseModel({ classes, bias, features, weights, scale }: LinearModel, least: number): SparseModel {
  let most = 0;
  for (const weight of weights) most = Math.max(most, Math.abs(weight));
  const step = most / MOST_WEIGHT || 1;
  const from = [0];
  const entries: number[] = [];
  for (let row = 0; row < features.hashes.length; row++) {
    for (let c = 0; c < classes.length; c++) {
      const weight = weights[row * classes.length + c] as number;
      if (Math.abs(weight) >= least) entries.push(entryOf(c, Math.round(weight / step)));
    }
    from.push(entries.length);
  }
  return {
    classes,
    bias,
    features,
    from: Int32Array.from(from),
    entries: Uint16Array.from(entries),
    scale: scale * step,
  };
}

function entryOf(column: number, weight: number): number {
  return (column << WEIGHT_BITS) | (weight + MOST_WEIGHT);
}

export function classOf(entry: number): number {
  return entry >> WEIGHT_BITS;
}

export function weightOf(entry: number): number {
  return (entry & ((1 << WEIGHT_BITS) - 1)) - MOST_WEIGHT;
}
