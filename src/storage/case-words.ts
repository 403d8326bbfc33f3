import { AppError } from '../errors.ts';
import type { StorageContext } from './context.ts';
import { officerWords, saidByForm } from './officer-words.ts';
import { changeOwned, ownedCase } from './owned-case.ts';

/** What an officer writes: to the citizen, or to colleagues. */
export function caseWords(context: StorageContext) {
  const { database, sealer, sources, keyOfCase } = context;
  const { query } = database;

  /** The owner's last act, unless he is the owner no more. */
  const touched = (caseId: string, officerId: string, now: number) => changeOwned(query, caseId, officerId).set({ touched_at: now });

  return {
    /**
     * The owner's words to the citizen, on their way by outbox and events. Every statement asks again whether he owns the
     * case: false, and nothing is written, when he does not any more.
     * @param formId of the form that he filled in: the same words sent twice by it are said once, others are said as well
     */
    async sayAsOfficer(caseId: string, officerId: string, text: string, formId: string = sources.id()): Promise<boolean> {
      const owned = await ownedCase(query, caseId, officerId).select('conversation_id').executeTakeFirst();
      if (!owned) return false;
      const conversationId = owned.conversation_id;
      const words = { caseId, officerId, text, formId };
      const { messageId, hash, statements } = await officerWords(context, conversationId, words, sources.now());
      try {
        await database.batch([...statements]);
      } catch (error) {
        const before = database.isUniqueViolation(error) ? await saidByForm(context, conversationId, formId) : null;
        if (!before) throw error;
        // Changed and sent again, perhaps because no answer came to the first: nothing that he wrote is lost.
        return before.hash === hash || this.sayAsOfficer(caseId, officerId, text, `${formId}.${hash}`);
      }
      return (await query.selectFrom('messages').select('id').where('id', '=', messageId).executeTakeFirst()) !== undefined;
    },

    /**
     * Internal: for colleagues, never for the citizen.
     * @param formId of the form that he filled in: the same words sent twice are noted once
     * @throws AppError 404 `conversation.erased`
     */
    async addNote(caseId: string, officerId: string, text: string, formId: string = sources.id()): Promise<void> {
      const { conversation_id } = await query
        .selectFrom('cases')
        .select('conversation_id')
        .where('id', '=', caseId)
        .executeTakeFirstOrThrow();
      const key = await keyOfCase(caseId);
      if (!key) throw new AppError('conversation.erased', '这个人的资料已经删除，备注记不下来。', 404);
      const body = await sealer.seal(key, text);
      const now = sources.now();
      const statements = [
        query.insertInto('case_notes').values({
          id: `${formId}.${await sealer.fingerprint(text)}`,
          case_id: caseId,
          officer_id: officerId,
          body_sealed: body,
          created_at: now,
        }),
        touched(caseId, officerId, now),
        query.insertInto('events').values({ conversation_id, kind: 'desk', message_id: null, created_at: now }),
      ];
      try {
        await database.batch(statements);
      } catch (error) {
        // The same form once more: it is noted already.
        if (!database.isUniqueViolation(error)) throw error;
      }
    },
  };
}
