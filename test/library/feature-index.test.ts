import fc from 'fast-check';
import { expect, test } from 'vitest';
import { FeatureIndex } from '../../src/library/feature-index.ts';

test('knows the row of every feature and of no other', () => {
  fc.assert(
    fc.property(fc.uniqueArray(fc.integer({ min: -(2 ** 31), max: 2 ** 31 - 1 })), fc.integer({ min: -50, max: 50 }), (hashes, other) => {
      const index = new FeatureIndex(Int32Array.from(hashes));
      expect(hashes.map((hash) => index.rowOf(hash))).toEqual(hashes.map((_, row) => row));
      expect(index.rowOf(other)).toBe(hashes.indexOf(other));
    }),
  );
});

test('keeps apart features that share a slot', () => {
  const hashes = Int32Array.from({ length: 40 }, (_, row) => row * 65_536);
  const index = new FeatureIndex(hashes);
  expect([...hashes].map((hash) => index.rowOf(hash))).toEqual([...hashes.keys()]);
  expect(index.rowOf(41 * 65_536)).toBe(-1);
});

test('of nothing knows nothing', () => {
  expect(new FeatureIndex(new Int32Array()).rowOf(0)).toBe(-1);
});
