import fc from 'fast-check';
import { expect, test } from 'vitest';
import { probabilities, softmax, unitLength } from '../../src/detection/linear-model.ts';
import { FeatureIndex } from '../../src/library/feature-index.ts';
import type { LinearModel } from '../../src/library/library.ts';

const MODEL: LinearModel = {
  classes: ['legit', 'scam'],
  bias: [0, 0],
  features: new FeatureIndex(Int32Array.of(11, 22)),
  weights: Float32Array.of(0, 2, 2, 0),
  scale: 1,
};

test('a feature pulls towards its class, an unknown one nowhere', () => {
  expect(probabilities(MODEL, [])).toEqual([0.5, 0.5]);
  expect(probabilities(MODEL, [99])).toEqual([0.5, 0.5]);
  expect(probabilities(MODEL, [11])[1]).toBeGreaterThan(0.8);
  expect(probabilities(MODEL, [22])[0]).toBeGreaterThan(0.8);
  expect(probabilities(MODEL, [11, 22])[0]).toBeCloseTo(0.5);
});

test('features share a length of one, in units of the model’s scale, on top of the bias', () => {
  const both = { ...MODEL, bias: [0.5, 1], weights: Float32Array.of(0, 2, 0, 2), scale: 0.5 };
  expect(probabilities(both, [11])).toEqual(softmax([0.5, 1 + 2 * 0.5]));
  expect(probabilities(both, [11, 22])).toEqual(softmax([0.5, 1 + 4 * (0.5 / Math.sqrt(2))]));
  expect(probabilities(both, [])).toEqual(softmax([0.5, 1]));
  expect([unitLength(4), unitLength(1), unitLength(0)]).toEqual([0.5, 1, 1]);
});

test('unknown words do not dilute what is known', () => {
  expect(probabilities(MODEL, [11, 97, 98, 99])).toEqual(probabilities(MODEL, [11]));
});

test('probabilities are between 0 and 1, sum to 1 and keep the order of the scores, however large', () => {
  fc.assert(
    fc.property(fc.array(fc.double({ min: -1e6, max: 1e6, noNaN: true }), { minLength: 1, maxLength: 20 }), (scores) => {
      const p = softmax(scores);
      expect(p.reduce((a, b) => a + b, 0)).toBeCloseTo(1);
      expect(p.every((value) => value >= 0 && value <= 1)).toBe(true);
      expect(p[scores.indexOf(Math.max(...scores))]).toBe(Math.max(...p));
    }),
  );
});
