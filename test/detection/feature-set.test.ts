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

const upTo = (count: number, from = 0): number[] => Array.from({ length: count }, (_, n) => from + n);

test('forgets what is cut off, though room was made for it', () => {
  const set = new FeatureSet();
  for (const length of [300, 900, 5000]) {
    set.begin(0);
    for (const one of upTo(200)) set.add(one);
    for (const one of upTo(length, 150)) set.add(one);
    set.cutTo(200);
    expect([...set.list()]).toEqual(upTo(200));
    for (const one of upTo(100, 150)) set.add(one);
    expect([...set.list()]).toEqual(upTo(250));
  }
});

test('keeps all of it where there is less than what it is cut to', () => {
  const set = new FeatureSet();
  set.begin(3);
  for (const one of [5, 3, 4]) set.add(one);
  for (const size of [9, 3]) {
    set.cutTo(size);
    expect([set.size, set.at(0), set.at(1), set.at(2)]).toEqual([3, 5, 3, 4]);
  }
});

test('hands out a copy', () => {
  const set = new FeatureSet();
  set.begin(3);
  set.add(1);
  const copy = set.list();
  set.begin(3);
  set.add(2);
  expect([[...copy], [...set.list()]]).toEqual([[1], [2]]);
});
