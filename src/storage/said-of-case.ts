import { type Compilable, sql } from 'kysely';
import type { StorageContext } from './context.ts';
import { momentIn, timePasses } from './conversation-moment.ts';
import { channelOf } from './conversations.ts';
import { isNoGroup } from './group-conversations.ts';
import { announce, putOut } from './said-to-citizen.ts';

interface SaidOfCase {
  readonly caseId: string;
  readonly conversationId: string;
  /** What it is said of: the same is said once. */
  readonly occasion: string;
  readonly words: string;
}

/**
 * What becomes of his case, told to the citizen of our own accord; nothing once somebody has claimed it, nor in front of a group. A unique violation of the batch
 * says that he was told before. Null when he was erased.
 */
export async function tellOfCase(context: StorageContext, { caseId, conversationId, occasion, words }: SaidOfCase, now: number) {
  const { database, sealer, sources, keyIfKept } = context;
  const key = await keyIfKept(conversationId);
  if (!key) return null;
  const id = sources.id();
  const [body, hash] = [await sealer.seal(key, words), await sealer.fingerprint(words)];
  const message = database.query
    .insertInto('messages')
    .columns(['id', 'conversation_id', 'channel', 'external_id', 'author', 'body_sealed', 'body_hash', 'created_at'])
    .expression((is) =>
      is
        .selectFrom('cases')
        .innerJoin('conversations', 'conversations.id', 'cases.conversation_id')
        .select(({ val }) => [
          val(id).as('id'),
          'conversation_id',
          val(channelOf(conversationId)).as('channel'),
          val(occasion).as('external_id'),
          sql.lit('bot').as('author'),
          val(body).as('body_sealed'),
          val(hash).as('body_hash'),
          momentIn(conversationId).as('created_at'),
        ])
        .where('cases.id', '=', caseId)
        .where('cases.status', '=', 'waiting')
        .where('conversations.status', '<>', 'open')
        // It would never go out (`putOut`), and officers would read that he was told.
        .where(isNoGroup('conversations.id')),
    );
  const statements: Compilable[] = [
    timePasses(context, conversationId, now),
    message,
    putOut(context, { messageId: id, conversationId, dueAt: now, now }),
    announce(context, { messageId: id, now }),
  ];
  return statements;
}
