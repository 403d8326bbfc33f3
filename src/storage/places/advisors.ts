import { auditEntry } from '../audit-entry.ts';
import type { StorageContext } from '../context.ts';
import type { CourseId } from './course-ids.ts';

/** That somebody looks after a grid, now or formerly. Times in milliseconds since 1970 UTC. */
export interface Assignment {
  readonly gridId: string;
  readonly officerId: string;
  readonly display: string;
  readonly since: number;
  readonly until: number | null;
  /** His account is closed: he looks after nobody. */
  readonly disabled: boolean;
}

export interface Training {
  readonly officerId: string;
  readonly course: CourseId;
  readonly doneOn: number;
  /** Who says so. */
  readonly confirmedBy: string;
}

export function advisors({ database, sources }: StorageContext) {
  const { query } = database;

  const assignments = () =>
    query
      .selectFrom('grid_advisors')
      .innerJoin('officers', 'officers.id', 'grid_advisors.officer_id')
      .select(['grid_id', 'officer_id', 'display', 'since', 'until', 'disabled']);
  type Row = Awaited<ReturnType<ReturnType<typeof assignments>['execute']>>[number];
  const toAssignment = ({ grid_id, officer_id, display, since, until, disabled }: Row): Assignment => ({
    gridId: grid_id,
    officerId: officer_id,
    display,
    since,
    until,
    disabled: disabled !== 0,
  });
  const current = (gridId: string, officerId: string) =>
    query
      .selectFrom('grid_advisors')
      .select('since')
      .where('grid_id', '=', gridId)
      .where('officer_id', '=', officerId)
      .where('until', 'is', null)
      .executeTakeFirst();

  return {
    /** Accounts that may look after a grid, by name. */
    async listAdvisors(): Promise<readonly { readonly id: string; readonly display: string }[]> {
      return query
        .selectFrom('officers')
        .select(['id', 'display'])
        .where('role', '=', 'advisor')
        .where('disabled', '=', 0)
        .orderBy('display')
        .orderBy('id')
        .execute();
    },

    /** Of all grids, as it is now; closed accounts are not among them. */
    async assignmentsNow(): Promise<readonly Assignment[]> {
      const rows = await assignments().where('until', 'is', null).where('disabled', '=', 0).orderBy('display').execute();
      return rows.map(toAssignment);
    },

    /** Of one grid, newest first, former ones too. */
    async assignmentsOf(gridId: string): Promise<readonly Assignment[]> {
      const rows = await assignments().where('grid_id', '=', gridId).orderBy('since', 'desc').execute();
      return rows.map(toAssignment);
    },

    /**
     * From then on he looks after the grid; once also when the form comes twice.
     * @param since start of a day that is not in the future, milliseconds since 1970 UTC
     * @returns false when the account is no advisor's or closed, or the grid is
     */
    async assignAdvisor(gridId: string, advisorId: string, since: number, officerId: string): Promise<boolean> {
      const allowed = query
        .selectFrom('officers')
        .innerJoin('grids', (join) => join.on('grids.id', '=', gridId))
        .where('grids.closed_at', 'is', null)
        .where('officers.id', '=', advisorId)
        .where('officers.role', '=', 'advisor')
        .where('officers.disabled', '=', 0);
      const insert = query
        .insertInto('grid_advisors')
        .columns(['grid_id', 'officer_id', 'since'])
        .expression(allowed.select(({ val }) => ['grids.id as grid_id', 'officers.id as officer_id', val(since).as('since')]));
      const written = query
        .insertInto('audit')
        .columns(['at', 'officer_id', 'action', 'subject'])
        .expression(
          allowed.select(({ val }) => [
            val(sources.now()).as('at'),
            val(officerId).as('officer_id'),
            val('advisor.assigned' as const).as('action'),
            'officers.id as subject',
          ]),
        );
      try {
        await database.batch([insert, written]);
      } catch (error) {
        if (!database.isUniqueViolation(error)) throw error;
        // He was there from that very day, and had left: as if he had not.
        if (!(await current(gridId, advisorId)))
          await database.batch([
            query
              .updateTable('grid_advisors')
              .set({ until: null })
              .where('grid_id', '=', gridId)
              .where('officer_id', '=', advisorId)
              .where('since', '=', since)
              .where((is) => is.exists(allowed.select('officers.id'))),
            written,
          ]);
      }
      return (await current(gridId, advisorId)) !== undefined;
    },

    /** He looks after it no more. False when he did not. */
    async endAssignment(gridId: string, advisorId: string, officerId: string): Promise<boolean> {
      if (!(await current(gridId, advisorId))) return false;
      const now = sources.now();
      await database.batch([
        query
          .updateTable('grid_advisors')
          .set({ until: now })
          .where('grid_id', '=', gridId)
          .where('officer_id', '=', advisorId)
          .where('until', 'is', null),
        auditEntry(query, { at: now, officerId, action: 'advisor.ended', subject: advisorId }),
      ]);
      return true;
    },

    /**
     * @param doneOn start of the day, milliseconds since 1970 UTC
     * @returns false when the account is no advisor's; noted before is noted
     */
    async confirmTraining(advisorId: string, course: CourseId, doneOn: number, officerId: string): Promise<boolean> {
      const now = sources.now();
      const advisor = await query.selectFrom('officers').select('role').where('id', '=', advisorId).executeTakeFirst();
      if (advisor?.role !== 'advisor') return false;
      try {
        await database.batch([
          query
            .insertInto('advisor_trainings')
            .values({ officer_id: advisorId, course, done_on: doneOn, confirmed_by: officerId, created_at: now }),
          auditEntry(query, { at: now, officerId, action: 'training.confirmed', subject: advisorId }),
        ]);
      } catch (error) {
        if (!database.isUniqueViolation(error)) throw error;
      }
      return true;
    },

    /** Newest first. @param advisorId of one alone */
    async trainings(advisorId?: string): Promise<readonly Training[]> {
      let found = query
        .selectFrom('advisor_trainings')
        .innerJoin('officers', 'officers.id', 'advisor_trainings.confirmed_by')
        .select(['officer_id', 'course', 'done_on', 'display'])
        .orderBy('done_on', 'desc');
      if (advisorId !== undefined) found = found.where('officer_id', '=', advisorId);
      return (await found.execute()).map(({ officer_id, course, done_on, display }) => ({
        officerId: officer_id,
        course: course as CourseId,
        doneOn: done_on,
        confirmedBy: display,
      }));
    },
  };
}
