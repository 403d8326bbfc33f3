import type { KeptArea } from '../../../storage/work-index/index-days.ts';
import { FEWEST_SHOWN } from '../../../teaching/hidden-cells.ts';
import { FORMULA, FORMULAS, type InputName, type PartId, type ScoredPart } from '../../../work-index/formula.ts';
import { partsOf, readInputs } from '../../../work-index/index-day.ts';
import { shownOf } from '../../../work-index/small-cells.ts';

/** A part as everybody may see it; `hidden`: so few that one could know whom they are of. */
export interface ShownPart extends ScoredPart {
  readonly hidden: boolean;
}

/** Amounts are hidden with the number of cases: a single loss is somebody's. */
const MONEY: ReadonlySet<PartId> = new Set(['losses', 'stopped', 'returned']);
/** Counted of everybody, not of what happened to some. */
const OF_ALL: ReadonlySet<PartId> = new Set(['covered']);

/** The parts of a town or the city. @param towns all towns: where one alone would be hidden, its total gives it away */
export function shownParts(area: KeptArea, city: KeptArea, towns: readonly KeptArea[], version: number): readonly ShownPart[] {
  const formula = FORMULAS.get(version) ?? FORMULA;
  const parts = partsOf(area, city, version).parts.map((part): ShownPart => {
    const counted = formula.parts.find(({ id }) => id === part.id);
    if (!counted || OF_ALL.has(part.id) || part.points === null) return { ...part, hidden: false };
    const name = MONEY.has(part.id) ? 'cases' : counted.counted;
    return { ...part, hidden: !isShown(area, towns, name, MONEY.has(part.id) ? null : counted.of) };
  });
  // One part alone is what the index and the others leave for it: the weightiest other one goes with it.
  if (parts.filter(({ hidden }) => hidden).length !== 1) return parts;
  const open = parts.filter(({ hidden, points }) => !hidden && points !== null);
  const also = open.reduce<ShownPart | null>((most, part) => (most && most.weight >= part.weight ? most : part), null);
  return parts.map((part) => (part === also ? { ...part, hidden: true } : part));
}

function isShown(area: KeptArea, towns: readonly KeptArea[], name: InputName, of: InputName | null): boolean {
  if (of !== null && restOf(area, name, of) < FEWEST_SHOWN) return false;
  const at = towns.findIndex((town) => town.area === area.area);
  if (at < 0) return countOf(area, name) >= FEWEST_SHOWN;
  return shownOf(towns.map((town) => countOf(town, name)))[at] ?? false;
}

function countOf(area: KeptArea, name: InputName): number {
  return readInputs(area.inputs)[name] ?? 0;
}

/** Those of whom it is not true: as few of them would be known too. Nobody at all is no cell. */
function restOf(area: KeptArea, name: InputName, of: InputName): number {
  const rest = countOf(area, of) - countOf(area, name);
  return rest === 0 ? FEWEST_SHOWN : rest;
}
