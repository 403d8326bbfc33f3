import { sql } from 'kysely';
import { DAY } from '../durations.ts';
import { type Act, followUp, happened, leftBy, mayWork } from './case-acts.ts';
import { conversationsOfPerson } from './contacts.ts';
import type { StorageContext } from './context.ts';
import type { Truth } from './desk-schema.ts';
import { notDrill } from './drills.ts';
import { changeOwned, ownedCase } from './owned-case.ts';
import { wroteSince } from './wanting-answer.ts';

/** After a loss the next scammer offers to get the money back: so long whoever does is warned of in red. Milliseconds. */
const GUARD_LASTS = 30 * DAY;
/** When he is called after a loss. Milliseconds after closing. */
const GUARD_CALLS = [DAY, 7 * DAY, 30 * DAY];
/** Stages at which money, cash or gold is gone; as in detection/stage.ts. */
const GONE = ['paid', 'handed-over'];

/** What an officer may say of it besides. */
export interface ClosingDetails {
  /** A type of the library. */
  readonly trueType?: string | null;
  /** Fen. */
  readonly lost?: number | null;
  readonly saved?: number | null;
  /** To 110. */
  readonly reported?: boolean;
  /** The newest line that he had before him, milliseconds since 1970 UTC; left out: nobody asks. */
  readonly seenUpTo?: number | undefined;
}

