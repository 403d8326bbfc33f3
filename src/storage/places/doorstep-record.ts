import { auditEntry } from '../audit-entry.ts';
import { CASE_ROLES } from '../case-acts.ts';
import type { StorageContext } from '../context.ts';
import type { VisitFormKind, VisitResult } from './places-tables.ts';

export interface Companion {
  readonly id: string;
  readonly display: string;
}

/** What was written at a doorstep. */
interface DoorstepWords {
  readonly family?: { readonly name: string; readonly relation: string; readonly phone: string };
  readonly note?: string;
  /** Who says that it was so: the visitor's name as he typed it. */
  readonly signed?: string;
  /** What was ticked off of the check-list. */
  readonly checked?: readonly string[];
}

/** A form from a doorstep, as it comes in. */
export interface DoorstepForm {
  /** Made on the telephone. */
  readonly stepId: string;
  readonly warningId: string;
  readonly officerId: string;
  readonly kind: VisitFormKind;
  readonly result?: VisitResult;
  /** Milliseconds since 1970 UTC; later than now counts as now. */
  readonly at: number;
  readonly words: DoorstepWords;
}

export interface DoorstepEntry {
  readonly officerId: string;
  readonly display: string;
  readonly kind: VisitFormKind;
  readonly result: VisitResult | null;
  readonly at: number;
  /** When it came in; later than `at` where a telephone had no network. */
  readonly receivedAt: number;
  /** null: erased. */
  readonly words: DoorstepWords | null;
}

/** A page that is open asks all the time; that it was read is written down so often at most. Milliseconds. */
const READ_EVERY = 600_000;

/** Who goes along to a visit, and what was sent in from the doorstep. */
export function doorstep({ database, sealer, sources }: StorageContext) {
  const { query } = database;

  const companionOf = async (warningId: string): Promise<Companion | null> => {
    const row = await query
      .selectFrom('visit_companions')
      .innerJoin('officers', 'officers.id', 'visit_companions.officer_id')
      .select(['officers.id', 'display'])
      .where('warning_id', '=', warningId)
      .where('disabled', '=', 0)
      .executeTakeFirst();
    return row ?? null;
  };

  return {
    /** The officer who goes along; null: nobody, or his account is closed. */
    companionOf,

    /** Of many at once, by warning. */
    async companions(): Promise<ReadonlyMap<string, Companion>> {
      const rows = await query
        .selectFrom('visit_companions')
        .innerJoin('officers', 'officers.id', 'visit_companions.officer_id')
        .innerJoin('warnings', 'warnings.id', 'visit_companions.warning_id')
        .select(['warning_id', 'officers.id', 'display'])
        .where('warnings.status', '=', 'open')
        .where('disabled', '=', 0)
        .execute();
      return new Map(rows.map(({ warning_id, id, display }) => [warning_id, { id, display }]));
    },

    /** @returns false when he may not work on cases */
    async setCompanion(warningId: string, companionId: string, officerId: string): Promise<boolean> {
      const may = await query
        .selectFrom('officers')
        .select('id')
        .where('id', '=', companionId)
        .where('disabled', '=', 0)
        .where('role', 'in', [...CASE_ROLES])
        .executeTakeFirst();
      if (!may) return false;
      const now = sources.now();
      await database.batch([
        query
          .insertInto('visit_companions')
          .values({ warning_id: warningId, officer_id: companionId, set_by: officerId, at: now })
          .onConflict((conflict) => conflict.column('warning_id').doUpdateSet({ officer_id: companionId, set_by: officerId, at: now })),
        auditEntry(query, { at: now, officerId, action: 'visit.companion', subject: warningId }),
      ]);
      return true;
    },

    /**
     * Keeps what was sent in; once, however often it comes.
     * @returns `other`: this id was used for something else
     */
    async keepDoorstepForm(form: DoorstepForm): Promise<'now' | 'before' | 'other'> {
      const { stepId, warningId, officerId, kind, result = null, words } = form;
      const now = sources.now();
      const companion = await companionOf(warningId);
      try {
        await database.batch([
          query.insertInto('visit_forms').values({
            id: stepId,
            warning_id: warningId,
            officer_id: officerId,
            kind,
            result,
            companion_id: companion?.id ?? null,
            body_sealed: await sealer.sealOwn(JSON.stringify(words)),
            at: Math.min(form.at, now),
            created_at: now,
          }),
          auditEntry(query, { at: now, officerId, action: kind === 'begin' ? 'visit.begun' : 'visit.recorded', subject: warningId }),
        ]);
        return 'now';
      } catch (error) {
        if (!database.isUniqueViolation(error)) throw error;
      }
      const row = await query
        .selectFrom('visit_forms')
        .select(['warning_id', 'officer_id', 'kind', 'result'])
        .where('id', '=', stepId)
        .executeTakeFirst();
      const same = row?.warning_id === warningId && row.officer_id === officerId && row.kind === kind && row.result === result;
      return same ? 'before' : 'other';
    },

    async hasDoorstepForm(stepId: string): Promise<boolean> {
      return (await query.selectFrom('visit_forms').select('id').where('id', '=', stepId).executeTakeFirst()) !== undefined;
    },

    /** Oldest first. */
    async doorstepRecord(warningId: string): Promise<readonly DoorstepEntry[]> {
      const rows = await query
        .selectFrom('visit_forms')
        .innerJoin('officers', 'officers.id', 'visit_forms.officer_id')
        .select(['officer_id', 'display', 'kind', 'result', 'at', 'visit_forms.created_at', 'body_sealed'])
        .where('warning_id', '=', warningId)
        .orderBy('visit_forms.created_at')
        .orderBy('visit_forms.id')
        .execute();
      return Promise.all(
        rows.map(async ({ officer_id, display, kind, result, at, created_at, body_sealed }) => ({
          officerId: officer_id,
          display,
          kind,
          result,
          at,
          receivedAt: created_at,
          words: body_sealed === null ? null : (JSON.parse(await sealer.openOwn(body_sealed)) as DoorstepWords),
        })),
      );
    },

    /** That somebody has the page of a visit before him, with the person's name and address. */
    async noteVisitRead(warningId: string, officerId: string): Promise<void> {
      const now = sources.now();
      const recent = await query
        .selectFrom('audit')
        .select('seq')
        .where('subject', '=', warningId)
        .where('officer_id', '=', officerId)
        .where('action', '=', 'visit.read')
        .where('at', '>', now - READ_EVERY)
        .limit(1)
        .executeTakeFirst();
      if (!recent) await auditEntry(query, { at: now, officerId, action: 'visit.read', subject: warningId }).execute();
    },

    /** What was written about people who have been erased since; false when there was nothing. */
    async eraseDoorstepWords(): Promise<boolean> {
      const rows = await query
        .selectFrom('visit_forms')
        .leftJoin('warnings', 'warnings.id', 'visit_forms.warning_id')
        .select('visit_forms.id')
        .where('body_sealed', 'is not', null)
        .where('subject_sealed', 'is', null)
        .limit(50)
        .execute();
      if (rows.length === 0) return false;
      await query
        .updateTable('visit_forms')
        .set({ body_sealed: null })
        .where(
          'id',
          'in',
          rows.map(({ id }) => id),
        )
        .execute();
      return true;
    },
  };
}
