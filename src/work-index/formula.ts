/**
 * 反诈指数: one number from 0 to 100 for the anti-fraud work of a grid, a town or the city, never of a person. All that decides
 * it stands in this file; docs/work-index.md and the pages explain it from here. Pure: the same inputs give the same bytes.
 *
 * 1. A part is a share: what was counted, of how many. Inputs that nobody knows are `null`: the part is left out, and the others
 *    share its weight. They are never counted as nothing.
 * 2. Small numbers say little. Every share is drawn to the city's: (counted + steady × city's share) ÷ (of + steady). With nothing
 *    to count an area has the city's share; `steady` is the size from which its own counts more than the city's.
 * 3. Points run straight from 0 at `worst` to 100 at `best`, and do not leave that range.
 * 4. The index is the weighted mean of the points.
 *
 * Whoever changes a figure here adds a formula under the next number: a day keeps the one that it was made with.
 */

/** What is counted of an area. Money in fen; all but people, registered and covered of `WINDOW_DAYS` days. */
export const INPUTS = [
  'people',
  'cases',
  'lost',
  'warned',
  'cheated',
  'toMeet',
  'met',
  'timed',
  'inTime',
  'paidAway',
  'stopped',
  'returned',
  'registered',
  'taught',
  'covered',
] as const;
export type InputName = (typeof INPUTS)[number];
/** In fen; people read yuan. */
export const MONEY_INPUTS: ReadonlySet<InputName> = new Set(['lost', 'paidAway', 'stopped', 'returned']);
export type Inputs = Readonly<Record<InputName, number | null>>;

/** Days up to and with the one that the index is of. */
export const WINDOW_DAYS = 30;

export const PART_IDS = ['cases', 'losses', 'cheated', 'met', 'in-time', 'stopped', 'returned', 'registered', 'taught', 'covered'] as const;
export type PartId = (typeof PART_IDS)[number];
export interface Part {
  readonly id: PartId;
  /** Of all known parts' weights. */
  readonly weight: number;
  readonly counted: InputName;
  readonly of: InputName;
  /** The share that gets 0 points, and the one that gets 100. */
  readonly worst: number;
  readonly best: number;
  /** In units of `of`. */
  readonly steady: number;
}
export interface Formula {
  readonly version: number;
  readonly parts: readonly Part[];
}

const TEN_THOUSAND_YUAN = 1_000_000;
const FORMULA_1: Formula = {
  version: 1,
  parts: [
    // Five cases with a loss among 10,000 people in thirty days get nothing.
    { id: 'cases', weight: 15, counted: 'cases', of: 'people', worst: 5 / 10_000, best: 0, steady: 5000 },
    // Ten yuan (1,000 fen) lost per inhabitant get nothing.
    { id: 'losses', weight: 10, counted: 'lost', of: 'people', worst: 1000, best: 0, steady: 5000 },
    { id: 'cheated', weight: 20, counted: 'cheated', of: 'warned', worst: 0.1, best: 0, steady: 20 },
    { id: 'met', weight: 10, counted: 'met', of: 'toMeet', worst: 0.5, best: 0.95, steady: 20 },
    { id: 'in-time', weight: 15, counted: 'inTime', of: 'timed', worst: 0.5, best: 0.95, steady: 20 },
    { id: 'stopped', weight: 8, counted: 'stopped', of: 'paidAway', worst: 0, best: 0.4, steady: 20 * TEN_THOUSAND_YUAN },
    { id: 'returned', weight: 4, counted: 'returned', of: 'stopped', worst: 0, best: 0.5, steady: 10 * TEN_THOUSAND_YUAN },
    { id: 'registered', weight: 6, counted: 'registered', of: 'people', worst: 0, best: 0.6, steady: 100 },
    { id: 'taught', weight: 6, counted: 'taught', of: 'people', worst: 0, best: 0.3, steady: 100 },
    // No sample: who has an advisor is known of everybody.
    { id: 'covered', weight: 6, counted: 'covered', of: 'people', worst: 0.5, best: 1, steady: 0 },
  ],
};

/** Old ones stay: their days are counted again by them. */
export const FORMULAS: ReadonlyMap<number, Formula> = new Map([[FORMULA_1.version, FORMULA_1]]);
export const FORMULA = FORMULA_1;

export interface ScoredPart {
  readonly id: PartId;
  /** The area's own; null: there was nothing to count. */
  readonly own: number | null;
  /** Drawn to the city's; null: unknown, and left out. */
  readonly steadied: number | null;
  /** 0 to 100, tenths; null: left out. */
  readonly points: number | null;
  /** Of 100, with the weight of what was left out shared; tenths; 0: left out. */
  readonly weight: number;
}
export interface Scored {
  /** 0 to 100, tenths; null: nothing is known. */
  readonly score: number | null;
  readonly parts: readonly ScoredPart[];
}

/** @param city the inputs of the whole city, to which small numbers are drawn */
export function scoreOf(inputs: Inputs, city: Inputs, formula: Formula = FORMULA): Scored {
  const known = formula.parts.map((part) => ({ part, own: shareOf(part, inputs), steadied: steadiedShare(part, inputs, city) }));
  const total = known.reduce((sum, { part, steadied }) => sum + (steadied === null ? 0 : part.weight), 0);
  let weighted = 0;
  const parts = known.map(({ part, own, steadied }): ScoredPart => {
    if (steadied === null) return { id: part.id, own, steadied, points: null, weight: 0 };
    const points = pointsOf(part, steadied);
    weighted += points * part.weight;
    return { id: part.id, own, steadied, points: tenths(points), weight: tenths((part.weight * 100) / total) };
  });
  return { score: total === 0 ? null : tenths(weighted / total), parts };
}

function shareOf({ counted, of }: Part, inputs: Inputs): number | null {
  const [over, under] = [inputs[counted], inputs[of]];
  return over === null || under === null || under <= 0 ? null : over / under;
}

function steadiedShare(part: Part, inputs: Inputs, city: Inputs): number | null {
  const [over, under] = [inputs[part.counted], inputs[part.of]];
  const cityShare = shareOf(part, city);
  if (over === null || under === null || cityShare === null) return null;
  return under + part.steady <= 0 ? cityShare : (over + part.steady * cityShare) / (under + part.steady);
}

function pointsOf({ worst, best }: Part, share: number): number {
  return Math.min(1, Math.max(0, (share - worst) / (best - worst))) * 100;
}

function tenths(value: number): number {
  return Math.round(value * 10) / 10;
}
