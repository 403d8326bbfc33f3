import { placeFinder } from '../storage/places/place-finder.ts';
import { FEWEST_SHOWN, hiddenCells, type SummedCell } from './hidden-cells.ts';

/** A number of the board; null: hidden. */
export interface BoardCell {
  readonly cases: number | null;
  /** In 1,000 yuan, rounded. */
  readonly loss: number | null;
}
interface BoardCommunity extends BoardCell {
  readonly name: string;
}
interface BoardTown extends BoardCommunity {
  readonly communities: readonly BoardCommunity[];
}
/** The board of one month, as it is published. */
export interface TownBoard extends BoardCell {
  /** `YYYY-MM` */
  readonly month: string;
  readonly towns: readonly BoardTown[];
}
/** A grid as the board needs it. */
export interface BoardPlace {
  readonly name: string;
  readonly town: string;
}
interface CountedCase {
  readonly community: string | null;
  /** Fen. */
  readonly lost: number;
}

/** Nobody may tell a hidden loss closer than to a fifth of what is hidden beside it, nor one person's in a sum that is shown. */
const OPEN_SHARE = 0.2;
const THOUSAND_YUAN = 100_000;
/** Cases whose place is not known, and cases of a town of which no community is. */
export const ELSEWHERE = '';

interface Place {
  readonly name: string;
  readonly cases: CountedCase[];
  readonly parts: Place[];
}

/** Counts and losses of a month by town and community, without what gives a single case away. Pure. */
export function townBoard(month: string, cases: readonly CountedCase[], places: readonly BoardPlace[]): TownBoard {
  const city: Place = { name: ELSEWHERE, cases: [...cases], parts: [] };
  const partOf = (whole: Place, name: string): Place => {
    const known = whole.parts.find((part) => part.name === name);
    if (known) return known;
    const part: Place = { name, cases: [], parts: [] };
    whole.parts.push(part);
    return part;
  };
  for (const { town, name } of places) partOf(partOf(city, town), name);
  const meaningOf = placeFinder(places);
  for (const one of cases) {
    const { place, town } = meaningOf(one.community);
    const whole = partOf(city, place?.town ?? town ?? one.community ?? ELSEWHERE);
    whole.cases.push(one);
    if (whole.parts.length > 0) partOf(whole, place?.name ?? ELSEWHERE).cases.push(one);
  }
  return published(month, city);
}

function published(month: string, city: Place): TownBoard {
  const counts = cellOf(city, ({ cases }) => ({ value: cases.length, small: cases.length < FEWEST_SHOWN }));
  const hiddenCounts = namesOf(hiddenCells(counts));
  const losses = cellOf(city, ({ cases }, path) => {
    const withLoss = cases.filter(({ lost }) => lost > 0);
    const value = withLoss.reduce((sum, { lost }) => sum + Math.max(1, Math.round(lost / THOUSAND_YUAN)), 0);
    const most = Math.max(0, ...withLoss.map(({ lost }) => lost));
    const all = withLoss.reduce((sum, { lost }) => sum + lost, 0);
    // Nearly all of it is one person's: the sum tells what he lost.
    const ofOne = most > (1 - OPEN_SHARE) * all;
    return { value, small: withLoss.length < FEWEST_SHOWN || ofOne || hiddenCounts.has(path) };
  });
  const hiddenLosses = namesOf(hiddenCells(losses, OPEN_SHARE));
  const shown = (path: string, { cases }: Place): BoardCell => ({
    cases: hiddenCounts.has(path) ? null : cases.length,
    loss: hiddenCounts.has(path) || hiddenLosses.has(path) ? null : (valueAt(losses, path) ?? 0),
  });
  const byName = (one: Place, other: Place): number => one.name.localeCompare(other.name, 'zh-CN');
  return {
    month,
    ...shown('', city),
    towns: [...city.parts].sort(byName).map((town) => ({
      name: town.name,
      ...shown(`/${town.name}`, town),
      communities: [...town.parts].sort(byName).map((part) => ({ name: part.name, ...shown(`/${town.name}/${part.name}`, part) })),
    })),
  };
}

/** Sums are made of their parts, so that rounding never gives anything away. */
function cellOf(place: Place, measure: (place: Place, path: string) => { value: number; small: boolean }, path = ''): SummedCell {
  const parts = place.parts.map((part) => cellOf(part, measure, `${path}/${part.name}`));
  const { value, small } = measure(place, path);
  return { name: path, value: parts.length > 0 ? parts.reduce((sum, part) => sum + part.value, 0) : value, small, parts };
}

function namesOf(hidden: ReadonlySet<SummedCell>): ReadonlySet<string> {
  return new Set([...hidden].map(({ name }) => name));
}

function valueAt(cell: SummedCell, path: string): number | null {
  if (cell.name === path) return cell.value;
  return cell.parts.reduce<number | null>((found, part) => found ?? valueAt(part, path), null);
}

/** How much more than the month before; null where either is hidden, or there is none before. */
export function changeOf(now: BoardCell, before: BoardCell | null): { readonly cases: number | null; readonly loss: number | null } {
  const less = (one: number | null, other: number | null): number | null => (one === null || other === null ? null : one - other);
  return { cases: less(now.cases, before?.cases ?? null), loss: less(now.loss, before?.loss ?? null) };
}
