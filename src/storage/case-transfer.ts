import { type Act, DECIDING_ROLES, followUp, happened, leftBy, mayWork, NOBODYS } from './case-acts.ts';
import type { StorageContext } from './context.ts';
import type { Role } from './desk-schema.ts';
import { ownedCase } from './owned-case.ts';
import { AT_THE_DESK, PRESENT_FOR } from './presence.ts';

export interface Transfer {
  readonly caseId: string;
  /** Who hands it over. */
  readonly officerId: string;
  /** Whose it was when he decided. */
  readonly ownerId: string;
  readonly to: { readonly officerId: string } | { readonly role: Role };
  /** For colleagues; becomes an internal note. Empty: none. */
  readonly remark: string;
}

export function caseTransfer({ database, sealer, sources, keyOf }: StorageContext) {
  const { query } = database;
  return {
    /**
     * To somebody at the desk, whose it is at once while the bot stays silent; or to a role, for which it waits while the
     * bot speaks again. By its owner, or by a supervisor or administrator.
     * @returns false, and nothing is done, when it is not that owner's any more, is not for him to decide, or whoever shall
     * have it is not at the desk or has it already
     */
    async transferCase({ caseId, officerId, ownerId, to, remark }: Transfer): Promise<boolean> {
      const found = await ownedCase(query, caseId, ownerId).select('conversation_id').executeTakeFirst();
      if (!found) return false;
      const note = remark === '' ? null : await sealer.seal(await keyOf(found.conversation_id), remark);
      const now = sources.now();
      const toOfficer = 'officerId' in to ? to.officerId : null;
      const act: Act = {
        caseId,
        officerId,
        action: 'case.transferred',
        status: toOfficer === null ? 'waiting' : 'claimed',
        ownerId: toOfficer,
        now,
      };
      const change = query
        .updateTable('cases')
        .set({
          ...('role' in to
            ? { ...NOBODYS, wanted_role: to.role }
            : { owner_id: to.officerId, claimed_at: now, touched_at: now, busy_until: null, wanted_role: null }),
          returned_at: null,
          updated_at: now,
        })
        .where('id', '=', caseId)
        .where('owner_id', '=', ownerId)
        .where('status', '=', 'claimed')
        .where((is) => mayWork(is, officerId, officerId === ownerId ? undefined : DECIDING_ROLES))
        .$if(toOfficer !== null, (person) =>
          person
            .where('owner_id', '<>', toOfficer ?? '')
            .where((is) => mayWork(is, toOfficer ?? ''))
            .where((is) =>
              is.exists(
                is
                  .selectFrom('presence')
                  .select('presence.officer_id')
                  .where('presence.officer_id', '=', toOfficer ?? '')
                  .where('presence.place', '=', AT_THE_DESK)
                  .where('presence.seen_at', '>', now - PRESENT_FOR),
              ),
            ),
        );
      await database.batch([change, ...(note === null ? [] : [noteOf(act, officerId, note)]), ...followUp(query, act)]);
      return happened(query, act);
    },
  };

  /** Written when the transfer happened, and once. */
  function noteOf(act: Act, officerId: string, bodySealed: string) {
    return query
      .insertInto('case_notes')
      .columns(['id', 'case_id', 'officer_id', 'body_sealed', 'created_at'])
      .expression(
        leftBy(query, act)
          .select(({ val, ref }) => [
            val(sources.id()).as('id'),
            ref('cases.id').as('case_id'),
            val(officerId).as('officer_id'),
            val(bodySealed).as('body_sealed'),
            val(act.now).as('created_at'),
          ])
          .where((is) =>
            is.not(
              is.exists(
                is
                  .selectFrom('case_notes')
                  .select('case_notes.id')
                  .whereRef('case_notes.case_id', '=', 'cases.id')
                  .where('case_notes.officer_id', '=', officerId)
                  .where('case_notes.created_at', '=', act.now),
              ),
            ),
          ),
      );
  }
}
