import type { StorageContext } from '../context.ts';
import type { LessonKind } from './teaching-tables.ts';

/** A lesson that a registered citizen has done. */
export interface LessonDone {
  /** A type of the library. */
  readonly lesson: string;
  readonly kind: LessonKind;
  /** When he reached his best result, milliseconds since 1970 UTC. */
  readonly at: number;
  /** Percent of right answers, 0 to 100: the best of all attempts. */
  readonly result: number;
}

export function teachingDone({ database, sources }: StorageContext) {
  const { query } = database;
  return {
    /** All that he has done, newest first. */
    async teachingDone(citizenId: string): Promise<readonly LessonDone[]> {
      return query
        .selectFrom('teaching_done')
        .select(['lesson', 'kind', 'at', 'result'])
        .where('citizen_id', '=', citizenId)
        .orderBy('at', 'desc')
        .orderBy('lesson')
        .execute();
    },

    /** A better result replaces a worse one; the same form sent twice changes nothing. @param result percent, 0 to 100 */
    async noteTaught(citizenId: string, lesson: string, kind: LessonKind, result: number): Promise<void> {
      const row = { citizen_id: citizenId, lesson, kind, result, at: sources.now() };
      try {
        await query
          .insertInto('teaching_done')
          .columns(['citizen_id', 'lesson', 'kind', 'result', 'at'])
          .expression(
            query
              .selectFrom('citizens')
              .select(({ val }) => [
                'citizens.id as citizen_id',
                val(row.lesson).as('lesson'),
                val(row.kind).as('kind'),
                val(row.result).as('result'),
                val(row.at).as('at'),
              ])
              .where('citizens.id', '=', citizenId)
              .where('erased_at', 'is', null),
          )
          .execute();
      } catch (error) {
        if (!database.isUniqueViolation(error)) throw error;
        await query
          .updateTable('teaching_done')
          .set({ result, at: row.at })
          .where('citizen_id', '=', citizenId)
          .where('lesson', '=', lesson)
          .where('kind', '=', kind)
          .where('result', '<', result)
          .execute();
      }
    },

    /** What erased citizens have done goes after them. @returns false when there was nothing */
    async forgetTaught(): Promise<boolean> {
      const erased = () => query.selectFrom('citizens').select('citizens.id').where('erased_at', 'is not', null);
      const done = await query.deleteFrom('teaching_done').where('citizen_id', 'in', erased()).returning('lesson').execute();
      const pushed = await query.deleteFrom('lesson_pushes').where('citizen_id', 'in', erased()).returning('lesson').execute();
      return done.length + pushed.length > 0;
    },
  };
}
