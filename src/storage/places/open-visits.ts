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
     * May he open its page? An advisor: while a visit in his grid is owed, or when he himself has been there since `since`.
     * @param since milliseconds since 1970 UTC
     */
    async mayVisit(viewer: Viewer, warningId: string, since: number): Promise<boolean> {
      if (viewer.role !== 'advisor') return true;
      const owed = await visits(viewer).select('warnings.id').where('warnings.id', '=', warningId).executeTakeFirst();
      if (owed) return true;
      const been = await query
        .selectFrom('visit_forms')
        .innerJoin('warnings', 'warnings.id', 'visit_forms.warning_id')
        .innerJoin('grid_advisors', 'grid_advisors.grid_id', 'warnings.grid_id')
        .select('visit_forms.id')
        .where('visit_forms.warning_id', '=', warningId)
        .where('visit_forms.officer_id', '=', viewer.id)
        .where('visit_forms.created_at', '>', since)
        .where('grid_advisors.officer_id', '=', viewer.id)
        .where('grid_advisors.until', 'is', null)
        .limit(1)
        .executeTakeFirst();
      return been !== undefined;
    },
  };
}
