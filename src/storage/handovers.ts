import { sql } from 'kysely';
import { auditEntry } from './audit-entry.ts';
import { caseEvent } from './case-event.ts';
import type { StorageContext } from './context.ts';
import { isNoGroup } from './group-conversations.ts';
import { openWorkOf, type SheetCallBack, type SheetCase } from './open-work.ts';

/** A sheet as it was signed: ids, numbers and times; the remarks alone are somebody's words. */
export interface HandoverBody {
  readonly cases: readonly (SheetCase & { /** To the one who takes the sheet. */ readonly goes: boolean })[];
  readonly waiting: readonly SheetCase[];
  readonly callBacks: readonly SheetCallBack[];
  readonly remarks: string;
}
/** Milliseconds since 1970 UTC. */
export interface HandoverLine {
  readonly id: string;
  readonly from: { readonly id: string; readonly display: string };
  readonly to: { readonly id: string; readonly display: string } | null;
  readonly createdAt: number;
  readonly takenAt: number | null;
}
export interface Handover extends HandoverLine {
  readonly body: HandoverBody;
  /** The cases that became his who signed for it; null: nobody has yet. */
  readonly moved: readonly string[] | null;
}

export type Taking =
  | { readonly kind: 'taken'; readonly moved: readonly string[] }
  | { readonly kind: 'late'; readonly by: string }
  | { readonly kind: 'own' }
  | { readonly kind: 'unknown' };

