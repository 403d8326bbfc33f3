import { type Compilable, sql } from 'kysely';
import type { StorageContext } from './context.ts';
import { momentIn, timePasses } from './conversation-moment.ts';
import { channelOf } from './conversations.ts';
import { changeOwned } from './owned-case.ts';
import { announce, putOut } from './said-to-citizen.ts';

/** What the owner of a case says to the citizen. */
export interface OfficerWords {
  readonly caseId: string;
  readonly officerId: string;
  readonly text: string;
  /** Of the form that he filled in: the same one sent twice is said once. */
  readonly formId: string;
}

export interface PreparedWords {
  /** The message's id, once the batch has run and the case was his. */
  readonly messageId: string;
  /** Of the text, to tell the same form sent twice from another text under its id. */
  readonly hash: string;
  readonly statements: readonly Compilable[];
}

const fromForm = (formId: string): string => `officer:${formId}`;

/**
 * Statements that put them on their way by outbox and events, and note that the case was answered. Each asks again whether he
 * owns the case: none writes anything when he does not any more. Sent again with the same form they violate a unique key.
 */
export async function officerWords(
  context: StorageContext,
  conversationId: string,
  { caseId, officerId, text, formId }: OfficerWords,
  now: number,
): Promise<PreparedWords> {
  const {
    database: { query },
    sealer,
    sources,
    keyOf,
  } = context;
  const [messageId, hash] = [sources.id(), await sealer.fingerprint(text)];
  const body = await sealer.seal(await keyOf(conversationId), text);
  const channel = channelOf(conversationId);
  const statements = [
    timePasses(context, conversationId, now),
    query
      .insertInto('messages')
      .columns([
        'id',
        'conversation_id',
        'channel',
        'external_id',
        'author',
        'officer_id',
        'body_sealed',
        'body_hash',
        'in_reply_to',
        'created_at',
      ])
      .expression((is) =>
        is
          .selectFrom('cases')
          .select(({ val }) => [
            val(messageId).as('id'),
            'conversation_id',
            val(channel).as('channel'),
            val(fromForm(formId)).as('external_id'),
            sql.lit('officer').as('author'),
            val(officerId).as('officer_id'),
            val(body).as('body_sealed'),
            val(hash).as('body_hash'),
            sql<string | null>`NULL`.as('in_reply_to'),
            momentIn(conversationId).as('created_at'),
          ])
          .where('id', '=', caseId)
          .where('owner_id', '=', officerId)
          .where('status', '=', 'claimed'),
      ),
    putOut(context, { messageId, conversationId, dueAt: now, now }),
    announce(context, { messageId, now }),
    changeOwned(query, caseId, officerId).set(({ fn, val }) => ({ answered_at: fn.coalesce('answered_at', val(now)), touched_at: now })),
  ];
  return { messageId, hash, statements };
}

/** What was said by this form before: its message, and the hash of its text; null: nothing yet. */
export async function saidByForm(
  { database: { query } }: StorageContext,
  conversationId: string,
  formId: string,
): Promise<{ readonly messageId: string; readonly hash: string } | null> {
  const row = await query
    .selectFrom('messages')
    .select(['id', 'body_hash'])
    .where('channel', '=', channelOf(conversationId))
    .where('external_id', '=', fromForm(formId))
    .executeTakeFirst();
  return row ? { messageId: row.id, hash: row.body_hash } : null;
}
