import { sql } from 'kysely';
import type { AuditAction } from './audit-entry.ts';
import { auditCaseIf } from './audit-entry.ts';
import { caseEvent } from './case-event.ts';
import type { StorageContext } from './context.ts';
import { TAKEN_FOR } from './listed-call-backs.ts';
import { ownedCase, touchOwned } from './owned-case.ts';

export type CallResult = 'reached' | 'unreached' | 'not-needed';

/** After a call that did not reach him it is due again. Milliseconds. */
const AGAIN_AFTER = 15 * 60_000;

export function callBacks({ database, sealer, sources, keyOf, keyOfCase, openIfSealed }: StorageContext) {
  const { query } = database;

  /** Only while the call-back stands as the officer saw it. */
  const asSeen = (id: string, attempts: number) =>
    query.selectFrom('call_backs').where('call_backs.id', '=', id).where('attempts', '=', attempts).where('done_at', 'is', null);

  const auditIf = (stands: ReturnType<typeof asSeen>, officerId: string, action: AuditAction, reason: string | null, now: number) =>
    query
      .insertInto('audit')
      .columns(['at', 'officer_id', 'action', 'subject', 'reason_sealed'])
      .expression(
        stands.select(({ val }) => [
          val(now).as('at'),
          val(officerId).as('officer_id'),
          val(action).as('action'),
          'case_id as subject',
          sql<string | null>`${reason}`.as('reason_sealed'),
        ]),
      );

  return {
    /**
     * The owner has promised to call him. False when he does not own the case.
     * @param dueAt milliseconds since 1970 UTC
     * @param id of the form: the same one sent twice is one promise
     */
    async promiseCallBack(caseId: string, officerId: string, dueAt: number, note: string, id: string = sources.id()): Promise<boolean> {
      const owned = await ownedCase(query, caseId, officerId).select('conversation_id').executeTakeFirst();
      if (!owned) return false;
      const now = sources.now();
      const sealed = note === '' ? null : await sealer.seal(await keyOf(owned.conversation_id), note);
      const insert = query
        .insertInto('call_backs')
        .columns(['id', 'case_id', 'kind', 'due_at', 'attempts', 'officer_id', 'note_sealed', 'created_at'])
        .expression(
          ownedCase(query, caseId, officerId).select(({ val }) => [
            val(id).as('id'),
            'cases.id as case_id',
            sql.lit('promised').as('kind'),
            val(dueAt).as('due_at'),
            sql.lit(0).as('attempts'),
            val(officerId).as('officer_id'),
            sql<string | null>`${sealed}`.as('note_sealed'),
            val(now).as('created_at'),
          ]),
        );
      try {
        await database.batch([
          insert,
          touchOwned(query, caseId, officerId, now),
          auditCaseIf(query, { at: now, officerId, action: 'case.facts', subject: caseId }, { status: 'claimed', owner_id: officerId }),
          caseEvent(query, 'desk', { caseId }, now),
        ]);
      } catch (error) {
        if (!database.isUniqueViolation(error)) throw error;
      }
      return (
        (await query.selectFrom('call_backs').select('id').where('id', '=', id).where('case_id', '=', caseId).executeTakeFirst()) !==
        undefined
      );
    },

    /**
     * He is about to call: for half an hour nobody else does, and he sees the case in full; that is written down. One winner, whoever asks
     * at the same moment; himself as often as he likes.
     * @returns false when nothing is to be called, or a colleague is at it
     */
    async takeCallBack(id: string, officerId: string): Promise<boolean> {
      const row = await query
        .selectFrom('call_backs')
        .select(['case_id', 'attempts'])
        .where('call_backs.id', '=', id)
        .where('done_at', 'is', null)
        .executeTakeFirst();
      const key = row ? await keyOfCase(row.case_id) : null;
      if (!row || !key) return false;
      const now = sources.now();
      const reason = await sealer.seal(key, '回电');
      const stands = asSeen(id, row.attempts).where('taken_by', '=', officerId).where('taken_at', '=', now);
      const own = query.selectFrom('unmaskings').select('case_id').where('officer_id', '=', officerId).where('case_id', '=', row.case_id);
      await database.batch([
        query
          .updateTable('call_backs')
          .set({ taken_by: officerId, taken_at: now })
          .where('id', '=', id)
          .where('attempts', '=', row.attempts)
          .where('done_at', 'is', null)
          .where((is) =>
            is.or([
              is('taken_by', 'is', null),
              is('taken_by', '=', officerId),
              is('taken_at', '<=', now - TAKEN_FOR),
              // The clock was set back.
              is('taken_at', '>', now + TAKEN_FOR),
            ]),
          ),
        query
          .updateTable('unmaskings')
          .set({ until: now + TAKEN_FOR })
          .where('officer_id', '=', officerId)
          .where('case_id', 'in', stands.select('case_id'))
          .where('until', '<', now + TAKEN_FOR),
        query
          .insertInto('unmaskings')
          .columns(['officer_id', 'case_id', 'until'])
          .expression(
            query
              .selectFrom('cases')
              .select(({ val }) => [val(officerId).as('officer_id'), 'cases.id as case_id', val(now + TAKEN_FOR).as('until')])
              .where('cases.id', 'in', stands.select('case_id'))
              .where(({ not, exists }) => not(exists(own))),
          ),
        auditIf(stands, officerId, 'case.unmasked', reason, now),
        caseEvent(query, 'desk', { caseId: row.case_id }, now),
      ]);
      return (await stands.select('id').executeTakeFirst()) !== undefined;
    },

    /**
     * What came of a call. An unreached one is due again in a quarter of an hour.
     * @param attempts as the officer saw them: the same button pressed twice counts once
     * @param said what he said, or why no call is needed
     * @returns false when somebody was faster
     */
    async settleCallBack(id: string, officerId: string, attempts: number, result: CallResult, said: string): Promise<boolean> {
      const row = await asSeen(id, attempts).select(['case_id', 'note_sealed']).executeTakeFirst();
      if (!row) return false;
      const now = sources.now();
      const key = await keyOfCase(row.case_id);
      const before = key ? await openIfSealed(key, row.note_sealed) : null;
      const note = [before ?? '', said].filter((part) => part !== '').join('\n');
      const called = result !== 'not-needed';
      const ended = result === 'unreached' ? null : now;
      const change = query
        .updateTable('call_backs')
        .set({
          attempts: attempts + (called ? 1 : 0),
          taken_by: null,
          taken_at: null,
          ...(called && { last_attempt_at: now }),
          ...(key && note !== '' && { note_sealed: await sealer.seal(key, note) }),
          ...(ended === null ? { due_at: now + AGAIN_AFTER } : { done_at: ended, result: resultOf(result, attempts) }),
        })
        .where('id', '=', id)
        .where('attempts', '=', attempts)
        .where('done_at', 'is', null);
      // The audit row first: it asks for the state that the change ends.
      const reason = key && said !== '' ? await sealer.seal(key, said) : null;
      await database.batch([
        auditIf(asSeen(id, attempts), officerId, 'case.called', reason, now),
        change,
        touchOwned(query, row.case_id, officerId, now),
        caseEvent(query, 'desk', { caseId: row.case_id }, now),
      ]);
      const after = await query.selectFrom('call_backs').select(['done_at', 'last_attempt_at']).where('id', '=', id).executeTakeFirst();
      return ended === null ? after?.last_attempt_at === now : after?.done_at === now;
    },
  };
}

function resultOf(result: CallResult, attempts: number): 'reached' | 'given-up' | 'cancelled' {
  if (result === 'reached') return 'reached';
  return attempts > 0 ? 'given-up' : 'cancelled';
}
