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
    /** Of warnings that came from `from` until before `to`, milliseconds since 1970 UTC; by grid. */
    async warningFigures(from: number, to: number): Promise<readonly WarningFigures[]> {
      const rows = await query
        .selectFrom('warnings')
        .select(({ fn }) => [
          'grid_id',
          fn.countAll<number>().as('warned'),
          fn.count<number>('met_at').as('met'),
          sql<number>`sum(case when met_at <= meet_by then 1 else 0 end)`.as('in_time'),
          fn.sum<number>('cheated').as('cheated'),
        ])
        .where('created_at', '>=', from)
        .where('created_at', '<', to)
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
