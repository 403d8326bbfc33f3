import { describe, expect, it } from 'vitest';
import { FeatureIndex } from '../../src/library/feature-index.ts';
import { classOf, MOST_CLASSES, sparseModel, weightOf } from '../../src/library/sparse-model.ts';

const model = (weights: number[], classes: string[], hashes: number[]) => ({
  ...{ classes, bias: classes.map(() => 0), scale: 2 },
  features: new FeatureIndex(Int32Array.from(hashes)),
  weights: Float32Array.from(weights),
});
const entriesOf = (sparse: ReturnType<typeof sparseModel>, row: number) =>
  [...sparse.entries.slice(sparse.from[row], sparse.from[row + 1])].map((entry) => [classOf(entry), weightOf(entry) * sparse.scale]);

describe('a sparse model', () => {
  it('keeps the large weights of each feature, in steps of a 63rd of the largest', () => {
    const sparse = sparseModel(model([6.3, 0.5, -2, 0, 0.69, -0.75], ['a', 'b', 'c'], [7, -9]), 0.7);
    expect(sparse.features.hashes).toEqual(Int32Array.of(7, -9));
    expect(entriesOf(sparse, 0)).toEqual([
      [0, expect.closeTo(12.6, 5)],
      [2, expect.closeTo(-4, 5)],
    ]);
    expect(entriesOf(sparse, 1)).toEqual([[2, expect.closeTo(-1.4, 5)]]);
  });

  it('tells so many classes apart', () => {
    const classes = Array.from({ length: MOST_CLASSES }, (_, n) => `c${n}`);
    const sparse = sparseModel(
      model(
        classes.map((_, n) => (n % 2 === 0 ? 1 : -1)),
        classes,
        [1],
      ),
      0,
    );
    expect(entriesOf(sparse, 0)).toEqual(classes.map((_, n) => [n, n % 2 === 0 ? 2 : -2]));
  });

  it('of nothing is nothing', () => {
    const sparse = sparseModel(model([], ['a'], []), 0.7);
    expect([sparse.entries.length, [...sparse.from]]).toEqual([0, [0]]);
  });
});
