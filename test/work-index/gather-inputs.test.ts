import { describe, expect, it } from 'vitest';
import { INPUTS } from '../../src/work-index/formula.ts';
import { gatherInputs } from '../../src/work-index/gather-inputs.ts';
import { keptAreas } from '../../src/work-index/index-day.ts';
import type { IndexSources } from '../../src/work-index/index-sources.ts';
import { madeUpCity } from './made-up-city.ts';

const { sources, grids } = madeUpCity(240);

describe('the inputs of an index', () => {
  it('of a town are those of its grids and its own, of the city those of all', async () => {
    const areas = await gatherInputs(sources, '湖州', 0, 1);
    expect(areas.map(({ level }) => level).filter((level) => level === 'grid')).toHaveLength(grids.length);
    const [city, ...rest] = areas;
    expect(city?.inputs).toMatchObject({ paidAway: 400_000_000, stopped: 60_000_000, returned: 9_000_000 });
    for (const { inputs } of rest) expect([inputs.paidAway, inputs.stopped, inputs.returned]).toEqual([null, null, null]);
    for (const name of INPUTS.filter((one) => !['paidAway', 'stopped', 'returned'].includes(one))) {
      const towns = rest.filter(({ level }) => level === 'town').reduce((sum, { inputs }) => sum + (inputs[name] ?? 0), 0);
      const inGrids = rest.filter(({ level }) => level === 'grid').reduce((sum, { inputs }) => sum + (inputs[name] ?? 0), 0);
      const [ofCity, ofTown] = { cases: [3, 6], lost: [900_000, 5_000_000] }[name as string] ?? [0, 0];
      expect([name, city?.inputs[name]]).toEqual([name, towns + (ofCity ?? 0)]);
      expect([name, towns]).toEqual([name, inGrids + (ofTown ?? 0)]);
    }
  });

  it('know a community however it was typed, and guess none', async () => {
    const places = [
      { id: 'a', name: '利强村', town: '织里镇', kind: 'village', people: 300 },
      { id: 'b', name: '中心小学', town: '织里镇', kind: 'school', people: 400 },
      { id: 'c', name: '中心小学', town: '八里店', kind: 'school', people: 500 },
      { id: 'd', name: '南 街·社区', town: '八里店', kind: 'estate', people: 600 },
    ] as const;
    const typed = [
      '利强村',
      '织里镇 利强村',
      '织里镇',
      '中心小学',
      '八里店中心小学',
      '不知道的地方',
      null,
      '南街社区',
      '八里店 南 街·社区',
    ];
    const none = async (): Promise<null> => null;
    const ofCases: IndexSources = {
      grids: async () => places,
      cases: async () => typed.map((community) => ({ community, cases: 1, lost: 100 })),
      warnings: none,
      stops: none,
      registrations: none,
      teaching: none,
      coverage: none,
    };
    const areas = await gatherInputs(ofCases, '湖州', 0, 1);
    const cases = Object.fromEntries(areas.map(({ id, inputs }) => [id, inputs.cases]));
    expect(cases).toEqual({ city: 9, 'town:八里店': 3, 'town:织里镇': 3, 'grid:a': 2, 'grid:b': 0, 'grid:c': 1, 'grid:d': 2 });
    for (const { inputs } of areas) expect([inputs.warned, inputs.registered]).toEqual([null, null]);
  });

  it('give every area an index, the same every time', async () => {
    const [once, again] = [
      keptAreas(await gatherInputs(sources, '湖州', 0, 1)),
      keptAreas(await gatherInputs(madeUpCity(240).sources, '湖州', 0, 1)),
    ];
    expect(once.every(({ score }) => score !== null)).toBe(true);
    expect(new Set(once.map(({ score }) => score)).size).toBeGreaterThan(20);
    expect(JSON.stringify(again)).toBe(JSON.stringify(once));
  });
});
