import fc from 'fast-check';
import { expect, test } from 'vitest';
import { compileWeightRows } from '../../src/cli/compile-weight-rows.ts';
import { oneBehindTheOther } from '../../src/detection/feature-lists.ts';
import { descend } from '../../src/detection/gradient-descent.ts';
import { softmax, unitLength } from '../../src/detection/linear-model.ts';
import { LearningMemory } from '../../src/detection/weight-rows.ts';
import { WEIGHT_ROWS_CODE } from '../../src/detection/weight-rows-code.ts';
import { ROOT } from '../compiled-library.ts';

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
  const common = labels.reduce(
    (sums, label, text) => sums.with(label, (sums[label] as number) + (importance[text] as number)),
    new Float64Array(width).fill(1),
  );
  const chances = common.map((chance) => chance / common.reduce((sum, one) => sum + one, 0));
  for (const [index, known] of texts.entries())
    for (const f of known)
      for (let c = 0; c < width; c++) {
        const error = (chances[c] as number) - (c === labels[index] ? 1 : 0);
        const at = f * width + c;
        history[at] = (history[at] as number) + ((importance[index] as number) * error * unitLength(known.length)) ** 2;
      }
  const bias = chances.map(Math.log);
  const biasHistory = new Float64Array(width).fill(1);
  const mean = { weights: new Float32Array(features * width), bias: new Float64Array(width) };
  const order = labels.map((_, index) => index);
  const learntWhole = new Set<number>();
  let state = 20261120;
  let closest = 1;
  for (let epoch = 0; epoch < 3; epoch++) {
    for (let i = order.length - 1; i > 0; i--) {
      state = (state * 48271) % 2147483647;
      const j = Math.floor((state / 2147483647) * (i + 1));
      [order[i], order[j]] = [order[j] as number, order[i] as number];
    }
    for (const index of order) {
      if (learntWhole.has(index)) continue;
      let taught = false;
      const known = texts[index] as readonly number[];
      const unit = unitLength(known.length);
      const p = softmax([...bias].map((value, c) => value + known.reduce((sum, f) => sum + (weights[f * width + c] as number), 0) * unit));
      for (let c = 0; c < width; c++) {
        const error = (importance[index] as number) * ((p[c] as number) - (c === labels[index] ? 1 : 0));
        closest = Math.min(closest, Math.abs(Math.abs(error) - 0.01));
        if (Math.abs(error) < 0.01) continue;
        taught = true;
        biasHistory[c] = (biasHistory[c] as number) + error * error;
        bias[c] = (bias[c] as number) - (1.2 * error) / Math.sqrt(biasHistory[c] as number);
        for (const f of known) {
          const at = f * width + c;
          const gradient = error * unit + 1e-4 * (weights[at] as number);
          history[at] = (history[at] as number) + gradient * gradient;
          weights[at] = (weights[at] as number) - (1.2 * gradient) / Math.sqrt(history[at] as number);
        }
      }
      if (!taught) learntWhole.add(index);
    }
    if (epoch < 1) continue;
    for (const [at, weight] of weights.entries()) mean.weights[at] = (mean.weights[at] as number) + weight * (1 / 2);
    for (const [c, value] of bias.entries()) mean.bias[c] = (mean.bias[c] as number) + value * (1 / 2);
  }
  return { ...mean, closest };
}

const FEATURES = 6;

/** Rows of two classes are laid out by themselves, rows of more are filled up to whole vectors. */
test.each([1, 2, 3, 4, 5, 13])('finds the weights of %i classes that the plain learner finds', (classes) => {
  const text = fc.uniqueArray(fc.nat(FEATURES - 1), { maxLength: FEATURES });
  const row = fc.record({ text, label: fc.nat(classes - 1) });
  fc.assert(
    fc.property(fc.array(row, { minLength: 1, maxLength: 12 }), fc.double({ min: 0.2, max: 3, noNaN: true }), (rows, importance) => {
      const texts = rows.map((one) => one.text);
      const labels = rows.map((one) => one.label);
      const numbers = Int32Array.from(texts.flat());
      const from = Int32Array.from([0, ...texts.map((_, index) => texts.slice(0, index + 1).flat().length)]);
      const weights = rows.map((_, index) => (index % 2 === 0 ? 1 : importance));
      const found = descend(oneBehindTheOther(numbers, from), Uint16Array.from(labels), Float64Array.from(weights), classes, FEATURES);
      const plain = descendPlainly(texts, labels, weights, classes, FEATURES);
      // An error as large as the least that counts may count in numbers of four bytes and not in those of eight.
      fc.pre(plain.closest > 1e-5);
      expect(found.weights).toHaveLength(classes * FEATURES);
      for (const [at, weight] of plain.weights.entries()) expect(found.weights[at]).toBeCloseTo(weight, 4);
      for (const [at, value] of plain.bias.entries()) expect(found.bias[at]).toBeCloseTo(value, 4);
    }),
    { numRuns: 100 },
  );
});

test('one text of many features is added up whole', () => {
  const known = Int32Array.from({ length: 1001 }, (_, feature) => feature);
  const { weights } = descend(oneBehindTheOther(known, Int32Array.of(0, 1001)), Uint16Array.of(1), Float64Array.of(1), 3, 1001);
  const plain = descendPlainly([[...known]], [1], [1], 3, 1001);
  for (const at of [0, 4, 1500, 3002]) expect(weights[at]).toBeCloseTo(plain.weights[at] as number, 4);
});

test('memory in which another model was learnt before makes no difference', () => {
  const memory = new LearningMemory();
  const texts = oneBehindTheOther(Int32Array.of(0, 1, 2, 1, 2, 3), Int32Array.of(0, 3, 5, 6));
  const learn = (classes: number, kept?: LearningMemory) =>
    descend(texts, Uint16Array.of(0, 1, classes - 1), Float64Array.of(1, 2, 1), classes, 4, kept);
  for (const classes of [13, 2, 5, 40]) expect(learn(classes, memory)).toEqual(learn(classes));
});

test('the code that is kept is what the source compiles to', async () => {
  expect(Buffer.from(await compileWeightRows(ROOT)).toString('base64')).toBe(WEIGHT_ROWS_CODE);
});
