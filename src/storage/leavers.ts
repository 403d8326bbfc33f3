import { sql } from 'kysely';
import type { StorageContext } from './context.ts';
import { UNSENT } from './outbox-states.ts';
import { leftBehind } from './privacy/erased-consults.ts';
import { forgetNumbers, forgetQuotes, forgetReadings } from './privacy/forget-elsewhere.ts';
import { runningCase } from './running-case.ts';
import { notAside, PieceSetAside, setAside } from './set-aside.ts';

/** Milliseconds: who waits longer for his last answer has a platform that does not take it. */
const LONGEST_FAREWELL = 10 * 60_000;
/** Parameters of a statement are few in some databases. */
const AT_ONCE = 80;

/** Those who left a channel or asked to be forgotten. */
export function leavers(context: StorageContext) {
  const { database, sources } = context;
  const { query } = database;
  const { onePiece } = setAside(context);

  /** Who has left and of whom nothing is under way. */
  const mayGo = (now: number) =>
    query
      .selectFrom('persons as leaving')
      .innerJoin('conversations', 'conversations.person_id', 'leaving.id')
      .select('leaving.id')
      .distinct()
      .where('leaving.leaving_since', 'is not', null)
      .where((is) => is.not(is.exists(runningCase(query))))
      .where((is) =>
        is.or([
          is('leaving.leaving_since', '<', now - LONGEST_FAREWELL),
          is.not(
            is.or([
              is.exists(
                is
                  .selectFrom('outbox')
                  .select('outbox.id')
                  .whereRef('outbox.conversation_id', '=', 'conversations.id')
                  .where('outbox.state', 'in', UNSENT)
                  .where('outbox.channel', '<>', 'web'),
              ),
              is.exists(
                is
                  .selectFrom('messages')
                  .select('messages.id')
                  .whereRef('messages.conversation_id', '=', 'conversations.id')
                  .where('concluded', '=', sql.lit(0)),
              ),
            ]),
          ),
        ]),
      );

  /** Those who may go now, some at once; if one of them cannot be erased, each by himself. */
  async function eraseSome(): Promise<{ found: number; erased: number }> {
    const now = sources.now();
    const found = await mayGo(now)
      .where(notAside('leaver-erase', 'leaving.id', now))
      .limit(AT_ONCE)
      .execute();
    const ids = found.map(({ id }) => id);
    if (ids.length === 0) return { found: 0, erased: 0 };
    try {
      const erased = await erase(ids, now);
      await query.deleteFrom('set_aside').where('queue', '=', 'leaver-erase').where('subject', 'in', ids).execute();
      return { found: ids.length, erased };
    } catch {
      let erased = 0;
      for (const id of ids)
        try {
          erased += await onePiece('leaver-erase', id, () => erase([id], now));
        } catch (error) {
          if (!(error instanceof PieceSetAside)) throw error;
        }
      return { found: ids.length, erased };
    }
  }

  /** Of those who have asked for it and may go: the channel has proved that the number is his. */
  async function numbersOf(ids: readonly string[], now: number): Promise<readonly string[]> {
    const rows = await query
      .selectFrom('persons')
      .innerJoin('conversations', 'conversations.person_id', 'persons.id')
      .select('address_hash')
      .distinct()
      .where('persons.id', 'in', ids)
      .where('persons.id', 'in', mayGo(now))
      .where('forget_asked_at', 'is not', null)
      .where('address_hash', 'is not', null)
      .execute();
    return rows.flatMap(({ address_hash }) => address_hash ?? []);
  }

  async function erase(ids: readonly string[], now: number): Promise<number> {
    // First: without his key nobody can tell any more that these were his.
    await forgetNumbers(context, await numbersOf(ids, now), now);
    await forgetReadings(context, ids);
    // One statement: a case or a message that has come in between is seen.
    const erased = await query
      .updateTable('persons')
      .set({ key_wrapped: null, leaving_since: null, gone_at: now })
      .where('id', 'in', ids)
      .where('id', 'in', mayGo(now))
      .returning('id')
      .execute();
    if (erased.length === 0) return 0;
    const gone = () =>
      query
        .selectFrom('conversations')
        .select('id')
        .where(
          'person_id',
          'in',
          erased.map(({ id }) => id),
        );
    await database.batch(leftBehind(query, gone, now));
    for (const { id } of await gone().execute()) await forgetQuotes(context, [id]);
    return erased.length;
  }

  return {
    /**
     * Destroys the keys of those who left or asked to be forgotten, unless a case of theirs is running, a message of theirs
     * is being answered, or an answer is on its way to them: these are waited for, some minutes at most. Who cannot be erased
     * is set aside and tried again; the others do not wait for him.
     * @returns how many were erased
     */
    async eraseLeavers(): Promise<number> {
      for (let sum = 0; ; ) {
        const { found, erased } = await eraseSome();
        sum += erased;
        if (found < AT_ONCE) return sum;
      }
    },
  };
}
