import { sql } from 'kysely';
import type { SealingKey } from './cipher.ts';
import type { StorageContext } from './context.ts';
import { momentIn, timePasses } from './conversation-moment.ts';
import type { Urgency } from './desk-schema.ts';
import { announce, putOut } from './said-to-citizen.ts';

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
  const { database, sealer, sources, keyIfKept } = context;
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
     * Due is a P0 that has waited `after`, at once where nobody has the desk open, and again `every` until it is claimed or
     * closed.
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
      // No pause is longer than that: the clock was set back.
      const latest = now + Math.max(after, every);
      const row = await database.claiming
        .updateTable('rings')
        .set((is) => ({ attempts: is('attempts', '+', 1), due_at: now + every }))
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
     * Writes down what came of it. Once somebody was reached, the citizen is told, once for a case and only while nobody has
     * claimed it.
     * @param words what he is told; null: nothing
     */
    async settleRing({ caseId, conversationId, attempt }: Ring, { reached, reason }: Rung, words: string | null): Promise<void> {
      const now = sources.now();
      const settled = query.updateTable('rings').set({ reason }).where('case_id', '=', caseId).where('attempts', '=', attempt);
      if (!reached) return void (await settled.execute());
      const noted = query.updateTable('rings').set({ reason, reached_at: now }).where('case_id', '=', caseId);
      const key = words === null ? null : await keyIfKept(conversationId);
      const told = key && words !== null ? telling(key, words, { caseId, conversationId, now }) : [];
      try {
        await database.batch([noted, ...(await told)]);
      } catch (error) {
        // He was told before.
        if (!database.isUniqueViolation(error)) throw error;
        await noted.execute();
      }
    },
  };

  async function telling(
    key: SealingKey,
    words: string,
    { caseId, conversationId, now }: { caseId: string; conversationId: string; now: number },
  ) {
    const id = sources.id();
    const channel = conversationId.slice(0, conversationId.indexOf(':'));
    const [body, hash] = [await sealer.seal(key, words), await sealer.fingerprint(words)];
    return [
      timePasses(context, conversationId, now),
      query
        .insertInto('messages')
        .columns(['id', 'conversation_id', 'channel', 'external_id', 'author', 'body_sealed', 'body_hash', 'created_at'])
        .expression((is) =>
          is
            .selectFrom('cases')
            .innerJoin('conversations', 'conversations.id', 'cases.conversation_id')
            .select(({ val }) => [
              val(id).as('id'),
              'conversation_id',
              val(channel).as('channel'),
              val(`reached:${caseId}`).as('external_id'),
              sql.lit('bot').as('author'),
              val(body).as('body_sealed'),
              val(hash).as('body_hash'),
              momentIn(conversationId).as('created_at'),
            ])
            .where('cases.id', '=', caseId)
            .where('cases.status', '=', 'waiting')
            .where('conversations.status', '<>', 'open'),
        ),
      putOut(context, { messageId: id, conversationId, dueAt: now, now }),
      announce(context, { messageId: id, now }),
    ];
  }
}
