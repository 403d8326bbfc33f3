import type { ExpressionBuilder } from 'kysely';
import { type Act, DECIDING_ROLES, followUp, happened, mayWork, NOBODYS } from './case-acts.ts';
import { caseEvent } from './case-event.ts';
import { caseWords } from './case-words.ts';
import type { StorageContext } from './context.ts';
import type { Role } from './desk-schema.ts';
import { changeOwned, ownedCase } from './owned-case.ts';
import { AT_THE_DESK, PRESENT_FOR } from './presence.ts';
import type { Tables } from './schema.ts';

/** So long a telephone call may last before its case counts as left alone. Milliseconds. */
export const CALL_LASTS = 10 * 60_000;

/** What an officer may know of how a case is worked on, beside what the queue shows. Times in milliseconds since 1970 UTC. */
export interface CaseStanding {
  /** For this role alone, and administrators. */
  readonly wantedRole: Role | null;
  /** Its owner is on the telephone with the citizen until then. */
  readonly busyUntil: number | null;
  readonly returnedAt: number | null;
  readonly answeredAt: number | null;
  readonly closedBy: string | null;
  readonly trueType: string | null;
  /** Fen. */
  readonly lost: number | null;
  readonly saved: number | null;
  readonly reported: boolean;
}

/** Taking a case, giving it back, and being at it. Every step asks in the same statement whether it is still his to do. */
export function caseWork(context: StorageContext) {
  const { database, sources } = context;
  const { query } = database;

  /** Of a call that was going on: pressed twice, it ends once. */
  const callEnds = (caseId: string, officerId: string, now: number) =>
    changeOwned(query, caseId, officerId)
      .set(({ fn, val, ref }) => ({ called_at: now, answered_at: fn.coalesce(ref('answered_at'), val(now)) }))
      .where('busy_until', 'is not', null);

  return {
    ...caseWords(context),

    /**
     * One winner, whoever asks at the same moment; the loser learns who won. From now on the bot is silent. A case that
     * waits for a role is that role's alone, and administrators'; a P0 only while one of them has the desk open. An account that is being
     * closed wins nothing.
     * @returns null when nobody has it
     */
    async claimCase(
      caseId: string,
      officerId: string,
    ): Promise<{ readonly won: boolean; readonly owner: { readonly id: string; readonly display: string } } | null> {
      const now = sources.now();
      await database.batch([
        query
          .updateTable('cases')
          .set({
            status: 'claimed',
            owner_id: officerId,
            claimed_at: now,
            touched_at: now,
            returned_at: null,
            busy_until: null,
            updated_at: now,
          })
          .where('id', '=', caseId)
          .where('status', '=', 'waiting')
          .where((is) => mayWork(is, officerId))
          .where((is) =>
            is.or([
              is('wanted_role', 'is', null),
              mayWork(is, officerId, ['administrator']),
              is.exists(
                is
                  .selectFrom('officers')
                  .select('officers.id')
                  .where('officers.id', '=', officerId)
                  .whereRef('officers.role', '=', 'cases.wanted_role'),
              ),
              is.and([is('urgency', '=', 'P0'), is.not(is.exists(wantedAtTheDesk(is, now)))]),
            ]),
          ),
        ...followUp(query, { caseId, officerId, action: 'case.claimed', status: 'claimed', ownerId: officerId, now }),
      ]);
      const owner = await query
        .selectFrom('cases')
        .innerJoin('officers', 'officers.id', 'cases.owner_id')
        .select(['officers.id', 'display'])
        .where('cases.id', '=', caseId)
        .where('cases.status', '=', 'claimed')
        .executeTakeFirst();
      return owner ? { won: owner.id === officerId, owner } : null;
    },

    /**
     * Back to the queue, for everybody, and the bot speaks again. A supervisor or an administrator may take a colleague's
     * case back as well.
     * @param ownerId whose it was when he decided; himself where he does not say
     * @returns false when it is not that owner's any more, or not for him to decide
     */
    async releaseCase(caseId: string, officerId: string, ownerId: string = officerId): Promise<boolean> {
      if (!(await ownedCase(query, caseId, ownerId).select('conversation_id').executeTakeFirst())) return false;
      const now = sources.now();
      const act: Act = { caseId, officerId, action: 'case.released', status: 'waiting', ownerId: null, now };
      await database.batch([
        query
          .updateTable('cases')
          .set({ ...NOBODYS, wanted_role: null, updated_at: now })
          .where('id', '=', caseId)
          .where('owner_id', '=', ownerId)
          .where('status', '=', 'claimed')
          .$if(ownerId !== officerId, (others) => others.where((is) => mayWork(is, officerId, DECIDING_ROLES))),
        ...followUp(query, act),
      ]);
      return happened(query, act);
    },

    /**
     * He is on the telephone with the citizen, for ten minutes, or not any more: then what was asked before is answered. False when he
     * does not own the case.
     */
    async setOnTelephone(caseId: string, officerId: string, calling: boolean): Promise<boolean> {
      const now = sources.now();
      await database.batch([
        ...(calling ? [] : [callEnds(caseId, officerId, now)]),
        changeOwned(query, caseId, officerId).set({ busy_until: calling ? now + CALL_LASTS : null, touched_at: now }),
        caseEvent(query, 'desk', { caseId }, now),
      ]);
      return (await ownedCase(query, caseId, officerId).select('conversation_id').executeTakeFirst()) !== undefined;
    },

    /** The owner is at it, even if what he tried did not succeed; of anybody else nothing is written. */
    async touchCase(caseId: string, officerId: string): Promise<void> {
      await changeOwned(query, caseId, officerId).set({ touched_at: sources.now() }).execute();
    },

    /** @returns null for a case that is not there */
    async caseStanding(caseId: string): Promise<CaseStanding | null> {
      const row = await query
        .selectFrom('cases')
        .select([
          'wanted_role as wantedRole',
          'busy_until as busyUntil',
          'returned_at as returnedAt',
          'answered_at as answeredAt',
          'closed_by as closedBy',
          'true_type as trueType',
          'lost',
          'saved',
          'reported',
        ])
        .where('id', '=', caseId)
        .executeTakeFirst();
      if (!row) return null;
      const { reported, ...standing } = row;
      return { ...standing, reported: reported === 1 };
    },
  };
}

/** Of the role that the case waits for, whoever has the desk open. */
function wantedAtTheDesk(is: ExpressionBuilder<Tables, 'cases'>, now: number) {
  return is
    .selectFrom('presence')
    .innerJoin('officers', 'officers.id', 'presence.officer_id')
    .select('presence.officer_id')
    .whereRef('officers.role', '=', 'cases.wanted_role')
    .where('officers.disabled', '=', 0)
    .where('presence.place', '=', AT_THE_DESK)
    .where('presence.seen_at', '>', now - PRESENT_FOR)
    .where('presence.seen_at', '<=', now + PRESENT_FOR);
}
