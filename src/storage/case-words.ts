import { ownedBy } from './case-acts.ts';
import type { StorageContext } from './context.ts';
import { officerWords } from './officer-words.ts';

/** What an officer writes: to the citizen, or to colleagues. */
export function caseWords(context: StorageContext) {
  const { database, sealer, sources, keyOf } = context;
  const { query } = database;

  /** The owner's last act, unless he is the owner no more. */
  const touched = (caseId: string, officerId: string, now: number) =>
    query
      .updateTable('cases')
      .set({ touched_at: now })
      .where('id', '=', caseId)
      .where('owner_id', '=', officerId)
      .where('status', '=', 'claimed');

  return {
    /**
     * The owner's words to the citizen, on their way by outbox and events. Every statement asks again whether he owns the
     * case: false, and nothing is written, when he does not any more.
     * @param formId of the form that he filled in: the same one sent twice is said once
     */
    async sayAsOfficer(caseId: string, officerId: string, text: string, formId: string = sources.id()): Promise<boolean> {
      const owned = await ownedBy(query, caseId, officerId).executeTakeFirst();
      if (!owned) return false;
      const conversationId = owned.conversation_id;
      const { messageId, statements } = await officerWords(context, conversationId, { caseId, officerId, text, formId }, sources.now());
      try {
        await database.batch([...statements]);
      } catch (error) {
        // The same form once more: it was said already.
        if (database.isUniqueViolation(error)) return true;
        throw error;
      }
      return (await query.selectFrom('messages').select('id').where('id', '=', messageId).executeTakeFirst()) !== undefined;
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
        touched(caseId, officerId, now),
        query.insertInto('events').values({ conversation_id, kind: 'desk', message_id: null, created_at: now }),
      ]);
    },
  };
}
