import type { StorageContext } from '../context.ts';
import { notDrill } from '../drills.ts';

/** A case closed as a scam, as far as the board counts it. */
export interface BoardCase {
  readonly community: string | null;
  /** Fen. */
  readonly lost: number;
}

export function boardMonths({ database, sources }: StorageContext) {
  const { query } = database;
  return {
    /** Closed as scam within that time. @param from, to the first millisecond that counts and the first that does not */
    async boardCases(from: number, to: number): Promise<readonly BoardCase[]> {
      const rows = await query
        .selectFrom('cases')
        .select(['community', 'lost'])
        .where('status', '=', 'closed')
        .where('truth', '=', 'scam')
        .where('merged_into', 'is', null)
        .where(notDrill('conversation_id'))
        .where('closed_at', '>=', from)
        .where('closed_at', '<', to)
        .execute();
      return rows.map(({ community, lost }) => ({ community, lost: Number(lost ?? 0) }));
    },

    /** When the first case was closed as a scam, milliseconds since 1970 UTC; null: none yet. */
    async firstScamClosed(): Promise<number | null> {
      const row = await query
        .selectFrom('cases')
        .select(({ fn }) => fn.min('closed_at').as('at'))
        .where('truth', '=', 'scam')
        .where(notDrill('conversation_id'))
        .executeTakeFirst();
      return row?.at === null || row?.at === undefined ? null : Number(row.at);
    },

    /** Months that are published, newest first: `YYYY-MM`. */
    async publishedBoards(): Promise<readonly string[]> {
      const rows = await query.selectFrom('board_months').select('month').orderBy('month', 'desc').execute();
      return rows.map(({ month }) => month);
    },

    /** As it was published, in JSON; null where it was not. */
    async readBoard(month: string): Promise<string | null> {
      const row = await query.selectFrom('board_months').select('body').where('month', '=', month).executeTakeFirst();
      return row?.body ?? null;
    },

    /** Once and for all: a board that changed with every case would give away each of them. False when it stood already. */
    async publishBoard(month: string, body: string): Promise<boolean> {
      try {
        await query.insertInto('board_months').values({ month, body, at: sources.now() }).execute();
        return true;
      } catch (error) {
        if (database.isUniqueViolation(error)) return false;
        throw error;
      }
    },
  };
}
