import type { Database } from './database.ts';

export type AuditSubjectKind =
  | 'case'
  | 'officer'
  | 'invitation'
  | 'warning'
  | 'partner'
  | 'grid'
  | 'draft'
  | 'stop-lead'
  | 'handover'
  | 'merchant'
  | 'default'
  | 'appeal'
  | 'erasure'
  | 'nobody'
  | 'other';

/** What was done something to, by the name under which the desk knows it. */
export interface AuditSubject {
  readonly kind: AuditSubjectKind;
  /** Of its page; of `other` what stands in the log. */
  readonly id: string;
  readonly name: string;
}

interface Done {
  readonly action: string;
  readonly subject: string;
}

/** A look-up that found no one. */
export const NOBODY_FOUND = 'nobody';

/** Ids in a statement: D1 takes a hundred values at most. */
const AT_ONCE = 90;

/** Names of what the log holds as ids, for one page of it: a statement for each kind that is on the page. */
export async function auditSubjects({ query }: Database, rows: readonly Done[]): Promise<ReadonlyMap<string, AuditSubject>> {
  const found = new Map<string, AuditSubject>();
  async function name<Row extends { readonly subject: string; readonly id: string; readonly name: string | null }>(
    kind: AuditSubjectKind,
    actions: readonly string[],
    read: (ids: readonly string[]) => Promise<readonly Row[]>,
  ): Promise<void> {
    const of = rows.filter(({ action }) => actions.some((start) => action.startsWith(start)));
    const ids = [...new Set(of.map(({ subject }) => subject))];
    for (let from = 0; from < ids.length; from += AT_ONCE)
      for (const row of await read(ids.slice(from, from + AT_ONCE)))
        found.set(row.subject, { kind, id: row.id, name: row.name ?? row.subject });
  }
  await Promise.all([
    name('warning', ['warning.', 'visit.'], (ids) =>
      query.selectFrom('warnings').select(['id as subject', 'id', 'external_id as name']).where('id', 'in', ids).execute(),
    ),
    name('partner', ['partner.'], (ids) =>
      query.selectFrom('partners').select(['id as subject', 'id', 'name']).where('id', 'in', ids).execute(),
    ),
    name('partner', ['exchange.'], (ids) =>
      query
        .selectFrom('partner_exchanges')
        .innerJoin('partners', 'partners.id', 'partner_exchanges.partner_id')
        .select(['partner_exchanges.id as subject', 'partners.id', 'partners.name'])
        .where('partner_exchanges.id', 'in', ids)
        .execute(),
    ),
    name('grid', ['grid.'], async (ids) =>
      inTown(await query.selectFrom('grids').select(['id as subject', 'id', 'town', 'name']).where('id', 'in', ids).execute()),
    ),
    name('grid', ['grid-task.'], async (ids) =>
      inTown(
        await query
          .selectFrom('grid_tasks')
          .innerJoin('grids', 'grids.id', 'grid_tasks.grid_id')
          .select(['grid_tasks.id as subject', 'grids.id', 'grids.town', 'grids.name'])
          .where('grid_tasks.id', 'in', ids)
          .execute(),
      ),
    ),
    name('draft', ['draft.', 'build.'], (ids) =>
      query.selectFrom('drafts').select(['id as subject', 'id', 'title as name']).where('id', 'in', ids).execute(),
    ),
    name('stop-lead', ['stop-lead.', 'stop-evidence.'], (ids) =>
      query.selectFrom('stop_leads').select(['number as subject', 'id', 'number as name']).where('number', 'in', ids).execute(),
    ),
    name('handover', ['shift.'], (ids) =>
      query
        .selectFrom('handovers')
        .innerJoin('officers', 'officers.id', 'handovers.from_id')
        .select(['handovers.id as subject', 'handovers.id', 'officers.display as name'])
        .where('handovers.id', 'in', ids)
        .execute(),
    ),
    name('erasure', ['erasure.ordered'], (ids) =>
      query
        .selectFrom('erasure_requests')
        .select(['number as subject', 'id', 'number as name'])
        .where('number', 'in', ids)
        .$narrowType<{ subject: string }>()
        .execute(),
    ),
    // One act may be about any of the three: trade.read is.
    name('merchant', ['trade.'], (ids) =>
      query.selectFrom('merchants').select(['id as subject', 'id', 'number as name']).where('id', 'in', ids).execute(),
    ),
    name('default', ['trade.'], (ids) =>
      query.selectFrom('trade_defaults').select(['id as subject', 'id', 'number as name']).where('id', 'in', ids).execute(),
    ),
    name('appeal', ['trade.'], (ids) =>
      query.selectFrom('trade_appeals').select(['id as subject', 'id', 'number as name']).where('id', 'in', ids).execute(),
    ),
  ]);
  if (rows.some(({ action, subject }) => action === 'erasure.sought' && subject === NOBODY_FOUND))
    found.set(NOBODY_FOUND, { kind: 'nobody', id: NOBODY_FOUND, name: '' });
  return found;
}

function inTown<Row extends { readonly town: string; readonly name: string }>(rows: readonly Row[]): Row[] {
  return rows.map((row) => ({ ...row, name: `${row.town} ${row.name}` }));
}