export function handovers({ database, sealer, sources }: StorageContext) {
  const { query } = database;

  const listed = () =>
    query
      .selectFrom('handovers')
      .innerJoin('officers as giver', 'giver.id', 'handovers.from_id')
      .leftJoin('officers as taker', 'taker.id', 'handovers.to_id')
      .select([
        'handovers.id',
        'from_id',
        'to_id',
        'giver.display as from_display',
        'taker.display as to_display',
        'handovers.created_at',
        'taken_at',
      ]);
  const line = (row: Awaited<ReturnType<ReturnType<typeof listed>['execute']>>[number]): HandoverLine => ({
    id: row.id,
    from: { id: row.from_id, display: row.from_display },
    to: row.to_id === null ? null : { id: row.to_id, display: row.to_display ?? row.to_id },
    createdAt: row.created_at,
    takenAt: row.taken_at,
  });

  async function handover(id: string): Promise<Handover | null> {
    const row = await listed().select('body_sealed').where('handovers.id', '=', id).executeTakeFirst();
    if (!row) return null;
    const body = JSON.parse(await sealer.openOwn(row.body_sealed)) as HandoverBody;
    return { ...line(row), body, moved: row.taken_at === null ? null : await movedTo(row.to_id ?? '', row.taken_at) };
  }

  /** As it is written down: what has become of them since is another matter. */
  async function movedTo(officerId: string, takenAt: number): Promise<string[]> {
    const rows = await query
      .selectFrom('audit')
      .select('subject')
      .where('action', '=', 'case.transferred')
      .where('at', '=', takenAt)
      .where('officer_id', '=', officerId)
      .execute();
    return rows.map(({ subject }) => subject);
  }

  return {
    handover,

    /** What a sheet of his would say now. */
    openWork: (officerId: string) => openWorkOf(query, officerId),

    /** @param formId of the form that he signed: the same one sent twice makes one sheet @returns the sheet's id */
    async handOver(officerId: string, body: HandoverBody, formId: string = sources.id()): Promise<string> {
      const now = sources.now();
      try {
        await database.batch([
          query.insertInto('handovers').values({
            id: formId,
            from_id: officerId,
            to_id: null,
            body_sealed: await sealer.sealOwn(JSON.stringify(body)),
            created_at: now,
            taken_at: null,
          }),
          auditEntry(query, { at: now, officerId, action: 'shift.handed-over', subject: formId }),
        ]);
      } catch (error) {
        if (!database.isUniqueViolation(error)) throw error;
      }
      return formId;
    },

    /** The newest first. */
    async listHandovers(most: number): Promise<readonly HandoverLine[]> {
      const rows = await listed().orderBy('handovers.created_at', 'desc').orderBy('handovers.id').limit(most).execute();
      return rows.map(line);
    },

    /**
     * One taker, whoever signs at the same moment, and never the giver himself. In the same step the named cases become his,
     * as far as the sheet gives them and the giver still has them; or they came back since because he has gone home, and nobody has
     * taken them.
     * @param caseIds of the sheet's cases that he takes
     */
    async takeHandover(id: string, officerId: string, caseIds: readonly string[]): Promise<Taking> {
      const sheet = await handover(id);
      if (!sheet) return { kind: 'unknown' };
      if (sheet.from.id === officerId) return { kind: 'own' };
      if (sheet.takenAt === null) {
        const given = sheet.body.cases.filter(({ id: caseId, goes }) => goes && caseIds.includes(caseId));
        await database.batch(
          takingOf(
            sheet,
            officerId,
            given.map((one) => one.id),
            sources.now(),
          ),
        );
      }
      const after = await listed().where('handovers.id', '=', id).executeTakeFirstOrThrow();
      if (sheet.takenAt !== null || after.to_id !== officerId) return { kind: 'late', by: after.to_display ?? '' };
      return { kind: 'taken', moved: await movedTo(officerId, after.taken_at ?? 0) };
    },
  };

  function takingOf({ id, from, createdAt }: Handover, toId: string, caseIds: readonly string[], now: number) {
    // Holds between this batch's first statement and its last: he has it, and that is not written down yet.
    const isBeingTaken = query
      .selectFrom('handovers')
      .select('handovers.id')
      .where('handovers.id', '=', id)
      .where('to_id', '=', toId)
      .where('taken_at', '=', now)
      .where((is) => is.not(is.exists(is.selectFrom('audit').select('seq').where('subject', '=', id).where('action', '=', 'shift.taken'))));
    return [
      query
        .updateTable('handovers')
        .set({ to_id: toId, taken_at: now })
        .where('id', '=', id)
        .where('taken_at', 'is', null)
        .where('from_id', '<>', toId),
      ...caseIds.flatMap((caseId) => [
        query
          .updateTable('cases')
          .set({
            status: 'claimed',
            owner_id: toId,
            claimed_at: now,
            touched_at: now,
            busy_until: null,
            wanted_role: null,
            returned_at: null,
            updated_at: now,
          })
          .where('id', '=', caseId)
          .where((is) =>
            is.or([
              is.and([is('owner_id', '=', from.id), is('status', '=', 'claimed')]),
              // Claimed or handed on since, it would not have come back.
              is.and([is('status', '=', 'waiting'), is('wanted_role', 'is', null), is('returned_at', '>=', createdAt)]),
            ]),
          )
          .where(({ exists }) => exists(isBeingTaken)),
        query
          .updateTable('conversations')
          .set({ status: 'open' })
          .where(isNoGroup('conversations.id'))
          .where('id', 'in', (inner) =>
            inner
              .selectFrom('cases')
              .select('conversation_id')
              .where('cases.id', '=', caseId)
              .where('status', '=', 'claimed')
              .where('owner_id', '=', toId)
              .where('updated_at', '=', now),
          ),
        query
          .insertInto('audit')
          .columns(['at', 'officer_id', 'action', 'subject'])
          .expression((is) =>
            is
              .selectFrom('cases')
              .select(({ val, ref }) => [
                val(now).as('at'),
                val(toId).as('officer_id'),
                sql.lit('case.transferred').as('action'),
                ref('cases.id').as('subject'),
              ])
              .where('id', '=', caseId)
              .where('owner_id', '=', toId)
              .where('updated_at', '=', now)
              .where(({ exists }) => exists(isBeingTaken)),
          ),
        caseEvent(query, 'status', { caseId }, now),
      ]),
      query
        .insertInto('audit')
        .columns(['at', 'officer_id', 'action', 'subject'])
        .expression(
          isBeingTaken
            .clearSelect()
            .select(({ val, ref }) => [
              val(now).as('at'),
              val(toId).as('officer_id'),
              sql.lit('shift.taken').as('action'),
              ref('handovers.id').as('subject'),
            ]),
        ),
    ];
  }
}
