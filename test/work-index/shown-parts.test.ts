import { expect, it } from 'vitest';
import { shownParts } from '../../src/pages/citizen/public-index/shown-parts.ts';
import type { KeptArea } from '../../src/storage/work-index/index-days.ts';
import { FORMULA, INPUTS, type Inputs, scoreOf } from '../../src/work-index/formula.ts';

const CITY: Inputs = {
  ...{ people: 90_000, cases: 60, lost: 9_000_000, warned: 300, cheated: 30, toMeet: 200, met: 150, timed: 150, inTime: 120 },
  ...{ paidAway: 8_000_000, stopped: 2_000_000, returned: 500_000, registered: 20_000, taught: 9000, covered: 70_000 },
};
const area = (name: string, inputs: Inputs): KeptArea => ({
  ...{ area: name, level: name === 'city' ? 'city' : 'town', name, town: null },
  ...{ inputs: JSON.stringify(INPUTS.map((input) => inputs[input])), score: scoreOf(inputs, CITY).score },
});

it('a part that is hidden cannot be computed from the index and the parts beside it', () => {
  const city = area('city', { ...CITY, cheated: 2 });
  const parts = shownParts(city, city, [], FORMULA.version);
  expect(parts.filter(({ hidden }) => hidden).map(({ id }) => id)).toEqual(['cases', 'cheated']);
  const all = area('city', CITY);
  expect(shownParts(all, all, [], FORMULA.version).some(({ hidden }) => hidden)).toBe(false);
});
