import { sql } from 'kysely';
import { auditCaseIf } from './audit-entry.ts';
import type { StorageContext } from './context.ts';
import type { Colour } from './desk-schema.ts';
import { type OfficerWords, officerWords, saidByForm } from './officer-words.ts';
import { ownedCase } from './owned-case.ts';

/** An officer's verdict, and the words that tell the citizen. */
export interface NewJudgement extends OfficerWords {
  readonly colour: Colour;
  /** A scam type's id. */
  readonly type: string | null;
  readonly reason: string;
}

/** `form-used`: the same form has already told him something else. */
export type JudgeResult = 'judged' | 'not-owner' | 'form-used';

export interface Judgement {
  readonly colour: Colour;
  readonly type: string | null;
  /** Milliseconds since 1970 UTC. */
  readonly at: number;
  /** What colleagues see of him. */
  readonly officer: string;
  readonly reason: string;
}

export function judgements(context: StorageContext) {
  const { database, sealer, sources, keyOf, keyIfKept } = context;
  const { query } = database;
  return {
    /** The verdict and its message to the citizen in one step, by the owner of the case alone; the same form twice is one. */
    async judgeCase(judgement: NewJudgement): Promise<JudgeResult> {
      const { caseId, officerId, colour, type, reason, formId } = judgement;
      const owned = await ownedCase(query, caseId, officerId).select('conversation_id').executeTakeFirst();
      if (!owned) return 'not-owner';
      const now = sources.now();
      const conversationId = owned.conversation_id;
      const { messageId, hash, statements } = await officerWords(context, conversationId, judgement, now);
      const reasonSealed = await sealer.seal(await keyOf(conversationId), reason);
      const insert = query
        .insertInto('judgements')
        .columns(['id', 'case_id', 'conversation_id', 'officer_id', 'colour', 'type', 'reason_sealed', 'message_id', 'created_at'])
        .expression((is) =>
          is
            .selectFrom('messages')
            .select(({ val }) => [
              val(sources.id()).as('id'),
              val(caseId).as('case_id'),
              'conversation_id',
              val(officerId).as('officer_id'),
              val(colour).as('colour'),
              sql<string | null>`${type}`.as('type'),
              val(reasonSealed).as('reason_sealed'),
              'messages.id as message_id',
              val(now).as('created_at'),
            ])
            .where('messages.id', '=', messageId),
        );
      const audit = auditCaseIf(
        query,
        { at: now, officerId, action: 'case.judged', subject: caseId },
        { status: 'claimed', owner_id: officerId },
      );
      try {
        await database.batch([...statements, insert, audit]);
      } catch (error) {
        const before = database.isUniqueViolation(error) ? await saidByForm(context, conversationId, formId) : null;
        if (!before) throw error;
        return before.hash === hash ? 'judged' : 'form-used';
      }
      const done = await query.selectFrom('messages').select('id').where('id', '=', messageId).executeTakeFirst();
      return done ? 'judged' : 'not-owner';
    },

    /** What an officer last said that it is; null when none has, or whoever it was about was erased. */
    async latestJudgement(conversationId: string): Promise<Judgement | null> {
      const row = await query
        .selectFrom('judgements')
        .innerJoin('officers', 'officers.id', 'judgements.officer_id')
        .innerJoin('conversations', 'conversations.id', 'judgements.conversation_id')
        .innerJoin('persons', 'persons.id', 'conversations.person_id')
        .select(['judgements.colour', 'judgements.type', 'judgements.reason_sealed', 'judgements.created_at', 'display'])
        .where('judgements.conversation_id', '=', conversationId)
        // Whoever was erased and came again is somebody else in the same place.
        .whereRef('judgements.created_at', '>=', 'persons.created_at')
        .orderBy('judgements.created_at', 'desc')
        .orderBy('judgements.id', 'desc')
        .limit(1)
        .executeTakeFirst();
      const key = row ? await keyIfKept(conversationId) : null;
      if (!row || !key) return null;
      const { colour, type, display } = row;
      return { colour, type, at: row.created_at, officer: display, reason: await sealer.open(key, row.reason_sealed) };
    },
  };
}
