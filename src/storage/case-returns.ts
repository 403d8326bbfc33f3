import type { Expression, ExpressionBuilder, SqlBool } from 'kysely';
import { type Act, followUp, happened, NOBODYS } from './case-acts.ts';
import type { StorageContext } from './context.ts';
import { isNoGroup } from './group-conversations.ts';
import type { Tables } from './schema.ts';
import { TELEPHONE } from './telephone-channel.ts';
import { WANT_AN_ANSWER } from './wanting-answer.ts';

/** So long may somebody in need wait for the owner's next act. Milliseconds. */
export const ANSWER_WITHIN = 90_000;
/** So long may an owner who has no page of the desk open leave somebody without an answer. Milliseconds. */
export const AWAY_FOR = 10 * 60_000;
/** A session that nobody used for so long is over. Milliseconds. */
export const SESSION_IDLE = 2 * 60 * 60_000;

type Is = ExpressionBuilder<Tables, 'cases'>;

/** Cases that come back because nobody works on them any more. */
export function caseReturns({ database, sources }: StorageContext) {
  const { query } = database;

  /** Of these cases, those that are claimed; each one only if it still is so when its turn comes. Then anybody may have it. */
  async function giveBack(which: (is: Is) => Expression<SqlBool>, officerId: string | null, now: number): Promise<readonly string[]> {
    const found = await query.selectFrom('cases').select('id').where('status', '=', 'claimed').where(which).execute();
    if (found.length === 0) return [];
    const acts = found.map(({ id }): Act => ({ caseId: id, officerId, action: 'case.returned', status: 'waiting', ownerId: null, now }));
    await database.batch(
      acts.flatMap((act) => [
        query
          .updateTable('cases')
          .set({ ...NOBODYS, wanted_role: null, returned_at: now, updated_at: now })
          .where('id', '=', act.caseId)
          .where('status', '=', 'claimed')
          .where(which),
        ...followUp(query, act),
      ]),
    );
    const returned = await Promise.all(acts.map(async (act) => ((await happened(query, act)) ? [act.caseId] : [])));
    return returned.flat();
  }

  return {
    /**
     * Gives back to the queue what its owner has left alone: a P0 whose citizen has waited for 90 seconds, and whatever is
     * owned by somebody who is not signed in any more, or has closed the desk for ten minutes while the citizen waits. The bot speaks again there. To be called again and again, by anybody.
     * @returns the ids of the cases that came back
     */
    async returnLapsed(): Promise<readonly string[]> {
      const now = sources.now();
      return giveBack((is) => isLapsed(is, now), null, now);
    },

    /** The same for one conversation, before a message of it is judged: the bot answers when no human does. */
    async returnLapsedIn(conversationId: string): Promise<readonly string[]> {
      const now = sources.now();
      return giveBack((is) => is.and([is('cases.conversation_id', '=', conversationId), isLapsed(is, now)]), null, now);
    },

    /**
     * Everything that he works on, because he signs out or somebody does it for him.
     * @param byId who did it; left out: he himself
     * @returns the ids of the cases that came back
     */
    returnCasesOf: (officerId: string, byId: string = officerId): Promise<readonly string[]> =>
      giveBack((is) => is('cases.owner_id', '=', officerId), byId, sources.now()),
  };
}

function isLapsed(is: Is, now: number): Expression<SqlBool> {
  return is.or([isUnanswered(is, now), isAbandoned(is, now), isLeftAlone(is, now)]);
}

/**
 * In need, waiting for an answer in writing, and nothing has come from the owner for too long, or since it became so urgent; a
 * call on the telephone is an answer, while it lasts and to what was asked before its end.
 */
function isUnanswered(is: Is, now: number): Expression<SqlBool> {
  const limit = now - ANSWER_WITHIN;
  return is.and([
    is('cases.urgency', '=', 'P0'),
    is(is.fn.coalesce('cases.touched_at', 'cases.claimed_at', is.lit(0)), '<=', limit),
    is('cases.updated_at', '<=', limit),
    is.or([is('cases.busy_until', 'is', null), is('cases.busy_until', '<=', now)]),
    hasAsked(is, limit),
  ]);
}

/** The citizen waits for an answer, and the owner has closed the desk, or his computer, without signing out. */
function isLeftAlone(is: Is, now: number): Expression<SqlBool> {
  const limit = now - AWAY_FOR;
  return is.and([
    is(is.fn.coalesce('cases.touched_at', 'cases.claimed_at', is.lit(0)), '<=', limit),
    is.or([is('cases.busy_until', 'is', null), is('cases.busy_until', '<=', now)]),
    is.not(
      is.exists(
        is
          .selectFrom('presence')
          .select('presence.officer_id')
          .whereRef('presence.officer_id', '=', 'cases.owner_id')
          .where('presence.seen_at', '>', limit),
      ),
    ),
    hasAsked(is, limit),
  ]);
}

/** Something of the citizen's from before this time has no answer yet. */
function hasAsked(is: Is, limit: number): Expression<SqlBool> {
  return is.exists(
    is
      .selectFrom('messages as asked')
      .select('asked.id')
      .whereRef('asked.conversation_id', '=', 'cases.conversation_id')
      .where('asked.author', '=', 'citizen')
      .where('asked.channel', '<>', TELEPHONE)
      .where(isNoGroup('asked.conversation_id'))
      .where('asked.kind', 'in', [...WANT_AN_ANSWER])
      .where('asked.created_at', '<=', limit)
      .where(({ eb, fn, ref, lit }) => eb('asked.created_at', '>', fn.coalesce(ref('cases.called_at'), lit(0))))
      .where((asked) =>
        asked.not(
          asked.exists(
            asked
              .selectFrom('messages as answered')
              .select('answered.id')
              .whereRef('answered.conversation_id', '=', 'asked.conversation_id')
              .where('answered.author', '=', 'officer')
              .whereRef('answered.created_at', '>=', 'asked.created_at'),
          ),
        ),
      ),
  );
}

/** Its owner is signed in nowhere, or may not work any more. */
function isAbandoned(is: Is, now: number): Expression<SqlBool> {
  return is.not(
    is.exists(
      is
        .selectFrom('sessions')
        .innerJoin('officers', 'officers.id', 'sessions.officer_id')
        .select('sessions.officer_id')
        .whereRef('sessions.officer_id', '=', 'cases.owner_id')
        .where('sessions.expires_at', '>', now)
        .where('sessions.seen_at', '>', now - SESSION_IDLE)
        .where('officers.disabled', '=', 0),
    ),
  );
}
