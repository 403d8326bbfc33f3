import type { StorageContext } from '../context.ts';
import type { Viewer } from '../dissuasion/listed-warnings.ts';
import type { Tier } from '../dissuasion/tier-plan.ts';
import type { WarnedPerson } from '../dissuasion/warned-person.ts';

/** Somebody who is to be visited. */
export interface OpenVisit {
  readonly warningId: string;
  readonly tier: Tier;
  /** Id of a scam type. */
  readonly type: string | null;
  readonly town: string | null;
  readonly grid: { readonly id: string; readonly name: string } | null;
  /** Milliseconds since 1970 UTC. */
  readonly dueAt: number;
  /** To be masked in a list; null where none is known. */
  readonly name: string | null;
  /** null where the source gave none. */
  readonly phone: string | null;
}

const MOST = 200;

/** Whom to visit: an advisor sees his grids alone. */
export function openVisits({ database, sealer }: StorageContext) {
  const { query } = database;

  const visits = ({ id, role }: Viewer) => {
    const all = query
      .selectFrom('warning_tasks')
      .innerJoin('warnings', 'warnings.id', 'warning_tasks.warning_id')
      .leftJoin('grids', 'grids.id', 'warnings.grid_id')
      .where('warning_tasks.kind', '=', 'visit')
      .where('warning_tasks.done_at', 'is', null)
      .where('warnings.status', '=', 'open');
    if (role !== 'advisor') return all;
    return all.where(
      'warnings.grid_id',
      'in',
      query.selectFrom('grid_advisors').select('grid_advisors.grid_id').where('officer_id', '=', id).where('until', 'is', null),
    );
  };

  return {
    /** Most urgent tier first, then what is due first; 200 at most. */
    async openVisits(viewer: Viewer): Promise<readonly OpenVisit[]> {
      const rows = await visits(viewer)
        .select([
          'warnings.id',
          'warnings.tier',
          'warnings.type',
          'warnings.town',
          'warnings.grid_id',
          'grids.name as grid_name',
          'warning_tasks.due_at',
          'warnings.subject_sealed',
        ])
        .orderBy('warnings.rank', 'desc')
        .orderBy('warning_tasks.due_at')
        .orderBy('warnings.id')
        .limit(MOST)
        .execute();
      return Promise.all(
        rows.map(async (row) => {
          const person = row.subject_sealed === null ? null : (JSON.parse(await sealer.openOwn(row.subject_sealed)) as WarnedPerson);
          return {
            warningId: row.id,
            tier: row.tier,
            type: row.type,
            town: row.town,
            grid: row.grid_id === null ? null : { id: row.grid_id, name: row.grid_name ?? '' },
            dueAt: row.due_at,
            name: person?.name ?? null,
            phone: person?.phone ?? null,
          };
        }),
      );
    },

    /** Without the limit. */
    async countVisits(viewer: Viewer): Promise<number> {
      const row = await visits(viewer)
        .select(({ fn }) => fn.countAll<number>().as('count'))
        .executeTakeFirstOrThrow();
      return Number(row.count);
    },

    /**
     * May he open its page, and see whom it is about? While a visit is owed, of an advisor in his grid; when he himself has
     * been there since `since`; and an officer while the warning is his and open, or he comes along.
     * @param since milliseconds since 1970 UTC
     */
    async mayVisit(viewer: Viewer, warningId: string, since: number): Promise<boolean> {
      const owed = await visits(viewer).select('warnings.id').where('warnings.id', '=', warningId).executeTakeFirst();
      if (owed) return true;
      const been = await query
        .selectFrom('visit_forms')
        .innerJoin('warnings', 'warnings.id', 'visit_forms.warning_id')
        .leftJoin('grid_advisors', (join) =>
          join.onRef('grid_advisors.grid_id', '=', 'warnings.grid_id').onRef('grid_advisors.officer_id', '=', 'visit_forms.officer_id'),
        )
        .select('visit_forms.id')
        .where('visit_forms.warning_id', '=', warningId)
        .where('visit_forms.officer_id', '=', viewer.id)
        .where('visit_forms.created_at', '>', since)
        // An advisor whose grid it is no more was there for us, and is not any more.
        .$if(viewer.role === 'advisor', (his) =>
          his.where('grid_advisors.officer_id', 'is not', null).where('grid_advisors.until', 'is', null),
        )
        .limit(1)
        .executeTakeFirst();
      if (been || viewer.role === 'advisor') return been !== undefined;
      const his = await query
        .selectFrom('warnings')
        .leftJoin('visit_companions', 'visit_companions.warning_id', 'warnings.id')
        .select('warnings.id')
        .where('warnings.id', '=', warningId)
        .where('status', '=', 'open')
        .where((is) => is.or([is('owner_id', '=', viewer.id), is('visit_companions.officer_id', '=', viewer.id)]))
        .executeTakeFirst();
      return his !== undefined;
    },
  };
}
