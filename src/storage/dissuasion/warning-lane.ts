import type { StorageContext } from '../context.ts';
import { LISTED_COLUMNS, type ListedWarning, listedWarnings, type Viewer } from './listed-warnings.ts';
import type { Tier } from './tier-plan.ts';

export interface LaneFilter {
  /** `open`, or closed ones whose call-backs are still owed. */
  readonly lane?: 'open' | 'call-backs';
  readonly tier?: Tier | null;
  readonly town?: string | null;
  readonly gridId?: string | null;
  readonly mine?: boolean;
  readonly overdue?: boolean;
}
export interface Lane {
  readonly warnings: readonly ListedWarning[];
  /** Without the limit. */
  readonly total: number;
}

export const LANE_ROWS = 100;

/** The lane beside the citizens' queue. */
export function warningLane(context: StorageContext) {
  const { sources } = context;
  const { listed, withRest } = listedWarnings(context);

  const filtered = (viewer: Viewer, filter: LaneFilter) => {
    const { lane = 'open', tier, town, gridId, mine, overdue } = filter;
    let rows = listed(viewer).where('status', '=', lane === 'open' ? 'open' : 'closed');
    if (lane === 'call-backs') rows = rows.where('due_at', 'is not', null);
    if (tier) rows = rows.where('tier', '=', tier);
    if (town) rows = rows.where('warnings.town', '=', town);
    if (gridId) rows = rows.where('grid_id', '=', gridId);
    if (mine) rows = rows.where('owner_id', '=', viewer.id);
    if (overdue) rows = rows.where('due_at', '<', sources.now());
    return rows;
  };
  return {
    /** Most urgent tier first, then what is due first; a hundred at most. */
    async listWarnings(viewer: Viewer, filter: LaneFilter = {}): Promise<Lane> {
      const [rows, count] = await Promise.all([
        filtered(viewer, filter)
          .select(LISTED_COLUMNS)
          .orderBy('rank', 'desc')
          // Nothing is due any more: at the end.
          .orderBy((is) => is.fn.coalesce('due_at', is.val(8_640_000_000_000_000)))
          .orderBy('warnings.id')
          .limit(LANE_ROWS)
          .execute(),
        filtered(viewer, filter)
          .select(({ fn }) => fn.countAll<number>().as('count'))
          .executeTakeFirstOrThrow(),
      ]);
      return { warnings: await withRest(rows), total: Number(count.count) };
    },

    /** How many open ones there are of each tier, as far as he may see them. */
    async countWarnings(viewer: Viewer): Promise<Readonly<Partial<Record<Tier, number>>>> {
      const rows = await listed(viewer)
        .select(['tier', ({ fn }) => fn.countAll<number>().as('count')])
        .where('status', '=', 'open')
        .groupBy('tier')
        .execute();
      return Object.fromEntries(rows.map(({ tier, count }) => [tier, Number(count)]));
    },

    /** Towns that open warnings are of. */
    async warnedTowns(viewer: Viewer): Promise<readonly string[]> {
      const rows = await listed(viewer).select('warnings.town').distinct().where('status', '=', 'open').orderBy('warnings.town').execute();
      return rows.flatMap(({ town }) => town ?? []);
    },
  };
}
