import type { StorageContext } from '../context.ts';
import { GRID_KINDS, type GridKind } from './places-tables.ts';

/** Something to do in a grid in a week. Times in milliseconds since 1970 UTC. */
export interface GridTask {
  readonly id: string;
  readonly gridId: string;
  readonly grid: string;
  readonly town: string;
  readonly task: string;
  readonly week: number;
  readonly dueAt: number;
  readonly doneAt: number | null;
  readonly doneBy: string | null;
}

export interface Week {
  /** Monday, the start of the day. */
  readonly from: number;
  /** When it ends. */
  readonly until: number;
}

const GRIDS_AT_ONCE = 50;
/** Seven values each; a statement holds a hundred. */
const ROWS_AT_ONCE = 14;

export function gridTasks({ database, sources }: StorageContext) {
  const { query } = database;

  const listed = () =>
    query
      .selectFrom('grid_tasks')
      .innerJoin('grids', 'grids.id', 'grid_tasks.grid_id')
      .leftJoin('officers', 'officers.id', 'grid_tasks.done_by')
      .select([
        'grid_tasks.id',
        'grid_tasks.grid_id',
        'grids.name as name',
        'grids.town',
        'grid_tasks.task',
        'grid_tasks.week',
        'grid_tasks.due_at',
        'grid_tasks.done_at',
        'officers.display',
      ])
      .where('grids.closed_at', 'is', null);
  type Row = Awaited<ReturnType<ReturnType<typeof listed>['execute']>>[number];
  const toTask = (row: Row): GridTask => ({
    id: row.id,
    gridId: row.grid_id,
    grid: row.name,
    town: row.town,
    task: row.task,
    week: row.week,
    dueAt: row.due_at,
    doneAt: row.done_at,
    doneBy: row.display,
  });

  return {
    /**
     * The week's tasks of some grids that have none yet, each once however many servers do it. A grid that was made in the
     * middle of a week begins with the next one.
     * @param of ids of the tasks by the grid's kind
     * @returns false when all grids have theirs
     */
    async makeWeek({ from, until }: Week, of: Readonly<Record<GridKind, readonly string[]>>): Promise<boolean> {
      const kinds = GRID_KINDS.filter((kind) => of[kind].length > 0);
      if (kinds.length === 0) return false;
      const waiting = await query
        .selectFrom('grids')
        .select(['id', 'kind'])
        .where('closed_at', 'is', null)
        .where('created_at', '<', from)
        .where('kind', 'in', kinds)
        .where(({ not, exists, selectFrom }) =>
          not(
            exists(
              selectFrom('grid_tasks').select('grid_tasks.id').whereRef('grid_tasks.grid_id', '=', 'grids.id').where('week', '=', from),
            ),
          ),
        )
        .limit(GRIDS_AT_ONCE)
        .execute();
      if (waiting.length === 0) return false;
      const now = sources.now();
      const rows = waiting.flatMap(({ id, kind }) =>
        of[kind].map((task) => ({ id: sources.id(), grid_id: id, task, week: from, due_at: until, created_at: now })),
      );
      const statements = [];
      for (let at = 0; at < rows.length; at += ROWS_AT_ONCE)
        statements.push(
          query
            .insertInto('grid_tasks')
            .values(rows.slice(at, at + ROWS_AT_ONCE))
            .onConflict((conflict) => conflict.columns(['grid_id', 'week', 'task']).doNothing()),
        );
      await database.batch(statements);
      return true;
    },

    /** What an advisor has to do: open ones of all weeks since `from`, and what was done in this week. Due first. */
    async tasksOfAdvisor(officerId: string, since: number, from: number): Promise<readonly GridTask[]> {
      const rows = await listed()
        .where(
          'grid_tasks.grid_id',
          'in',
          query.selectFrom('grid_advisors').select('grid_advisors.grid_id').where('officer_id', '=', officerId).where('until', 'is', null),
        )
        .where('grid_tasks.week', '>=', since)
        .where((is) => is.or([is('grid_tasks.done_at', 'is', null), is('grid_tasks.week', '>=', from)]))
        .orderBy('grid_tasks.due_at')
        .orderBy('grids.town')
        .orderBy('grids.name')
        .orderBy('grid_tasks.id')
        .execute();
      return rows.map(toTask);
    },

    /** Of one grid, newest week first. */
    async tasksOfGrid(gridId: string, since: number): Promise<readonly GridTask[]> {
      const rows = await listed()
        .where('grid_tasks.grid_id', '=', gridId)
        .where('grid_tasks.week', '>=', since)
        .orderBy('grid_tasks.week', 'desc')
        .orderBy('grid_tasks.id')
        .execute();
      return rows.map(toTask);
    },

    /** Not done when their week was over, oldest first. */
    async overdueGridTasks(since: number, most: number): Promise<readonly GridTask[]> {
      const rows = await listed()
        .where('grid_tasks.done_at', 'is', null)
        .where('grid_tasks.due_at', '<=', sources.now())
        .where('grid_tasks.week', '>=', since)
        .orderBy('grid_tasks.due_at')
        .orderBy('grids.town')
        .orderBy('grids.name')
        .limit(most)
        .execute();
      return rows.map(toTask);
    },

    /**
     * Ticked off by who looks after the grid.
     * @param stepId made on the telephone: sent twice, it counts once
     * @param at when he did it, milliseconds since 1970 UTC; never later than now
     * @returns who has done it; null when it is not of a grid of his
     */
    async finishGridTask(taskId: string, officerId: string, stepId: string, at: number): Promise<{ readonly own: boolean } | null> {
      const now = sources.now();
      const own = query.selectFrom('grid_advisors').select('grid_id').where('officer_id', '=', officerId).where('until', 'is', null);
      const standing = () =>
        query
          .selectFrom('grid_tasks')
          .innerJoin('grids', 'grids.id', 'grid_tasks.grid_id')
          .select(['grid_tasks.done_at', 'grid_tasks.step_id', 'grid_tasks.created_at'])
          .where('grid_tasks.id', '=', taskId)
          .where('grid_tasks.grid_id', 'in', own)
          .where('grids.closed_at', 'is', null)
          .executeTakeFirst();
      const before = await standing();
      if (!before) return null;
      if (before.done_at !== null) return { own: before.step_id === stepId };
      const mine = query.selectFrom('grid_tasks').select('id').where('id', '=', taskId).where('step_id', '=', stepId);
      await database.batch([
        query
          .updateTable('grid_tasks')
          .set({ done_at: Math.max(before.created_at, Math.min(at, now)), done_by: officerId, step_id: stepId })
          .where('id', '=', taskId)
          .where('done_at', 'is', null)
          .where('grid_id', 'in', own),
        query
          .insertInto('audit')
          .columns(['at', 'officer_id', 'action', 'subject'])
          .expression(
            mine
              .clearSelect()
              .select(({ val }) => [
                val(now).as('at'),
                val(officerId).as('officer_id'),
                val('grid-task.done' as const).as('action'),
                'grid_tasks.id as subject',
              ]),
          ),
      ]);
      return { own: (await mine.executeTakeFirst()) !== undefined };
    },
  };
}
