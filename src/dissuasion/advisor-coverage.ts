import type { Assignment } from '../storage/places/advisors.ts';
import type { GridFigures } from '../storage/places/coverage-figures.ts';

/** "1+300": how well the people of a grid are looked after. Pure. The rules stand in docs/advisors.md and on the page itself. */

/** From this multiple of the aim on, an advisor has too many. */
export const TOO_MANY_FROM = 1.5;

export interface CoveredGrid extends GridFigures {
  /** How many advisors it should have. */
  readonly needed: number;
  /** People without an advisor. */
  readonly without: number;
}

export interface TownCoverage {
  readonly town: string;
  readonly grids: readonly CoveredGrid[];
  readonly people: number;
  readonly without: number;
  readonly advisors: number;
  readonly needed: number;
}

export interface AdvisorLoad {
  readonly id: string;
  readonly display: string;
  readonly gridIds: readonly string[];
  /** Of all his grids, shared with those who look after them too; a whole number. */
  readonly people: number;
  readonly tooMany: boolean;
}

/**
 * One advisor per `aim` people, to the nearest whole one and at least one: with the default aim of 300 a grid of 449 people
 * may have one advisor, one of 450 needs two.
 * @param aim people per advisor, at least 1
 */
export function advisorsNeeded(people: number, aim: number): number {
  return people <= 0 ? 0 : Math.max(1, Math.round(people / aim));
}

/** @returns as far as advisors are missing, the people beyond `aim` for each that there is; never below 0 */
export function peopleWithout(people: number, advisors: number, aim: number): number {
  return advisors >= advisorsNeeded(people, aim) ? 0 : Math.max(0, people - advisors * aim);
}

export function coverGrid(figures: GridFigures, aim: number): CoveredGrid {
  const { people, advisors } = figures;
  return { ...figures, needed: advisorsNeeded(people, aim), without: peopleWithout(people, advisors, aim) };
}

/** By town; the towns with most people without an advisor first. */
export function coverTowns(figures: readonly GridFigures[], aim: number): readonly TownCoverage[] {
  const byTown = new Map<string, CoveredGrid[]>();
  for (const one of figures) byTown.set(one.town, [...(byTown.get(one.town) ?? []), coverGrid(one, aim)]);
  const sum = (grids: readonly CoveredGrid[], of: (grid: CoveredGrid) => number): number => grids.reduce((all, one) => all + of(one), 0);
  return [...byTown]
    .map(([town, grids]) => ({
      town,
      grids,
      people: sum(grids, ({ people }) => people),
      without: sum(grids, ({ without }) => without),
      advisors: sum(grids, ({ advisors }) => advisors),
      needed: sum(grids, ({ needed }) => needed),
    }))
    .sort((one, other) => other.without - one.without || one.town.localeCompare(other.town, 'zh'));
}

/** Whoever shares a grid shares its people; who has most first. */
export function advisorLoads(
  advisors: readonly { readonly id: string; readonly display: string }[],
  assignments: readonly Assignment[],
  figures: readonly GridFigures[],
  aim: number,
): readonly AdvisorLoad[] {
  const grids = new Map(figures.map((grid) => [grid.id, grid]));
  return advisors
    .map(({ id, display }) => {
      const gridIds = assignments.filter(({ officerId }) => officerId === id).map(({ gridId }) => gridId);
      const people = gridIds.reduce((sum, gridId) => {
        const grid = grids.get(gridId);
        return sum + (grid ? grid.people / Math.max(1, grid.advisors) : 0);
      }, 0);
      return { id, display, gridIds, people: Math.round(people), tooMany: people >= aim * TOO_MANY_FROM };
    })
    .sort((one, other) => other.people - one.people);
}
