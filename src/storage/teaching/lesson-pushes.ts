import { sql } from 'kysely';
import type { StorageContext } from '../context.ts';
import { momentIn, timePasses } from '../conversation-moment.ts';
import { announce, putOut } from '../said-to-citizen.ts';
import type { CitizenToTeach } from './citizens-to-teach.ts';
import { agrees, rested } from './may-be-taught.ts';

/** What is to be told to him. */
export interface LessonPush extends Pick<CitizenToTeach, 'citizenId' | 'conversationId' | 'channel'> {
  readonly lesson: string;
  readonly text: string;
  /** Weeks since 1970 in Shanghai: one lesson in each at most. */
  readonly week: number;
}
export function lessonPushes(context: StorageContext) {
  const { database, sealer, sources, keyIfKept } = context;
  const { query } = database;
  return {
    /** What he was sent since then, newest first. */
    async lessonsPushed(citizenId: string, from: number): Promise<readonly { readonly lesson: string; readonly at: number }[]> {
      return query
        .selectFrom('lesson_pushes')
        .select(['lesson', 'at'])
        .where('citizen_id', '=', citizenId)
        .where('at', '>=', from)
        .orderBy('at', 'desc')
        .execute();
    },

    /** Push, message and outbox in one step. False when another instance was faster, or he has opted out meanwhile. */
    async pushLesson({ citizenId, conversationId, channel, lesson, text, week }: LessonPush, version: number): Promise<boolean> {
      const key = await keyIfKept(conversationId);
      if (!key) return false;
      const now = sources.now();
      const messageId = sources.id();
      const body = await sealer.seal(key, text);
      const hash = await sealer.fingerprint(text);
      const claim = query
        .insertInto('lesson_pushes')
        .columns(['citizen_id', 'week', 'lesson', 'message_id', 'at'])
        .expression((is) =>
          is
            .selectFrom('citizens')
            .select(({ val }) => [
              'citizens.id as citizen_id',
              sql<number>`${sql.lit(week)}`.as('week'),
              val(lesson).as('lesson'),
              val(messageId).as('message_id'),
              val(now).as('at'),
            ])
            .where('citizens.id', '=', citizenId)
            .where('erased_at', 'is', null)
            .where((inner) => inner.and([agrees(inner, version), rested(inner, now)])),
        );
      const message = query
        .insertInto('messages')
        .columns(['id', 'conversation_id', 'channel', 'external_id', 'author', 'body_sealed', 'body_hash', 'created_at'])
        .expression((is) =>
          is
            .selectFrom('lesson_pushes')
            .select(({ val }) => [
              'lesson_pushes.message_id as id',
              val(conversationId).as('conversation_id'),
              val(channel).as('channel'),
              val(`lesson:${messageId}`).as('external_id'),
              sql.lit('bot').as('author'),
              val(body).as('body_sealed'),
              val(hash).as('body_hash'),
              momentIn(conversationId).as('created_at'),
            ])
            .where('lesson_pushes.message_id', '=', messageId),
        );
      try {
        await database.batch([
          claim,
          timePasses(context, conversationId, now),
          message,
          putOut(context, { messageId, conversationId, dueAt: now, now }),
          announce(context, { messageId, now }),
        ]);
      } catch (error) {
        if (database.isUniqueViolation(error)) return false;
        throw error;
      }
      return (
        (await query.selectFrom('lesson_pushes').select('lesson').where('message_id', '=', messageId).executeTakeFirst()) !== undefined
      );
    },
  };
}
