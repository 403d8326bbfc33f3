import type { StorageContext } from '../context.ts';
import type { Role } from '../desk-schema.ts';
import type { TaskKind, Tier } from './tier-plan.ts';

/** Who asks: an advisor sees his grids alone, and never an account, an amount or what a source tells. */
export interface Viewer {
  readonly id: string;
  readonly role: Role;
}

export interface WarningTask {
  readonly id: string;
  readonly kind: TaskKind;
  /** Milliseconds since 1970 UTC. */
  readonly startsAt: number;
  readonly dueAt: number;
  readonly escalated: boolean;
}
interface Somebody {
  readonly id: string;
  readonly display: string;
}
export interface ListedWarning {
  readonly id: string;
  readonly source: string;
  readonly externalId: string;
  readonly tier: Tier;
  readonly type: string | null;
  readonly town: string | null;
  readonly grid: { readonly id: string; readonly name: string } | null;
  readonly status: 'open' | 'closed';
  readonly owner: Somebody | null;
  /** Whoever closed it last; null while it is open. */
  readonly closedBy: Somebody | null;
  /** Milliseconds since 1970 UTC. */
  readonly createdAt: number;
  readonly dueAt: number | null;
  readonly meetBy: number;
  readonly metAt: number | null;
  readonly settledAt: number | null;
  readonly cheated: boolean;
  readonly tasks: readonly WarningTask[];
}

export const LISTED_COLUMNS = [
  'warnings.id',
  'source',
  'external_id',
  'tier',
  'type',
  'warnings.town',
  'grid_id',
  'grids.name as grid_name',
  'status',
  'owner_id',
  'display',
  'warnings.created_at',
  'due_at',
  'meet_by',
  'met_at',
  'settled_at',
  'cheated',
] as const;

/** What the lane and a warning's page read alike. */
export function listedWarnings({ database: { query } }: StorageContext) {
  const listed = (viewer: Viewer) => {
    const all = query
      .selectFrom('warnings')
      .leftJoin('grids', 'grids.id', 'warnings.grid_id')
      .leftJoin('officers', 'officers.id', 'warnings.owner_id');
    return viewer.role !== 'advisor'
      ? all
      : all.where('warnings.grid_id', 'in', (inner) =>
          inner.selectFrom('grid_advisors').select('grid_id').where('officer_id', '=', viewer.id).where('until', 'is', null),
        );
  };
  const listedOne = (viewer: Viewer, id: string) => listed(viewer).select(LISTED_COLUMNS).where('warnings.id', '=', id).executeTakeFirst();
  async function tasksOf(ids: readonly string[]): Promise<ReadonlyMap<string, WarningTask[]>> {
    const found = new Map<string, WarningTask[]>();
    for (let at = 0; at < ids.length; at += 80) {
      const rows = await query
        .selectFrom('warning_tasks')
        .select(['id', 'warning_id', 'kind', 'starts_at', 'due_at', 'escalated_at'])
        .where('warning_id', 'in', ids.slice(at, at + 80))
        .where('done_at', 'is', null)
        .orderBy('due_at')
        .orderBy('id')
        .execute();
      for (const row of rows) {
        const task = { id: row.id, kind: row.kind, startsAt: row.starts_at, dueAt: row.due_at, escalated: row.escalated_at !== null };
        found.set(row.warning_id, [...(found.get(row.warning_id) ?? []), task]);
      }
    }
    return found;
  }

  /** Whoever closed each of them last. */
  async function closersOf(rows: readonly Pick<ListedRow, 'id' | 'status'>[]): Promise<ReadonlyMap<string, Somebody>> {
    const ids = rows.filter(({ status }) => status === 'closed').map(({ id }) => id);
    const found = new Map<string, Somebody>();
    for (let at = 0; at < ids.length; at += 80) {
      const closings = await query
        .selectFrom('warning_steps')
        .innerJoin('officers', 'officers.id', 'warning_steps.officer_id')
        .select(['warning_id', 'officers.id', 'display'])
        .where('warning_id', 'in', ids.slice(at, at + 80))
        .where('kind', 'in', ['closing', 'void'])
        .orderBy('turn')
        .execute();
      for (const { warning_id, id, display } of closings) found.set(warning_id, { id, display });
    }
    return found;
  }

  /** What stands in other tables, with what stands in the row itself. */
  async function withRest(rows: readonly ListedRow[]): Promise<ListedWarning[]> {
    const [tasks, closers] = await Promise.all([tasksOf(rows.map(({ id }) => id)), closersOf(rows)]);
    return rows.map((row) => toListed(row, tasks.get(row.id) ?? [], closers.get(row.id) ?? null));
  }

  return { listed, listedOne, withRest };
}

type ListedRow = NonNullable<Awaited<ReturnType<ReturnType<typeof listedWarnings>['listedOne']>>>;

function toListed(row: ListedRow, tasks: readonly WarningTask[], closedBy: Somebody | null): ListedWarning {
  return {
    id: row.id,
    source: row.source,
    externalId: row.external_id,
    tier: row.tier,
    type: row.type,
    town: row.town,
    grid: row.grid_id === null ? null : { id: row.grid_id, name: row.grid_name ?? '' },
    status: row.status,
    owner: row.owner_id === null ? null : { id: row.owner_id, display: row.display ?? '' },
    closedBy,
    createdAt: row.created_at,
    dueAt: row.due_at,
    meetBy: row.meet_by,
    metAt: row.met_at,
    settledAt: row.settled_at,
    cheated: row.cheated === 1,
    tasks,
  };
}
