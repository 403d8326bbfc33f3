import { type AuditAction, auditEntry } from '../audit-entry.ts';
import type { StorageContext } from '../context.ts';
import type { Grid } from './grid.ts';

export type GridFields = Omit<Grid, 'id'>;

/** Six values each; a statement holds a hundred. */
const ROWS_AT_ONCE = 14;

export function gridChanges({ database, sources }: StorageContext) {
  const { query } = database;

  const audited = (action: AuditAction, subject: string, officerId: string) =>
    auditEntry(query, { at: sources.now(), officerId, action, subject });

  /** Only while it stands as whoever acts has seen it. */
  const asSeen = ({ id, town, name, kind, people }: Grid) =>
    query
      .updateTable('grids')
      .where('id', '=', id)
      .where('town', '=', town)
      .where('name', '=', name)
      .where('kind', '=', kind)
      .where('people', '=', people)
      .where('closed_at', 'is', null);

  const stands = async (id: string, { town, name, kind, people }: GridFields, closed = false): Promise<boolean> => {
    const row = await query.selectFrom('grids').selectAll().where('id', '=', id).executeTakeFirst();
    if (!row || (row.closed_at !== null) !== closed) return false;
    return row.town === town && row.name === name && row.kind === kind && row.people === people;
  };

  return {
    /**
     * One that was closed under this name is opened again.
     * @param id of the form: sent twice, it is one grid
     * @returns its id; null when the town has another one of this name
     */
    async addGrid(id: string, grid: GridFields, officerId: string): Promise<string | null> {
      const now = sources.now();
      const known = await query
        .selectFrom('grids')
        .select(['id', 'closed_at'])
        .where('town', '=', grid.town)
        .where('name', '=', grid.name)
        .executeTakeFirst();
      if (known && known.closed_at === null) return known.id === id ? id : null;
      if (known) {
        const opened = query
          .updateTable('grids')
          .set({ kind: grid.kind, people: grid.people, closed_at: null })
          .where('id', '=', known.id)
          .where('closed_at', '=', known.closed_at);
        await database.batch([opened, audited('grid.added', known.id, officerId)]);
        return known.id;
      }
      try {
        const made = query.insertInto('grids').values({ id, ...grid, created_at: now, closed_at: null });
        await database.batch([made, audited('grid.added', id, officerId)]);
      } catch (error) {
        if (!database.isUniqueViolation(error)) throw error;
      }
      return (await stands(id, grid)) ? id : null;
    },

    /** @returns `changed`: somebody was faster; `taken`: the town has another one of this name */
    async changeGrid(seen: Grid, grid: GridFields, officerId: string): Promise<'done' | 'changed' | 'taken'> {
      if (!(await stands(seen.id, seen))) return (await stands(seen.id, grid)) ? 'done' : 'changed';
      try {
        await database.batch([asSeen(seen).set({ ...grid }), audited('grid.changed', seen.id, officerId)]);
      } catch (error) {
        if (!database.isUniqueViolation(error)) throw error;
        return 'taken';
      }
      return (await stands(seen.id, grid)) ? 'done' : 'changed';
    },

    /** Nobody looks after it any more. False when it is not as he saw it. */
    async closeGrid(seen: Grid, officerId: string): Promise<boolean> {
      if (!(await stands(seen.id, seen))) return stands(seen.id, seen, true);
      const now = sources.now();
      const closed = query.selectFrom('grids').select('id').where('id', '=', seen.id).where('closed_at', '=', now);
      await database.batch([
        asSeen(seen).set({ closed_at: now }),
        query.updateTable('grid_advisors').set({ until: now }).where('until', 'is', null).where('grid_id', 'in', closed),
        audited('grid.closed', seen.id, officerId),
      ]);
      return stands(seen.id, seen, true);
    },

    /**
     * All of them or none. Who is there already by town and name gets the new kind and number of people; a closed one is
     * opened. The same file twice changes nothing the second time.
     * @param importId of the form, for the audit log
     */
    async importGrids(importId: string, grids: readonly GridFields[], officerId: string): Promise<void> {
      const now = sources.now();
      const rows = grids.map((grid) => ({ id: sources.id(), ...grid, created_at: now }));
      const statements = [];
      for (let at = 0; at < rows.length; at += ROWS_AT_ONCE)
        statements.push(
          query
            .insertInto('grids')
            .values(rows.slice(at, at + ROWS_AT_ONCE))
            .onConflict((conflict) =>
              conflict
                .columns(['town', 'name'])
                .doUpdateSet(({ ref }) => ({ kind: ref('excluded.kind'), people: ref('excluded.people'), closed_at: null })),
            ),
        );
      await database.batch([...statements, audited('grids.imported', importId, officerId)]);
    },
  };
}
