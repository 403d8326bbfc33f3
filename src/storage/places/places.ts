import type { StorageContext } from '../context.ts';
import { advisors } from './advisors.ts';
import { coverage } from './coverage-figures.ts';
import { doorstep } from './doorstep-record.ts';
import type { Grid } from './grid.ts';
import { gridChanges } from './grid-changes.ts';
import { gridTasks } from './grid-tasks.ts';
import { openVisits } from './open-visits.ts';
import { visitTimes } from './visit-times.ts';

export type { Grid };

/** Grids, advisors, training and weekly tasks: who looks after which people. */
export function places(context: StorageContext) {
  const { query } = context.database;
  const open = () => query.selectFrom('grids').select(['id', 'name', 'town', 'kind', 'people']).where('closed_at', 'is', null);
  return {
    ...gridChanges(context),
    ...advisors(context),
    ...gridTasks(context),
    ...coverage(context),
    ...doorstep(context),
    ...openVisits(context),
    ...visitTimes(context),

    /** All that are not closed, by town and name. */
    listGrids: (): Promise<readonly Grid[]> => open().orderBy('town').orderBy('name').execute(),

    /** All that were open then, by town and name; how many people live there, as it is known now. @param at milliseconds since 1970 UTC */
    gridsAt: (at: number): Promise<readonly Grid[]> =>
      query
        .selectFrom('grids')
        .select(['id', 'name', 'town', 'kind', 'people'])
        .where('created_at', '<', at)
        .where((is) => is.or([is('closed_at', 'is', null), is('closed_at', '>=', at)]))
        .orderBy('town')
        .orderBy('name')
        .execute(),

    async readGrid(id: string): Promise<Grid | null> {
      return (await open().where('id', '=', id).executeTakeFirst()) ?? null;
    },

    /** Ids of those that he looks after now. */
    async gridsOf(officerId: string): Promise<readonly string[]> {
      const rows = await query
        .selectFrom('grid_advisors')
        .select('grid_id')
        .where('officer_id', '=', officerId)
        .where('until', 'is', null)
        .execute();
      return rows.map(({ grid_id }) => grid_id);
    },
  };
}
