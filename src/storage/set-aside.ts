import { type RawBuilder, sql } from 'kysely';
import { AppError } from '../errors.ts';
import type { StorageContext } from './context.ts';
import type { Queue } from './set-aside-table.ts';

/** What a piece throws once it is set aside: whoever works the queue goes on with the next one. */
export class PieceSetAside extends Error {
  readonly queue: Queue;
  readonly subject: string;
  constructor(queue: Queue, subject: string, cause: unknown) {
    super('a piece of work was set aside', { cause });
    this.queue = queue;
    this.subject = subject;
  }
}

/** Milliseconds before it is tried again; doubled each time, up to the longest. */
const FIRST_PAUSE = 15_000;
export const LONGEST_PAUSE = 60 * 60_000;
/** Milliseconds: what was not tried again for so long after its pause is somebody else's by now, or nobody's. */
export const FORGOTTEN_AFTER = 3 * 60 * 60_000;

/** For the statement that looks for the next piece. @param column the subject's @param now milliseconds since 1970 UTC */
export function notAside(queue: Queue, column: string, now: number): RawBuilder<boolean> {
  return sql<boolean>`NOT EXISTS (SELECT 1 FROM set_aside WHERE set_aside.queue = ${queue} AND set_aside.subject = ${sql.ref(column)}
    AND set_aside.until > ${now})`;
}

/** Did it fail the last time? For whoever takes first what never did. @param column the subject's */
export function hasFailed(queue: Queue, column: string): RawBuilder<boolean> {
  return sql<boolean>`EXISTS (SELECT 1 FROM set_aside WHERE set_aside.queue = ${queue} AND set_aside.subject = ${sql.ref(column)})`;
}

export function setAside({ database: { query }, sources }: StorageContext) {
  const row = (queue: Queue, subject: string) =>
    query.selectFrom('set_aside').select('tries').where('queue', '=', queue).where('subject', '=', subject).executeTakeFirst();

  async function put(queue: Queue, subject: string, error: unknown): Promise<void> {
    const now = sources.now();
    const tries = ((await row(queue, subject))?.tries ?? 0) + 1;
    const later = {
      tries,
      until: now + Math.min(LONGEST_PAUSE, FIRST_PAUSE * 2 ** Math.min(tries - 1, 20)),
      reason: reasonOf(error),
      last_at: now,
    };
    await query
      .insertInto('set_aside')
      .values({ queue, subject, ...later, first_at: now })
      .onConflict((conflict) => conflict.columns(['queue', 'subject']).doUpdateSet(later))
      .execute();
  }

  return {
    /**
     * One piece of a queue whose other pieces must not wait for it. When it fails it is set aside, and tried again later.
     * @param subject its id, as `notAside` compares it
     * @throws PieceSetAside when it failed; whatever the database throws when not even that could be written down
     */
    async onePiece<Result>(queue: Queue, subject: string, work: () => Promise<Result>): Promise<Result> {
      let result: Result;
      try {
        result = await work();
      } catch (error) {
        // Inside of another one: that one is set aside already.
        if (error instanceof PieceSetAside) throw error;
        await put(queue, subject, error);
        throw new PieceSetAside(queue, subject, error);
      }
      if (await row(queue, subject))
        await query.deleteFrom('set_aside').where('queue', '=', queue).where('subject', '=', subject).execute();
      return result;
    },

    /** What stands aside now, by queue. Milliseconds since 1970 UTC. */
    async piecesAside(): Promise<readonly { readonly queue: Queue; readonly count: number; readonly since: number }[]> {
      const rows = await query
        .selectFrom('set_aside')
        .select(({ fn }) => ['queue', fn.countAll<number | string>().as('count'), fn.min('first_at').as('since')])
        .where('until', '>=', sources.now() - FORGOTTEN_AFTER)
        .groupBy('queue')
        .orderBy('queue')
        .execute();
      return rows.map(({ queue, count, since }) => ({ queue, count: Number(count), since: Number(since) }));
    },

    /** Each of them, those that fail longest first; 100 at most. */
    async listAside() {
      const rows = await query
        .selectFrom('set_aside')
        .selectAll()
        .where('until', '>=', sources.now() - FORGOTTEN_AFTER)
        .orderBy('first_at')
        .orderBy('subject')
        .limit(100)
        .execute();
      return rows.map(({ queue, subject, tries, until, reason, first_at }) => ({ queue, subject, tries, until, reason, since: first_at }));
    },
  };
}

function reasonOf(error: unknown): string {
  if (error instanceof AppError) return error.code;
  return error instanceof Error ? error.name : typeof error;
}
