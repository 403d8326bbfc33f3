import { sql } from 'kysely';
import { auditEntry } from '../audit-entry.ts';
import type { StorageContext } from '../context.ts';
import { notDrill } from '../drills.ts';

/** What an officer has chosen for a day. */
export interface DailyTurn {
  /** Days since 1 January 1970 in Shanghai. */
  readonly day: number;
  readonly type: string;
  /** null: as the library and the lesson have it. */
  readonly textId: string | null;
}
/** A case that was closed as a scam, as far as the one who tells of it may know it. */
export interface TellableCase {
  readonly id: string;
  readonly type: string;
  /** Milliseconds since 1970 UTC. */
  readonly closedAt: number;
  readonly community: string | null;
  /** Fen. */
  readonly lost: number;
}

export function dailyTurns({ database, sources }: StorageContext) {
  const { query } = database;
  const tellable = () =>
    query
      .selectFrom('cases')
      .select(['id', 'true_type', 'closed_at', 'community', 'lost'])
      .where('status', '=', 'closed')
      .where('truth', '=', 'scam')
      .where('true_type', 'is not', null)
      .where('merged_into', 'is', null)
      .where(notDrill('conversation_id'));
  type Row = Awaited<ReturnType<ReturnType<typeof tellable>['execute']>>[number];
  const told = ({ id, true_type, closed_at, community, lost }: Row): TellableCase[] =>
    true_type === null || closed_at === null ? [] : [{ id, type: true_type, closedAt: closed_at, community, lost: Number(lost ?? 0) }];

  return {
    /** @param from, to the first day and the last one, both counted */
    async turnsBetween(from: number, to: number): Promise<readonly DailyTurn[]> {
      const rows = await query
        .selectFrom('daily_turns')
        .select(['day', 'type', 'text_id'])
        .where('day', '>=', from)
        .where('day', '<=', to)
        .orderBy('day')
        .execute();
      return rows.map(({ day, type, text_id }) => ({ day, type, textId: text_id }));
    },

    /** The library's own words of this type for that day. False when the day has its scam. */
    async chooseTurn(day: number, type: string, officerId: string): Promise<boolean> {
      const now = sources.now();
      try {
        await database.batch([
          query.insertInto('daily_turns').values({ day, type, text_id: null, officer_id: officerId, at: now }),
          auditEntry(query, { at: now, officerId, action: 'teaching.day-chosen', subject: String(day) }),
        ]);
        return true;
      } catch (error) {
        if (database.isUniqueViolation(error)) return false;
        throw error;
      }
    },

    /** Back to the library's own turn, of a day that was chosen by `chooseTurn`. */
    async freeTurn(day: number, officerId: string): Promise<boolean> {
      const now = sources.now();
      const chosen = query.selectFrom('daily_turns').where('day', '=', day).where('text_id', 'is', null);
      const before = await chosen.select('day').executeTakeFirst();
      await database.batch([
        query
          .insertInto('audit')
          .columns(['at', 'officer_id', 'action', 'subject'])
          .expression(
            chosen.select(({ val }) => [
              val(now).as('at'),
              val(officerId).as('officer_id'),
              sql.lit('teaching.day-freed' as const).as('action'),
              val(String(day)).as('subject'),
            ]),
          ),
        query.deleteFrom('daily_turns').where('day', '=', day).where('text_id', 'is', null),
      ]);
      return before !== undefined;
    },

    /** Cases closed as scam since then whose type is known, newest first. */
    async tellableCases(from: number, most: number): Promise<readonly TellableCase[]> {
      const rows = await tellable().where('closed_at', '>=', from).orderBy('closed_at', 'desc').orderBy('id').limit(most).execute();
      return rows.flatMap(told);
    },

    async tellableCase(id: string): Promise<TellableCase | null> {
      const row = await tellable().where('id', '=', id).executeTakeFirst();
      return row ? (told(row)[0] ?? null) : null;
    },
  };
}
