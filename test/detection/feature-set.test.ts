import fc from 'fast-check';
import { expect, test } from 'vitest';
import { FeatureSet } from '../../src/detection/feature-set.ts';

const feature = fc.integer({ min: -(2 ** 31), max: 2 ** 31 - 1 });
/** Neighbours in the slots, so that they get in each other's way. */
const crowded = fc.integer({ min: 0, max: 40 }).map((n) => n * 4096);

test('holds what a set holds, in the same order, text after text', () => {
  const set = new FeatureSet();
  fc.assert(
    fc.property(fc.array(fc.oneof(feature, crowded), { maxLength: 3000, size: 'max' }), fc.nat(5000), (features, expected) => {
      set.begin(expected);
      for (const one of features) set.add(one);
      expect([...set.list()]).toEqual([...new Set(features)]);
    }),
  );
});

test('forgets what is cut off, and only that', () => {
  fc.assert(
    fc.property(fc.array(crowded), fc.array(crowded), fc.array(crowded), (kept, cut, added) => {
      const set = new FeatureSet();
      set.begin(0);
      for (const one of kept) set.add(one);
      const { size } = set;
      for (const one of cut) set.add(one);
      set.cutTo(size);
      for (const one of added) set.add(one);
      expect([...set.list()]).toEqual([...new Set([...kept, ...added])]);
    }),
  );
});
