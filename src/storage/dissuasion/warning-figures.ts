import { sql } from 'kysely';
import type { StorageContext } from '../context.ts';

/** Counts of one grid; the empty grid id is of warnings that name none. */
export interface WarningFigures {
  readonly gridId: string;
  readonly warned: number;
  /** Met in person, ever. */
  readonly met: number;
  /** Of these, before the time that his tier gives. */
  readonly metInTime: number;
  /** Has paid after we were warned. */
  readonly cheated: number;
}

export function warningFigures({ database: { query } }: StorageContext) {
  return {
    /**
     * Of warnings that came from `from` until before `to`, milliseconds since 1970 UTC; by grid.
     * @param asOf what happened later does not count; left out: all that is known
     */
    async warningFigures(from: number, to: number, asOf?: number): Promise<readonly WarningFigures[]> {
      const met = asOf === undefined ? sql`met_at IS NOT NULL` : sql`met_at < ${asOf}`;
      const cheated =
        asOf === undefined
          ? sql`cheated = 1`
          : sql`cheated = 1 AND EXISTS (SELECT 1 FROM warning_steps AS paid WHERE paid.warning_id = warnings.id AND paid.result = 'paid'
              AND paid.at < ${asOf})`;
      const counted = (what: typeof met) => sql<number>`sum(CASE WHEN ${what} THEN 1 ELSE 0 END)`;
      const rows = await query
        .selectFrom('warnings')
        .select(({ fn }) => [
          'grid_id',
          fn.countAll<number>().as('warned'),
          counted(met).as('met'),
          counted(sql`met_at <= meet_by AND ${met}`).as('in_time'),
          counted(cheated).as('cheated'),
        ])
        .where('created_at', '>=', from)
        .where('created_at', '<', to)
        .where('void_reason', 'is', null)
        .groupBy('grid_id')
        .orderBy('grid_id')
        .execute();
      return rows.map((row) => ({
        gridId: row.grid_id ?? '',
        warned: Number(row.warned),
        met: Number(row.met),
        metInTime: Number(row.in_time),
        cheated: Number(row.cheated),
      }));
    },
  };
}
