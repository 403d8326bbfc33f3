import { expect, it } from 'vitest';
import { keptByCost } from '../../src/storage/kept-by-cost.ts';

it('asks again at once what was quick, and later what was slow', async () => {
  let now = 0;
  let cost = 0;
  let counted = 0;
  const count = keptByCost(
    () => now,
    (what: string) => what,
    async () => {
      now += cost;
      return ++counted;
    },
  );
  expect([await count('a'), await count('a')]).toEqual([1, 2]);
  cost = 3;
  expect([await count('a'), await count('b')]).toEqual([3, 4]);
  now = 302;
  expect([await count('a'), await count('b')]).toEqual([3, 4]);
  now = 303;
  expect([await count('b'), await count('a')]).toEqual([4, 5]);
});

it('counts once for all who ask together, and again after a failure', async () => {
  let fails = true;
  let asked = 0;
  const count = keptByCost(
    () => 1,
    () => '',
    async () => {
      asked += 1;
      if (fails) throw new Error('away');
      return asked;
    },
  );
  expect((await Promise.allSettled([count(), count()])).map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  expect(asked).toBe(1);
  fails = false;
  expect(await count()).toBe(2);
});
