import { type Compilable, sql } from 'kysely';
import type { StorageContext } from './context.ts';
import { DRILL } from './drills.ts';
import { isNoGroup } from './group-conversations.ts';
import { TELEPHONE } from './telephone-channel.ts';

/** A message of ours that stands in the table, or does not because a human has taken over. */
interface Said {
  readonly messageId: string;
  readonly conversationId: string;
  /** When a sender may have it, milliseconds since 1970 UTC. */
  readonly dueAt: number;
  readonly now: number;
}

/** Puts it on its way: outbox before send, so that a crash keeps nothing from going out. Nothing where it does not stand. */
export function putOut({ database: { query }, sources }: StorageContext, { messageId, conversationId, dueAt, now }: Said): Compilable {
  return query
    .insertInto('outbox')
    .columns(['id', 'message_id', 'conversation_id', 'channel', 'state', 'attempts', 'due_at', 'position', 'created_at'])
    .expression((is) =>
      is
        .selectFrom('messages')
        .select(({ val, selectFrom }) => [
          val(sources.id()).as('id'),
          'messages.id as message_id',
          'conversation_id',
          'channel',
          sql.lit('queued').as('state'),
          sql.lit(0).as('attempts'),
          val(dueAt).as('due_at'),
          selectFrom('outbox')
            .select(({ fn, eb }) => eb(fn.coalesce(fn.max('position'), eb.lit(0)), '+', 1).as('next'))
            .where('outbox.conversation_id', '=', conversationId)
            .as('position'),
          val(now).as('created_at'),
        ])
        .where('messages.id', '=', messageId)
        // To whom one speaks on the telephone nothing is sent.
        .where('channel', '<>', TELEPHONE)
        // Into a group goes what was asked there: officers' words, and news of somebody's case, are not for the others.
        .where((is) => is.or([is('in_reply_to', 'is not', null), isNoGroup('conversation_id')]))
        // Behind a drill there is nobody.
        .where('channel', '<>', DRILL),
    );
}

/** Tells live pages of it. */
export function announce({ database: { query } }: StorageContext, { messageId, now }: Pick<Said, 'messageId' | 'now'>): Compilable {
  return query
    .insertInto('events')
    .columns(['conversation_id', 'kind', 'message_id', 'created_at'])
    .expression((is) =>
      is
        .selectFrom('messages')
        .select(({ val }) => ['conversation_id', sql.lit('message').as('kind'), 'messages.id as message_id', val(now).as('created_at')])
        .where('messages.id', '=', messageId),
    );
}
