import { sql } from 'kysely';
import { caseEvent } from './case-event.ts';
import type { StorageContext } from './context.ts';
import type { Urgency } from './desk-schema.ts';
import { tellOfCase } from './said-of-case.ts';

/** Of a telephone to which the platform sends nothing for now: stands in a ring's reason. */
export const SMS_LIMIT = 'sms: limit';
/** However long it has been ringing. Milliseconds. */
const LONGEST_PAUSE = 15 * 60_000;

/** A telephone is to be rung now, for a case that nobody has claimed. */
export interface Ring {
  readonly caseId: string;
  readonly number: string;
  readonly urgency: Urgency;
  readonly conversationId: string;
  /** Milliseconds since 1970 UTC. */
  readonly waitingSince: number;
  /** From 1 on. */
  readonly attempt: number;
}

/** How many cases of an urgency nobody has claimed, and how many of them came before a certain moment. */
export interface WaitingLine {
  readonly urgency: Urgency;
  readonly waiting: number;
  readonly older: number;
}

/** What is written down of an attempt. */
export interface Rung {
  /** Somebody answered, and said so. */
  readonly reached: boolean;
  /** Why it failed, as a code; never a text. */
  readonly reason: string | null;
}

export function rings(context: StorageContext) {
  const { database, sources } = context;
  const { query } = database;
  return {
    /** By the index of what waits alone. @param before milliseconds since 1970 UTC */
    async waitingLine(before: number): Promise<readonly WaitingLine[]> {
      const rows = await query
        .selectFrom('cases')
        .select(({ fn, eb }) => [
          'urgency',
          fn.countAll<number | string>().as('waiting'),
          fn.sum<number | string>(eb.case().when('created_at', '<', before).then(1).else(0).end()).as('older'),
        ])
        .where('status', '=', 'waiting')
        .groupBy('urgency')
        .execute();
      return rows.map(({ urgency, waiting, older }) => ({ urgency, waiting: Number(waiting), older: Number(older) }));
    },

    /**
     * The ring that is due longest, claimed for the caller alone: one UPDATE, so that several instances may ask at once.
     * Due is a P0 that has waited `after`, at once where nobody has the desk open, and again until it is claimed or closed: after `every`,
     * and then after ever longer pauses. Whoever lets a telephone ring each minute for a night has used up what the platform sends in a day
     * when the next victim comes.
     * @param after, every milliseconds
     */
    async claimRing(after: number, every: number, staffed: boolean): Promise<Ring | null> {
      const now = sources.now();
      await query
        .insertInto('rings')
        .columns(['case_id', 'attempts', 'due_at'])
        .expression((is) =>
          is
            .selectFrom('cases')
            .select(({ eb, val }) => ['cases.id as case_id', sql.lit(0).as('attempts'), eb('created_at', '+', val(after)).as('due_at')])
            .where('status', '=', 'waiting')
            .where('urgency', '=', 'P0')
            .where((is) => is.not(is.exists(is.selectFrom('rings').select('case_id').whereRef('case_id', '=', 'cases.id')))),
        )
        .onConflict((conflict) => conflict.column('case_id').doNothing())
        .execute();
      const longest = Math.max(every, LONGEST_PAUSE);
      // No pause is longer than that: the clock was set back.
      const latest = now + Math.max(after, longest);
      const row = await database.claiming
        .updateTable('rings')
        .set(({ eb, fn, ref, val }) => ({
          attempts: eb('attempts', '+', 1),
          since: fn.coalesce(ref('since'), val(now)),
          // As long as it has been ringing: 1, 1, 2, 4, 8 minutes.
          due_at: eb
            .case()
            .when('since', '>', now - every)
            .then(eb.val(now + every))
            .when('since', '<=', now - longest)
            .then(eb.val(now + longest))
            .else(eb(eb.val(2 * now), '-', fn.coalesce(ref('since'), val(now - every))))
            .end(),
        }))
        .where('case_id', '=', (inner) =>
          database.skipLocked(
            inner
              .selectFrom('rings as due')
              .innerJoin('cases', 'cases.id', 'due.case_id')
              .select('due.case_id')
              .where('cases.status', '=', 'waiting')
              .where('cases.urgency', '=', 'P0')
              .where((is) =>
                is.or([is('due.due_at', '<=', now), is('due.due_at', '>', latest), ...(staffed ? [] : [is('due.attempts', '=', 0)])]),
              )
              .orderBy('due.due_at')
              .limit(1),
            'due',
          ),
        )
        // Asked again here: whoever comes second finds it rung.
        .where((is) => is.or([is('due_at', '<=', now), is('due_at', '>', latest), ...(staffed ? [] : [is('attempts', '=', 0)])]))
        .returning(['case_id', 'attempts'])
        .executeTakeFirst();
      if (!row) return null;
      const { number, urgency, conversation_id, created_at } = await query
        .selectFrom('cases')
        .select(['number', 'urgency', 'conversation_id', 'created_at'])
        .where('id', '=', row.case_id)
        .executeTakeFirstOrThrow();
      return { caseId: row.case_id, number, urgency, conversationId: conversation_id, waitingSince: created_at, attempt: row.attempts };
    },

    /**
     * What an SMS for this ring names: every P0 that waits, the oldest first. Claimed with it, so that each is named once in its pause,
     * by one SMS for all of them.
     * @returns empty: another one has just named it
     */
    async claimText({ caseId }: Pick<Ring, 'caseId'>, every: number): Promise<readonly Pick<Ring, 'number' | 'waitingSince'>[]> {
      const now = sources.now();
      const longest = Math.max(every, LONGEST_PAUSE);
      const waiting = query.selectFrom('cases').where('status', '=', 'waiting').where('urgency', '=', 'P0');
      const named = await query
        .updateTable('rings')
        .set({ texted_at: now })
        .where('case_id', 'in', waiting.select('id'))
        .where((is) =>
          is.or([
            is('texted_at', 'is', null),
            is('texted_at', '>', now),
            is('texted_at', '<=', now - longest),
            // As far back as its ring before: half the time since the first one.
            is.and([is('texted_at', '<=', now - every), sql<boolean>`texted_at + texted_at - since <= ${now}`]),
          ]),
        )
        .returning('case_id')
        .execute();
      if (!named.some(({ case_id }) => case_id === caseId)) return [];
      await query.updateTable('rings').set({ texted_at: now }).where('case_id', 'in', waiting.select('id')).execute();
      return waiting.select(['number', 'created_at as waitingSince']).orderBy('created_at').orderBy('id').execute();
    },

    /**
     * Writes down what came of it. Once somebody was reached, the citizen is told, once for a case and only while nobody has
     * claimed it.
     * @param words what he is told; null: nothing
     */
    async settleRing({ caseId, conversationId, attempt }: Ring, { reached, reason }: Rung, words: string | null): Promise<void> {
      const now = sources.now();
      const settled = query.updateTable('rings').set({ reason }).where('case_id', '=', caseId).where('attempts', '=', attempt);
      // Supervisors see in the queue that it does not ring everywhere.
      if (!reached) return database.batch([settled, ...(reason === null ? [] : [caseEvent(query, 'desk', { caseId }, now)])]);
      const noted = query.updateTable('rings').set({ reason, reached_at: now }).where('case_id', '=', caseId);
      const occasion = `reached:${caseId}`;
      const told = words === null ? null : await tellOfCase(context, { caseId, conversationId, occasion, words }, now);
      try {
        await database.batch([noted, ...(told ?? [])]);
      } catch (error) {
        // He was told before.
        if (!database.isUniqueViolation(error)) throw error;
        await noted.execute();
      }
    },
  };
}