export function caseClosing({ database, sources }: StorageContext) {
  const { query } = database;

  const closes = (caseId: string, officerId: string, now: number): Act => ({
    caseId,
    officerId,
    action: 'case.closed',
    status: 'closed',
    ownerId: officerId,
    now,
  });

  /** The case that has just been closed, when its citizen has been robbed. */
  const robbed = (act: Act) =>
    leftBy(query, act)
      .where('truth', '=', 'scam')
      .where(notDrill('cases.conversation_id'))
      .where((is) =>
        is.or([
          is('lost', '>', 0),
          is.exists(is.selectFrom('money_facts').select('money_facts.id').whereRef('money_facts.case_id', '=', 'cases.id')),
          ...GONE.map((stage) => is('reason', 'like', `%: ${stage}`)),
          is.exists(
            is
              .selectFrom('outcomes')
              .select('outcomes.message_id')
              .whereRef('outcomes.conversation_id', '=', 'cases.conversation_id')
              .whereRef('outcomes.created_at', '>=', 'cases.created_at')
              .where('outcomes.stage', 'in', GONE),
          ),
        ]),
      );

  /** Also where the same telephone is another conversation: whoever was robbed in a call is written to. */
  const personsIn = (conversationId: string) => conversationsOfPerson(query, conversationId).select('near.person_id');

  return {
    /**
     * Done, with what it was. When the citizen writes again, the bot answers first. Whoever was robbed is guarded for
     * thirty days and called after one, seven and thirty.
     * @returns false when the officer does not own it, or the citizen has written what he has not seen: nobody would answer that
     */
    async closeCase(caseId: string, officerId: string, truth: Truth, details: ClosingDetails = {}): Promise<boolean> {
      const owned = await ownedCase(query, caseId, officerId).select('conversation_id').executeTakeFirst();
      if (!owned) return false;
      const { trueType = null, lost = null, saved = null, reported = false, seenUpTo } = details;
      const now = sources.now();
      const act = closes(caseId, officerId, now);
      await database.batch([
        changeOwned(query, caseId, officerId)
          .set({
            status: 'closed',
            closed_at: now,
            closed_by: officerId,
            truth,
            true_type: trueType,
            lost,
            saved,
            reported: reported ? 1 : 0,
            touched_at: now,
            busy_until: null,
            updated_at: now,
          })
          .$if(seenUpTo !== undefined, (seen) => seen.where((is) => is.not(wroteSince(is, seenUpTo ?? 0)))),
        ...GUARD_CALLS.map((after) => guardCall(act, now + after)),
        query
          .updateTable('persons')
          .set({ guarded_until: now + GUARD_LASTS })
          .where('id', 'in', personsIn(owned.conversation_id))
          .where(({ exists }) => exists(robbed(act).select('cases.id'))),
        ...followUp(query, act),
      ]);
      return happened(query, act);
    },

    /** It is his, and its citizen has written what he has not seen. @param seenUpTo milliseconds since 1970 UTC */
    async hasUnread(caseId: string, officerId: string, seenUpTo: number): Promise<boolean> {
      const unread = ownedCase(query, caseId, officerId).where((is) => wroteSince(is, seenUpTo));
      return (await unread.select('cases.id').executeTakeFirst()) !== undefined;
    },

    /**
     * Undone: his again, as before it was closed; what was said of type and amounts stays. The guard of this case ends.
     * One that was merged into another stands by itself again.
     * @returns false when it is not closed any more, another case of the conversation is running, or its person was erased
     */
    async reopenCase(caseId: string, officerId: string): Promise<boolean> {
      const closed = await query
        .selectFrom('cases')
        .select('conversation_id')
        .where('id', '=', caseId)
        .where('status', '=', 'closed')
        .executeTakeFirst();
      if (!closed) return false;
      const now = sources.now();
      const act: Act = { caseId, officerId, action: 'case.reopened', status: 'claimed', ownerId: officerId, now };
      try {
        await database.batch([
          query
            .updateTable('cases')
            .set({
              status: 'claimed',
              owner_id: officerId,
              claimed_at: now,
              touched_at: now,
              busy_until: null,
              returned_at: null,
              wanted_role: null,
              closed_at: null,
              closed_by: null,
              truth: null,
              merged_into: null,
              updated_at: now,
            })
            .where('id', '=', caseId)
            .where('status', '=', 'closed')
            .where((is) => mayWork(is, officerId))
            .where((is) =>
              is.exists(
                is
                  .selectFrom('conversations')
                  .innerJoin('persons', 'persons.id', 'conversations.person_id')
                  .select('persons.id')
                  .whereRef('conversations.id', '=', 'cases.conversation_id')
                  .whereRef('persons.created_at', '<=', 'cases.created_at')
                  .where('persons.key_wrapped', 'is not', null),
              ),
            )
            .where((is) =>
              is.not(
                is.exists(
                  is
                    .selectFrom('cases as others')
                    .select('others.id')
                    .whereRef('others.conversation_id', '=', 'cases.conversation_id')
                    .where('others.status', '<>', 'closed'),
                ),
              ),
            ),
          query
            .updateTable('call_backs')
            .set({ done_at: now, result: 'cancelled' })
            .where('kind', '=', 'guard')
            .where('done_at', 'is', null)
            .where('case_id', 'in', leftBy(query, act).select('cases.id')),
          endGuard(act, closed.conversation_id),
          ...followUp(query, act),
        ]);
      } catch (error) {
        // A new case of the conversation came in between.
        if (database.isUniqueViolation(error)) return false;
        throw error;
      }
      return happened(query, act);
    },
  };

  function guardCall(act: Act, dueAt: number) {
    return query
      .insertInto('call_backs')
      .columns(['id', 'case_id', 'kind', 'due_at', 'attempts', 'created_at'])
      .expression(
        robbed(act)
          .select(({ val, ref }) => [
            val(sources.id()).as('id'),
            ref('cases.id').as('case_id'),
            sql.lit('guard').as('kind'),
            val(dueAt).as('due_at'),
            sql.lit(0).as('attempts'),
            val(act.now).as('created_at'),
          ])
          .where((is) =>
            is.not(
              is.exists(
                is
                  .selectFrom('call_backs')
                  .select('call_backs.id')
                  .whereRef('call_backs.case_id', '=', 'cases.id')
                  .where('call_backs.due_at', '=', dueAt),
              ),
            ),
          ),
      );
  }

  /** Unless another case of his asks for it. */
  function endGuard(act: Act, conversationId: string) {
    return query
      .updateTable('persons')
      .set({ guarded_until: null })
      .where('id', 'in', personsIn(conversationId))
      .where(({ exists }) => exists(leftBy(query, act).select('cases.id')))
      .where((is) =>
        is.not(
          is.exists(
            is
              .selectFrom('call_backs')
              .innerJoin('cases', 'cases.id', 'call_backs.case_id')
              .innerJoin('conversations', 'conversations.id', 'cases.conversation_id')
              .select('call_backs.id')
              .where('conversations.person_id', 'in', personsIn(conversationId))
              .where('call_backs.kind', '=', 'guard')
              .where('call_backs.done_at', 'is', null),
          ),
        ),
      );
  }
}
