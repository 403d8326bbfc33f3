import type { StorageContext } from '../context.ts';
import { notDrill } from '../drills.ts';

/** What the index counts where no other module does. Times are milliseconds since 1970 UTC, `to` excluded. */
export function indexCounts({ database: { query }, sources }: StorageContext) {
  const scams = (from: number, to: number) =>
    query
      .selectFrom('cases')
      .where('closed_at', '>=', from)
      .where('closed_at', '<', to)
      .where('status', '=', 'closed')
      .where('truth', '=', 'scam')
      .where('merged_into', 'is', null)
      .where(notDrill('conversation_id'));
  const number = (value: number | string | null): number => Number(value ?? 0);
  return {
    /** Scams with a loss that were closed then, and what was lost in fen, by the community that the officer noted. */
    async casesByCommunity(from: number, to: number) {
      const rows = await scams(from, to)
        .where('lost', '>', 0)
        .select(({ fn }) => ['community', fn.countAll<number | string>().as('cases'), fn.sum<number | string>('lost').as('lost')])
        .groupBy('community')
        .execute();
      return rows.map(({ community, cases, lost }) => ({ community, cases: number(cases), lost: number(lost) }));
    },

    /** All scams that were closed then, also those without a loss, by type and community. Fen. */
    async scamsByTypeAndPlace(from: number, to: number) {
      const rows = await scams(from, to)
        .select(({ fn }) => [
          'true_type as type',
          'community',
          fn.countAll<number | string>().as('cases'),
          fn.sum<number | string | null>('lost').as('lost'),
          fn.sum<number | string | null>('saved').as('saved'),
        ])
        .groupBy(['true_type', 'community'])
        .execute();
      return rows.map(({ type, community, cases, lost, saved }) => ({
        type,
        community,
        cases: number(cases),
        lost: number(lost),
        saved: number(saved),
      }));
    },

    /**
     * Of the warnings that came then, those that had to be met by `to`, or were; who was persuaded on the telephone, where his tier
     * lets a call count, did not have to be. By grid; the empty id is of none.
     * @param asOf what happened later does not count; left out: all that is known
     */
    async warningsToMeet(from: number, to: number, asOf?: number): Promise<ReadonlyMap<string, number>> {
      const rows = await query
        .selectFrom('warnings')
        .select(({ fn }) => ['grid_id', fn.countAll<number | string>().as('count')])
        .where('created_at', '>=', from)
        .where('created_at', '<', to)
        .where('void_reason', 'is', null)
        .where((is) => {
          const met = asOf === undefined ? is('met_at', 'is not', null) : is('met_at', '<', asOf);
          const unsettled = is('settled_at', 'is', null);
          const owed = asOf === undefined ? unsettled : is.or([unsettled, is('settled_at', '>=', asOf)]);
          return is.or([met, is.and([owed, is('meet_by', '<', to)])]);
        })
        .groupBy('grid_id')
        .execute();
      return new Map(rows.map(({ grid_id, count }) => [grid_id ?? '', Number(count)]));
    },

    /** Open tasks of warnings whose time is over. */
    async overdueWarningTasks(): Promise<number> {
      const row = await query
        .selectFrom('warning_tasks')
        .select(({ fn }) => fn.countAll<number | string>().as('count'))
        .where('done_at', 'is', null)
        .where('due_at', '<', sources.now())
        .executeTakeFirst();
      return Number(row?.count ?? 0);
    },

    /** Registered citizens who did a lesson then, each once; by grid, the empty id is of none. */
    async taughtByGrid(from: number, to: number): Promise<ReadonlyMap<string, number>> {
      const rows = await query
        .selectFrom('teaching_done')
        .innerJoin('citizens', 'citizens.id', 'teaching_done.citizen_id')
        .select(({ fn }) => ['grid_id', fn.count<number | string>('citizen_id').distinct().as('count')])
        .where('at', '>=', from)
        .where('at', '<', to)
        .groupBy('grid_id')
        .execute();
      return new Map(rows.map(({ grid_id, count }) => [grid_id ?? '', Number(count)]));
    },
  };
}
