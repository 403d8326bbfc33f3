import { DAY } from '../../durations.ts';
import type { StorageContext } from '../context.ts';
import { COURSE_LASTS, REQUIRED_COURSES } from './course-ids.ts';
import type { Grid } from './grid.ts';

/** What is done in a grid for the people in it; a figure of the work, of no person. */
export interface GridFigures extends Grid {
  /** Who looks after it now. */
  readonly advisors: number;
  /** Those of them whose required courses are all valid. */
  readonly trained: number;
  /** Of the weeks that ended in the last 28 days. */
  readonly tasksDone: number;
  readonly tasksDue: number;
}

/** Milliseconds. */
const LOOKED_BACK = 28 * DAY;

export function coverage({ database, sources }: StorageContext) {
  const { query } = database;
  return {
    /** By open grid, by town and name. @param at as of then, milliseconds since 1970 UTC; left out: now */
    async coverageFigures(at: number = sources.now()): Promise<readonly GridFigures[]> {
      const [grids, assigned, trainings, done, due] = await Promise.all([
        query
          .selectFrom('grids')
          .select(['id', 'name', 'town', 'kind', 'people'])
          .where('created_at', '<=', at)
          .where((is) => is.or([is('closed_at', 'is', null), is('closed_at', '>', at)]))
          .orderBy('town')
          .orderBy('name')
          .execute(),
        query
          .selectFrom('grid_advisors')
          .innerJoin('officers', 'officers.id', 'grid_advisors.officer_id')
          .select(['grid_id', 'officer_id'])
          .where('since', '<=', at)
          .where((is) => is.or([is('until', 'is', null), is('until', '>', at)]))
          .where('disabled', '=', 0)
          .execute(),
        query
          .selectFrom('advisor_trainings')
          .select(['officer_id', 'course'])
          .where('course', 'in', [...REQUIRED_COURSES])
          .where('done_on', '>', at - COURSE_LASTS)
          .where('done_on', '<=', at)
          .execute(),
        tasksCounted(at, true),
        tasksCounted(at, false),
      ]);
      const courses = new Map<string, Set<string>>();
      for (const { officer_id, course } of trainings) courses.set(officer_id, (courses.get(officer_id) ?? new Set()).add(course));
      const advisors = new Map<string, string[]>();
      for (const { grid_id, officer_id } of assigned) advisors.set(grid_id, [...(advisors.get(grid_id) ?? []), officer_id]);
      return grids.map((grid) => {
        const own = advisors.get(grid.id) ?? [];
        return {
          ...grid,
          advisors: own.length,
          trained: own.filter((id) => courses.get(id)?.size === REQUIRED_COURSES.length).length,
          tasksDone: done.get(grid.id) ?? 0,
          tasksDue: due.get(grid.id) ?? 0,
        };
      });
    },
  };

  async function tasksCounted(at: number, done: boolean): Promise<ReadonlyMap<string, number>> {
    let counted = query
      .selectFrom('grid_tasks')
      .select(({ fn }) => ['grid_id', fn.countAll<number | string>().as('count')])
      .where('due_at', '<=', at)
      .where('due_at', '>', at - LOOKED_BACK);
    if (done) counted = counted.where('done_at', '<=', at);
    const rows = await counted.groupBy('grid_id').execute();
    return new Map(rows.map(({ grid_id, count }) => [grid_id, Number(count)]));
  }
}
