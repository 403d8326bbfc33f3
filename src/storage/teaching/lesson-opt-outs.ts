import { type Compilable, sql } from 'kysely';
import { ON_A_PAGE } from '../citizens/consents.ts';
import type { StorageContext } from '../context.ts';
import { channelOf } from '../conversations.ts';
import { UNSENT, WITHDRAWABLE } from '../outbox-states.ts';

const LATE = [...UNSENT, sql.lit('waiting' as const)];

export function lessonOptOuts({ database, sources }: StorageContext) {
  const { query } = database;

  /** He wants no more: his consent ends, and what is still on its way to him stays here. */
  const stopping = (citizenId: string, now: number, through: string): Compilable[] => [
    query
      .updateTable('citizen_consents')
      .set({ withdrawn_at: now, withdrawn_through: through })
      .where('citizen_id', '=', citizenId)
      .where('purpose', '=', 'teaching')
      .where('withdrawn_at', 'is', null),
    query
      .updateTable('outbox')
      .set({ state: 'withdrawn', updated_at: now })
      .where('state', 'in', WITHDRAWABLE)
      .where('message_id', 'in', (inner) => inner.selectFrom('lesson_pushes').select('message_id').where('citizen_id', '=', citizenId)),
  ];

  return {
    /** A lesson that did not get out soon is not sent later, in the middle of something else. @param before milliseconds since 1970 UTC */
    async dropLateLessons(before: number): Promise<boolean> {
      const rows = await query
        .updateTable('outbox')
        .set({ state: 'withdrawn', updated_at: sources.now() })
        // What was refused is not sent again by itself, and must not look like what could be.
        .where('state', 'in', LATE)
        .where('message_id', 'in', (inner) => inner.selectFrom('lesson_pushes').select('message_id'))
        .where('outbox.created_at', '<', before)
        .returning('id')
        .execute();
      return rows.length > 0;
    },

    /**
     * A lesson that was dropped before it left was none: his turn comes again. What may have arrived counts as sent.
     * @param since milliseconds since 1970 UTC
     */
    async giveBackDroppedLessons(since: number): Promise<boolean> {
      const rows = await query
        .deleteFrom('lesson_pushes')
        .where('at', '>=', since)
        .where((is) =>
          is.exists(
            is
              .selectFrom('outbox')
              .select('outbox.id')
              .whereRef('outbox.message_id', '=', 'lesson_pushes.message_id')
              .where('state', '=', sql.lit('withdrawn'))
              .whereRef('attempts', '=', 'settled'),
          ),
        )
        .returning('lesson')
        .execute();
      return rows.length > 0;
    },

    /** He opts out, of every channel at once. */
    stopTeaching: (citizenId: string): Promise<void> => database.batch(stopping(citizenId, sources.now(), ON_A_PAGE)),

    /** The same said in a conversation: everybody whose conversation it is. @returns whether anybody was there */
    async stopTeachingFrom(conversationId: string): Promise<boolean> {
      const byPhone = query
        .selectFrom('citizens')
        .innerJoin('conversations', 'conversations.address_hash', 'citizens.phone_hash')
        .select('citizens.id')
        .where('conversations.id', '=', conversationId);
      const linked = query.selectFrom('citizen_conversations').select('citizen_id as id').where('conversation_id', '=', conversationId);
      const pushed = query
        .selectFrom('lesson_pushes')
        .innerJoin('messages', 'messages.id', 'lesson_pushes.message_id')
        .select('citizen_id as id')
        .where('messages.conversation_id', '=', conversationId);
      const rows = [...(await byPhone.execute()), ...(await linked.execute()), ...(await pushed.execute())];
      const ids = [...new Set(rows.map(({ id }) => id))];
      if (ids.length === 0) return false;
      const now = sources.now();
      await database.batch(ids.flatMap((id) => stopping(id, now, channelOf(conversationId))));
      return true;
    },
  };
}
