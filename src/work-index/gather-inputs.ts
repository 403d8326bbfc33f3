import { placeFinder } from '../storage/places/place-finder.ts';
import type { Grid } from '../storage/places/places.ts';
import { INPUTS, type InputName, type Inputs } from './formula.ts';
import type { IndexSources, PlacedCounts } from './index-sources.ts';

type AreaLevel = 'city' | 'town' | 'grid';
/** A grid, a town or the city, with what was counted of it. */
export interface Area {
  /** `city`, `town:<name>`, `grid:<id>` */
  readonly id: string;
  readonly level: AreaLevel;
  readonly name: string;
  /** Of a grid. */
  readonly town: string | null;
  readonly inputs: Inputs;
}

export const CITY_ID = 'city';
export const townId = (town: string): string => `town:${town}`;
export const gridAreaId = (grid: string): string => `grid:${grid}`;

type Counts = Record<InputName, number | null>;
const nothingKnown = (): Counts => Object.fromEntries(INPUTS.map((name) => [name, null])) as Counts;

/**
 * Every area's inputs, the city first, then towns, then grids, each by name. A source that knows something knows it of every
 * area: where it counted nothing, nothing was there. What is known of
 * the city alone stays unknown of its towns and grids.
 */
export async function gatherInputs(sources: IndexSources, cityName: string, from: number, to: number): Promise<readonly Area[]> {
  const grids = [...(await sources.grids(to))].sort(byPlace);
  const tally = new Tally(grids);
  for (const { id, people } of grids) tally.add({ gridId: id, people }, ['people']);
  const [cases, warnings, stops, registrations, teaching, coverage] = await Promise.all([
    sources.cases(from, to),
    sources.warnings(from, to),
    sources.stops(from, to),
    sources.registrations(to),
    sources.teaching(from, to),
    sources.coverage(to),
  ]);
  const meaningOf = placeFinder(grids);
  const placeOf = (community: string | null): { gridId: string | null; town: string | null } => {
    const { place, town } = meaningOf(community);
    return { gridId: place?.id ?? null, town };
  };
  tally.addAll(cases?.map((one) => ({ ...one, ...placeOf(one.community) })) ?? null, ['cases', 'lost']);
  tally.addAll(warnings, ['warned', 'cheated', 'toMeet', 'met', 'timed', 'inTime']);
  if (stops) tally.addToCity(stops);
  tally.addAll(registrations, ['registered']);
  tally.addAll(teaching, ['taught']);
  tally.addAll(coverage, ['covered']);
  return tally.areas(cityName);
}

class Tally {
  private readonly city = nothingKnown();
  private readonly towns = new Map<string, Counts>();
  private readonly byGrid = new Map<string, { readonly grid: Grid; readonly counts: Counts }>();

  constructor(grids: readonly Grid[]) {
    for (const grid of grids) {
      this.byGrid.set(grid.id, { grid, counts: nothingKnown() });
      if (!this.towns.has(grid.town)) this.towns.set(grid.town, nothingKnown());
    }
  }

  addAll<Name extends InputName>(rows: readonly PlacedCounts<Name>[] | null, names: readonly Name[]): void {
    if (rows === null) return;
    for (const counts of [this.city, ...this.towns.values(), ...[...this.byGrid.values()].map((one) => one.counts)])
      for (const name of names) counts[name] ??= 0;
    for (const row of rows) this.add(row, names);
  }

  /** Towns and grids know nothing of it. */
  addToCity(counts: Partial<Inputs>): void {
    Object.assign(this.city, counts);
  }

  add<Name extends InputName>(row: PlacedCounts<Name>, names: readonly Name[]): void {
    const at = row.gridId === null ? undefined : this.byGrid.get(row.gridId);
    const town = this.towns.get(at?.grid.town ?? row.town ?? '');
    for (const counts of [this.city, town, at?.counts]) {
      if (!counts) continue;
      for (const name of names) counts[name] = (counts[name] ?? 0) + row[name];
    }
  }

  areas(cityName: string): readonly Area[] {
    const towns = [...this.towns].sort(([a], [b]) => compare(a, b));
    return [
      { id: CITY_ID, level: 'city', name: cityName, town: null, inputs: this.city },
      ...towns.map(([town, inputs]): Area => ({ id: townId(town), level: 'town', name: town, town: null, inputs })),
      ...[...this.byGrid.values()].map(
        ({ grid, counts }): Area => ({ id: gridAreaId(grid.id), level: 'grid', name: grid.name, town: grid.town, inputs: counts }),
      ),
    ];
  }
}

/** By code points, so that every machine has the same order. */
function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
function byPlace(a: Grid, b: Grid): number {
  return compare(a.town, b.town) || compare(a.name, b.name) || compare(a.id, b.id);
}
