import { sql } from 'kysely';
import { caseEvent } from './case-event.ts';
import { conversationsOfPerson } from './contacts.ts';
import type { StorageContext } from './context.ts';
import { changeOwned, ownedCase } from './owned-case.ts';
import { wroteSince } from './wanting-answer.ts';

/**
 * Why not: he does not own it; there is no such case of this person; somebody else has that one; it is closed, and nobody would see what
 * is merged into it; the citizen has written what he has not seen.
 */
export type Merging = 'merged' | 'not-owner' | 'not-theirs' | 'owned' | 'closed' | 'unread';

export function merging({ database, sealer, sources, keyOfCase }: StorageContext) {
  const { query } = database;
  return {
    /**
     * This case is closed, and what is still to do is done in the other one. Both say so. Taken back by reopening.
     * @param intoNumber the other case's number
     * @param noteOf what a note on one says of the other's number
     * @param seenUpTo the newest line that he had before him, milliseconds since 1970 UTC; left out: nobody asks
     */
    async mergeCase(
      caseId: string,
      officerId: string,
      intoNumber: string,
      noteOf: { readonly here: (number: string) => string; readonly there: (number: string) => string },
      seenUpTo?: number,
    ): Promise<Merging> {
      const own = await ownedCase(query, caseId, officerId).select(['number', 'conversation_id']).executeTakeFirst();
      if (!own) return 'not-owner';
      const other = await query
        .selectFrom('cases')
        .select(['id', 'number', 'status', 'merged_into'])
        .where('number', '=', intoNumber)
        .where('id', '<>', caseId)
        .where('conversation_id', 'in', conversationsOfPerson(query, own.conversation_id).select('near.id'))
        .executeTakeFirst();
      if (!other || other.merged_into !== null) return 'not-theirs';
      const [here, there] = [await keyOfCase(caseId), await keyOfCase(other.id)];
      if (!here || !there) return 'not-theirs';
      if (other.status === 'closed') return 'closed';
      const now = sources.now();
      const merged = query
        .selectFrom('cases')
        .where('cases.id', '=', caseId)
        .where('status', '=', 'closed')
        .where('merged_into', '=', other.id)
        .where('updated_at', '=', now);
      // Holds until it is written down: pressed twice in a millisecond, that is once.
      const isNew = merged.where((is) =>
        is.not(
          is.exists(
            is.selectFrom('audit').select('seq').where('subject', '=', caseId).where('action', '=', 'case.merged').where('at', '=', now),
          ),
        ),
      );
      const note = (on: string, sealed: string) =>
        query
          .insertInto('case_notes')
          .columns(['id', 'case_id', 'officer_id', 'body_sealed', 'created_at'])
          .expression(
            isNew.select(({ val }) => [
              val(sources.id()).as('id'),
              val(on).as('case_id'),
              val(officerId).as('officer_id'),
              val(sealed).as('body_sealed'),
              val(now).as('created_at'),
            ]),
          );
      await database.batch([
        changeOwned(query, caseId, officerId)
          .set({
            status: 'closed',
            truth: null,
            merged_into: other.id,
            closed_at: now,
            closed_by: officerId,
            touched_at: now,
            updated_at: now,
          })
          .where(({ exists, selectFrom }) =>
            exists(
              selectFrom('cases as other')
                .select('other.id')
                .where('other.id', '=', other.id)
                .where('other.merged_into', 'is', null)
                .where((is) =>
                  is.or([
                    is('other.status', '=', 'waiting'),
                    is.and([is('other.status', '=', 'claimed'), is('other.owner_id', '=', officerId)]),
                  ]),
                ),
            ),
          )
          .$if(seenUpTo !== undefined, (seen) => seen.where((is) => is.not(wroteSince(is, seenUpTo ?? 0)))),
        query
          .updateTable('conversations')
          .set({ status: 'resolved' })
          .where('status', '=', 'open')
          .where('id', 'in', merged.select('conversation_id')),
        note(caseId, await sealer.seal(here, noteOf.here(other.number))),
        note(other.id, await sealer.seal(there, noteOf.there(own.number))),
        query
          .insertInto('audit')
          .columns(['at', 'officer_id', 'action', 'subject'])
          .expression((is) =>
            is
              .selectFrom('cases as both')
              .select(({ val, ref }) => [
                val(now).as('at'),
                val(officerId).as('officer_id'),
                sql.lit('case.merged').as('action'),
                ref('both.id').as('subject'),
              ])
              .where('both.id', 'in', [caseId, other.id])
              .where(({ exists }) => exists(isNew.select('cases.id')))
              .orderBy(({ eb }) => eb.case().when('both.id', '=', caseId).then(0).else(1).end()),
          ),
        caseEvent(query, 'status', { caseId }, now),
        caseEvent(query, 'desk', { caseId: other.id }, now),
      ]);
      if (await merged.select('cases.id').executeTakeFirst()) return 'merged';
      const still = ownedCase(query, caseId, officerId).select('cases.id');
      if (!(await still.executeTakeFirst())) return 'not-owner';
      const unread = seenUpTo === undefined ? undefined : await still.where((is) => wroteSince(is, seenUpTo)).executeTakeFirst();
      return unread ? 'unread' : 'owned';
    },
  };
}
