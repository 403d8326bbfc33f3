import type { Grid } from '../storage/places/places.ts';
import type { Inputs } from './formula.ts';

/** What is counted of one grid; null: of no grid. Whoever lives in none counts for the city, or for the town if it is known. */
export type PlacedCounts<Name extends keyof Inputs> = {
  readonly gridId: string | null;
  readonly town?: string | null;
} & { readonly [N in Name]: number };

interface CommunityCases {
  /** Name of a grid or a town, as an officer typed it; null: not known. */
  readonly community: string | null;
  /** Scams with a loss. */
  readonly cases: number;
  /** Fen. */
  readonly lost: number;
}

/** Where the index gets its inputs from. `from` and `to` are milliseconds since 1970 UTC, `to` excluded; null: nobody knows. */
export interface IndexSources {
  /** Those that were open then. */
  grids(at: number): Promise<readonly Grid[]>;
  cases(from: number, to: number): Promise<readonly CommunityCases[] | null>;
  warnings(from: number, to: number): Promise<readonly PlacedCounts<'warned' | 'cheated' | 'toMeet' | 'met' | 'timed' | 'inTime'>[] | null>;
  /** Known of the whole city alone. */
  stops(from: number, to: number): Promise<{ readonly paidAway: number; readonly stopped: number; readonly returned: number } | null>;
  /** Made until then. */
  registrations(at: number): Promise<readonly PlacedCounts<'registered'>[] | null>;
  teaching(from: number, to: number): Promise<readonly PlacedCounts<'taught'>[] | null>;
  /** As it stood then. */
  coverage(at: number): Promise<readonly PlacedCounts<'covered'>[] | null>;
}
