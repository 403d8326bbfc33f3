import type { Grid } from '../../src/storage/places/places.ts';
import type { IndexSources } from '../../src/work-index/index-sources.ts';

/** Always the same numbers for the same seed. */
function numbersFrom(seed: number): (below: number) => number {
  let state = seed >>> 0;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

/** A city of nobody, of so many grids with some hundred people each. */
export function madeUpCity(grids: number, seed = 1): { readonly grids: readonly Grid[]; readonly sources: IndexSources } {
  const next = numbersFrom(seed);
  const towns = Math.max(1, Math.round(grids / 80));
  const all = Array.from(
    { length: grids },
    (_, at): Grid => ({ id: `g${at}`, name: `网格${at}`, town: `镇${at % towns}`, kind: 'village', people: 200 + next(600) }),
  );
  const rows = all.map(({ id, people }) => {
    const warned = next(12);
    const [met, inTime] = [next(warned + 1), next(warned + 1)];
    return {
      gridId: id,
      warned,
      cheated: next(Math.floor(warned / 4) + 1),
      toMeet: warned,
      met,
      timed: warned,
      inTime,
      registered: next(people),
      taught: next(people),
      covered: Math.min(people, 300 * next(3)),
    };
  });
  const cases = [
    { community: null, cases: 3, lost: 900_000 },
    { community: '镇0', cases: 6, lost: 5_000_000 },
    ...all.filter(() => next(10) === 0).map(({ name }) => ({ community: name, cases: 1 + next(3), lost: 1_000_000 + next(9_000_000) })),
  ];
  return {
    grids: all,
    sources: {
      grids: async () => all,
      cases: async () => cases,
      warnings: async () => rows,
      stops: async () => ({ paidAway: 400_000_000, stopped: 60_000_000, returned: 9_000_000 }),
      registrations: async () => rows,
      teaching: async () => rows,
      coverage: async () => rows,
    },
  };
}
