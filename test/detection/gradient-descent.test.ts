import fc from 'fast-check';
import { expect, test } from 'vitest';
import { oneBehindTheOther } from '../../src/detection/feature-lists.ts';
import { descend } from '../../src/detection/gradient-descent.ts';
import { softmax, unitLength } from '../../src/detection/linear-model.ts';

/** The same learner as one would write it down first: a text at a time, a class at a time. */
function descendPlainly(
  texts: readonly (readonly number[])[],
  labels: readonly number[],
  importance: readonly number[],
  width: number,
  features: number,
) {
  const weights = new Float32Array(features * width);
  const history = new Float32Array(features * width).fill(1e-4);
  const bias = new Float64Array(width);
  const biasHistory = new Float64Array(width).fill(1);
  const mean = { weights: new Float32Array(features * width), bias: new Float64Array(width) };
  const order = labels.map((_, index) => index);
  const restedUntil = new Map<number, number>();
  let state = 20261120;
  for (let epoch = 0; epoch < 8; epoch++) {
    for (let i = order.length - 1; i > 0; i--) {
      state = (state * 48271) % 2147483647;
      const j = Math.floor((state / 2147483647) * (i + 1));
      [order[i], order[j]] = [order[j] as number, order[i] as number];
    }
    for (const index of order) {
      if ((restedUntil.get(index) ?? 0) > epoch) continue;
      let taught = false;
      const known = texts[index] as readonly number[];
      const unit = unitLength(known.length);
      const p = softmax([...bias].map((value, c) => value + known.reduce((sum, f) => sum + (weights[f * width + c] as number), 0) * unit));
      for (let c = 0; c < width; c++) {
        const error = (importance[index] as number) * ((p[c] as number) - (c === labels[index] ? 1 : 0));
        if (Math.abs(error) < 0.01) continue;
        taught = true;
        biasHistory[c] = (biasHistory[c] as number) + error * error;
        bias[c] = (bias[c] as number) - (0.25 * error) / Math.sqrt(biasHistory[c] as number);
        for (const f of known) {
          const at = f * width + c;
          const gradient = error * unit + 1e-4 * (weights[at] as number);
          history[at] = (history[at] as number) + gradient * gradient;
          weights[at] = (weights[at] as number) - (0.25 * gradient) / Math.sqrt(history[at] as number);
        }
      }
      if (!taught) restedUntil.set(index, epoch + 3);
    }
    if (epoch < 3) continue;
    for (const [at, weight] of weights.entries()) mean.weights[at] = (mean.weights[at] as number) + weight * (1 / 5);
    for (const [c, value] of bias.entries()) mean.bias[c] = (mean.bias[c] as number) + value * (1 / 5);
  }
  return mean;
}

const FEATURES = 6;
const CLASSES = 3;

test('finds the weights that the plain learner finds, bit by bit', () => {
  const text = fc.uniqueArray(fc.nat(FEATURES - 1), { maxLength: FEATURES });
  const row = fc.record({ text, label: fc.nat(2) });
  fc.assert(
    fc.property(fc.array(row, { minLength: 1, maxLength: 12 }), fc.double({ min: 0.2, max: 3, noNaN: true }), (rows, importance) => {
      const texts = rows.map((one) => one.text);
      const labels = rows.map((one) => one.label);
      const numbers = Int32Array.from(texts.flat());
      const from = Int32Array.from([0, ...texts.map((_, index) => texts.slice(0, index + 1).flat().length)]);
      const weights = rows.map((_, index) => (index % 2 === 0 ? 1 : importance));
      expect(descend(oneBehindTheOther(numbers, from), Uint16Array.from(labels), Float64Array.from(weights), CLASSES, FEATURES)).toEqual(
        descendPlainly(texts, labels, weights, CLASSES, FEATURES),
      );
    }),
    { numRuns: 200 },
  );
});
