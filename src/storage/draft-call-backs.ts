import type { Compilable, Kysely } from 'kysely';
import { DAY } from '../durations.ts';
import type { StorageContext } from './context.ts';
import type { Drafts, ToldGreen } from './draft.ts';
import type { Tables } from './schema.ts';

type DraftCallBacks = Pick<Drafts, 'takeDueCallBacks' | 'endDueCallBacks'>;

const ROWS_AT_ONCE = 50;
/** What fails for so long would fail for ever. */
const GIVEN_UP_AFTER = 7 * DAY;

/** Somebody on the list of a release; of a conversation once. */
export function callBackRow(query: Kysely<Tables>, version: string, { conversationId, messageId }: ToldGreen, now: number): Compilable {
  return query
    .insertInto('release_call_backs')
    .values({
      version,
      conversation_id: conversationId,
      message_id: messageId,
      case_id: null,
      created_at: now,
      attempts: 0,
      last_attempt_at: null,
      done_at: null,
      result: null,
      officer_id: null,
    })
    .onConflict((conflict) => conflict.columns(['version', 'conversation_id']).doNothing());
}

/** Between the measuring of a draft and its publication the release before went on answering: a second look, once it has ended. */
export function draftCallBacks({ database, sources }: StorageContext): DraftCallBacks {
  const { query } = database;
  return {
    async takeDueCallBacks(leaseMs) {
      const now = sources.now();
      const row = await database.claiming
        .updateTable('drafts')
        .set({ call_backs_due: now + leaseMs })
        .where('id', '=', ({ selectFrom }) =>
          database.skipLocked(
            selectFrom('drafts as due')
              .select('due.id')
              .where('due.call_backs_due', '<=', now)
              .where('due.updated_at', '>', now - GIVEN_UP_AFTER)
              .orderBy('due.call_backs_due')
              .orderBy('due.id')
              .limit(1),
            'due',
          ),
        )
        // Once more, for a database in which another worker's change is seen only here.
        .where('call_backs_due', '<=', now)
        .returning(['id', 'published_as'])
        .executeTakeFirst();
      return row && row.published_as !== null ? { draftId: row.id, version: row.published_as } : null;
    },

    async endDueCallBacks({ draftId, version }, callBacks) {
      const now = sources.now();
      for (let at = 0; at < callBacks.length; at += ROWS_AT_ONCE)
        await database.batch(callBacks.slice(at, at + ROWS_AT_ONCE).map((one) => callBackRow(query, version, one, now)));
      await query.updateTable('drafts').set({ call_backs_due: null }).where('id', '=', draftId).execute();
    },
  };
}
