import { sql } from 'kysely';
import { caseEvent } from './case-event.ts';
import type { StorageContext } from './context.ts';
import type { Truth } from './schema.ts';

/** What an officer does with a case. Every step asks in the same statement whether it is still his to do. */
export function caseWork({ database, sealer, sources, keyOf }: StorageContext) {
  const { query } = database;

  const ownedBy = (caseId: string, officerId: string) =>
    query
      .selectFrom('cases')
      .select('conversation_id')
      .where('id', '=', caseId)
      .where('owner_id', '=', officerId)
      .where('status', '=', 'claimed');

  /** Statements that hand the conversation to its case's owner or back to the bot, and tell live pages. */
  const handing = (caseId: string, status: 'open' | 'pending', changed: 'claimed' | 'waiting' | 'closed', now: number) => [
    query
      .updateTable('conversations')
      .set({ status, updated_at: now })
      .where('id', 'in', (inner) =>
        inner.selectFrom('cases').select('conversation_id').where('id', '=', caseId).where('status', '=', changed),
      ),
    caseEvent(query, 'status', { caseId }, now),
  ];

  return {
    /** One winner, whoever asks at the same moment; the loser learns who won. From now on the bot is silent. */
    async claimCase(
      caseId: string,
      officerId: string,
    ): Promise<{ readonly won: boolean; readonly owner: { readonly id: string; readonly display: string } } | null> {
      const now = sources.now();
      await database.batch([
        query
          .updateTable('cases')
          .set({ status: 'claimed', owner_id: officerId, claimed_at: now, updated_at: now })
          .where('id', '=', caseId)
          .where('status', '=', 'waiting'),
        ...handing(caseId, 'open', 'claimed', now),
      ]);
      const owner = await query
        .selectFrom('cases')
        .innerJoin('officers', 'officers.id', 'cases.owner_id')
        .select(['officers.id', 'display'])
        .where('cases.id', '=', caseId)
        .where('cases.status', '=', 'claimed')
        .executeTakeFirst();
      return owner ? { won: owner.id === officerId, owner } : null;
    },

    /** Back to the queue, and the bot speaks again. False when he does not own it. */
    async releaseCase(caseId: string, officerId: string): Promise<boolean> {
      if (!(await ownedBy(caseId, officerId).executeTakeFirst())) return false;
      const now = sources.now();
      await database.batch([
        query
          .updateTable('cases')
          .set({ status: 'waiting', owner_id: null, claimed_at: null, updated_at: now })
          .where('id', '=', caseId)
          .where('owner_id', '=', officerId)
          .where('status', '=', 'claimed'),
        ...handing(caseId, 'pending', 'waiting', now),
      ]);
      return true;
    },

    /**
     * The owner's words to the citizen, on their way by outbox and events. Every statement asks again whether he owns the
     * case: false, and nothing is written, when he does not any more.
     * @param formId of the form that he filled in: the same one sent twice is said once
     */
    async sayAsOfficer(caseId: string, officerId: string, text: string, formId: string = sources.id()): Promise<boolean> {
      const owned = await ownedBy(caseId, officerId).executeTakeFirst();
      if (!owned) return false;
      const conversationId = owned.conversation_id;
      const key = await keyOf(conversationId);
      const now = sources.now();
      const [id, body, hash] = [sources.id(), await sealer.seal(key, text), await sealer.fingerprint(text)];
      const channel = conversationId.slice(0, conversationId.indexOf(':'));
      const statements = [
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
          .expression(
            ownedBy(caseId, officerId)
              .clearSelect()
              .select(({ val }) => [
                val(id).as('id'),
                'conversation_id',
                val(channel).as('channel'),
                val(`officer:${formId}`).as('external_id'),
                sql.lit('officer').as('author'),
                val(officerId).as('officer_id'),
                val(body).as('body_sealed'),
                val(hash).as('body_hash'),
                sql<string | null>`NULL`.as('in_reply_to'),
                val(now).as('created_at'),
              ]),
          ),
        query
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
                val(now).as('due_at'),
                selectFrom('outbox')
                  .select(({ fn, eb }) => eb(fn.coalesce(fn.max('position'), eb.lit(0)), '+', 1).as('next'))
                  .where('outbox.conversation_id', '=', conversationId)
                  .as('position'),
                val(now).as('created_at'),
              ])
              .where('messages.id', '=', id),
          ),
        query
          .insertInto('events')
          .columns(['conversation_id', 'kind', 'message_id', 'created_at'])
          .expression((is) =>
            is
              .selectFrom('messages')
              .select(({ val }) => [
                'conversation_id',
                sql.lit('message').as('kind'),
                'messages.id as message_id',
                val(now).as('created_at'),
              ])
              .where('messages.id', '=', id),
          ),
      ];
      try {
        await database.batch(statements);
      } catch (error) {
        // The same form once more: it was said already.
        if (database.isUniqueViolation(error)) return true;
        throw error;
      }
      return (await query.selectFrom('messages').select('id').where('id', '=', id).executeTakeFirst()) !== undefined;
    },

    /** Internal: for colleagues, never for the citizen. */
    async addNote(caseId: string, officerId: string, text: string): Promise<void> {
      const { conversation_id } = await query
        .selectFrom('cases')
        .select('conversation_id')
        .where('id', '=', caseId)
        .executeTakeFirstOrThrow();
      const body = await sealer.seal(await keyOf(conversation_id), text);
      const now = sources.now();
      await database.batch([
        query
          .insertInto('case_notes')
          .values({ id: sources.id(), case_id: caseId, officer_id: officerId, body_sealed: body, created_at: now }),
        query.insertInto('events').values({ conversation_id, kind: 'desk', message_id: null, created_at: now }),
      ]);
    },

    /** Done, with what it was. False when he does not own it. When the citizen writes again, the bot answers first. */
    async closeCase(caseId: string, officerId: string, truth: Truth): Promise<boolean> {
      if (!(await ownedBy(caseId, officerId).executeTakeFirst())) return false;
      const now = sources.now();
      // One step: a closed case whose conversation stayed with a human would leave the bot silent for ever.
      await database.batch([
        query
          .updateTable('cases')
          .set({ status: 'closed', closed_at: now, truth, updated_at: now })
          .where('id', '=', caseId)
          .where('owner_id', '=', officerId)
          .where('status', '=', 'claimed'),
        ...handing(caseId, 'pending', 'closed', now),
      ]);
      return true;
    },
  };
}
