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

/** Of the first `count` scores. */
export function softmax(scores: ArrayLike<number>, count = scores.length): number[] {
  let top = Number.NEGATIVE_INFINITY;
  for (let c = 0; c < count; c++) top = Math.max(top, scores[c] as number);
  const chances = new Array<number>(count);
  let sum = 0;
  for (let c = 0; c < count; c++) {
    const chance = Math.exp((scores[c] as number) - top);
    sum += chance;
    chances[c] = chance;
  }
  for (let c = 0; c < count; c++) chances[c] = (chances[c] as number) / sum;
  return chances;
}
