import type { LinearModel } from '../library/library.ts';

/** A text's features are scaled to a joint length of one, so that a long text is not surer than a short one. */
export function unitLength(features: number): number {
  return 1 / Math.sqrt(features || 1);
}

/** Raw score per class: bias + scaled weights of the features in `known` (rows of the weight matrix). */
function rowScores(bias: ArrayLike<number>, weights: LinearModel['weights'], known: ArrayLike<number>, unit: number): number[] {
  const width = bias.length;
  const sums = new Array<number>(width).fill(0);
  for (let i = 0; i < known.length; i++) {
    const at = (known[i] as number) * width;
    for (let c = 0; c < width; c++) sums[c] = (sums[c] as number) + (weights[at + c] as number);
  }
  return sums.map((sum, c) => (bias[c] as number) + sum * unit);
}

/** Probability by class, in class order. */
export function probabilities(model: LinearModel, features: ArrayLike<number>): number[] {
  const known: number[] = [];
  for (let i = 0; i < features.length; i++) {
    const row = model.features.rowOf(features[i] as number);
    if (row >= 0) known.push(row);
  }
  return softmax(rowScores(model.bias, model.weights, known, unitLength(known.length) * model.scale));
}

export function softmax(scores: readonly number[]): number[] {
  let top = Number.NEGATIVE_INFINITY;
  for (const score of scores) top = Math.max(top, score);
  const chances: number[] = [];
  let sum = 0;
  for (const score of scores) {
    const chance = Math.exp(score - top);
    sum += chance;
    chances.push(chance);
  }
  for (let c = 0; c < chances.length; c++) chances[c] = (chances[c] as number) / sum;
  return chances;
}
