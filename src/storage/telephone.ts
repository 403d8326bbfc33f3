import { AppError } from '../errors.ts';
import { auditCaseIf, auditEntry } from './audit-entry.ts';
import { caseEvent } from './case-event.ts';
import type { StorageContext } from './context.ts';
import type { Urgency } from './desk-schema.ts';
import { changeOwned, ownedCase, touchOwned } from './owned-case.ts';
import { TELEPHONE } from './telephone-channel.ts';
import { telephoneNumber } from './telephone-number.ts';

/** So long a caller is taken to be on the line. Milliseconds. */
export const TYPED_CALL_LASTS = 30 * 60_000;

/** A call as the officer has typed it, and what the machine makes of it. */
export interface TakenCall {
  /** Of the form: the same one sent twice makes one case. */
  readonly formId: string;
  readonly officerId: string;
  /** The caller's number as it was typed; null when he does not show it. */
  readonly number: string | null;
  /** What he tells. */
  readonly text: string;
  readonly caseNumber: string;
  readonly urgency: Urgency;
  readonly reason: string;
  /** JSON of what is known at the beginning; `messageId` is put in. */
  readonly facts: Readonly<Record<string, unknown>>;
  /** JSON, as desk/money-facts.ts knows it. */
  readonly money: string | null;
  readonly verdict: {
    readonly release: string;
    readonly engine: string;
    readonly colour: string;
    readonly score: number;
    readonly type: string | null;
    readonly intent: string;
    readonly stage: string;
    /** JSON of an answer without messages. */
    readonly answer: string;
  };
  /** Name of a town or community; null where none was told. */
  readonly community: string | null;
}

export function telephone({ database, sealer, sources, keyOf, keyOfCase, openIfSealed }: StorageContext) {
  const { query } = database;

  const conversationOf = (caseId: string) =>
    query
      .selectFrom('cases')
      .innerJoin('conversations', 'conversations.id', 'cases.conversation_id')
      .select(['conversation_id', 'address_sealed', 'police_sealed'])
      .where('cases.id', '=', caseId)
      .executeTakeFirst();

  return {
    /**
     * Person, conversation, what he tells, its verdict and a case that is the officer's at once: one step.
     * @returns the case's id
     * @throws AppError 409 `case.number-taken`, and nothing is done, when another case has this number
     */
    async takeCall(call: TakenCall): Promise<string> {
      const { formId, officerId, number, text, verdict } = call;
      const now = sources.now();
      const { key, wrapped } = await sealer.newPersonKey();
      const [personId, messageId, caseId] = [sources.id(), sources.id(), sources.id()];
      const conversationId = `${TELEPHONE}:${formId}`;
      const normal = number === null ? null : telephoneNumber(number);
      const at = { created_at: now, updated_at: now };
      const statements = [
        query.insertInto('persons').values({ id: personId, key_wrapped: wrapped, created_at: now }),
        query.insertInto('conversations').values({
          id: conversationId,
          channel: TELEPHONE,
          person_id: personId,
          status: 'open',
          turn: 1,
          state_sealed: null,
          address_sealed: number === null ? null : await sealer.seal(key, number),
          address_hash: normal === null ? null : await sealer.fingerprint(normal),
          ...at,
        }),
        query.insertInto('messages').values({
          id: messageId,
          conversation_id: conversationId,
          channel: TELEPHONE,
          external_id: `call:${formId}`,
          author: 'citizen',
          kind: 'text',
          sender_sealed: null,
          officer_id: null,
          body_sealed: await sealer.seal(key, text),
          body_hash: await sealer.fingerprint(text),
          concluded: 1,
          in_reply_to: null,
          created_at: now,
        }),
        query.insertInto('outcomes').values({
          message_id: messageId,
          conversation_id: conversationId,
          turn: 1,
          release: verdict.release,
          engine: verdict.engine,
          colour: verdict.colour,
          score: verdict.score,
          type: verdict.type,
          intent: verdict.intent,
          stage: verdict.stage,
          escalated: 1,
          answer_sealed: await sealer.seal(key, verdict.answer),
          created_at: now,
        }),
        query.insertInto('cases').values({
          id: caseId,
          number: call.caseNumber,
          conversation_id: conversationId,
          urgency: call.urgency,
          reason: call.reason,
          facts_sealed: await sealer.seal(key, JSON.stringify({ messageId, ...call.facts })),
          status: 'claimed',
          owner_id: officerId,
          claimed_at: now,
          touched_at: now,
          busy_until: now + TYPED_CALL_LASTS,
          answered_at: now,
          community: call.community,
          ...at,
        }),
        ...(call.money === null
          ? []
          : [
              query.insertInto('money_facts').values({
                id: sources.id(),
                case_id: caseId,
                body_sealed: await sealer.seal(key, call.money),
                officer_id: officerId,
                ...at,
              }),
            ]),
        auditEntry(query, { at: now, officerId, action: 'case.called', subject: caseId }),
        query.insertInto('events').values({ conversation_id: conversationId, kind: 'case', message_id: null, created_at: now }),
      ];
      try {
        await database.batch(statements);
        return caseId;
      } catch (error) {
        if (!database.isUniqueViolation(error)) throw error;
        const first = await query
          .selectFrom('cases')
          .select('id')
          .where('conversation_id', '=', conversationId)
          .orderBy('created_at')
          .limit(1)
          .executeTakeFirst();
        if (first) return first.id;
        if (!(await query.selectFrom('cases').select('id').where('number', '=', call.caseNumber).executeTakeFirst())) throw error;
        throw new AppError('case.number-taken', 'another case has this number; take the next one', 409, { cause: error });
      }
    },

    /** The number under which he is reached by telephone; null where none is known, or he was erased. */
    async telephoneOf(caseId: string): Promise<string | null> {
      const row = await conversationOf(caseId);
      const key = row ? await keyOfCase(caseId) : null;
      const address = row && key ? await openIfSealed(key, row.address_sealed) : null;
      return address !== null && telephoneNumber(address) !== null ? address : null;
    },

    /** JSON of what 110 has done; null while nobody has written it down. */
    async policeFactsOf(caseId: string): Promise<string | null> {
      const row = await conversationOf(caseId);
      const key = row ? await keyOfCase(caseId) : null;
      return row && key ? openIfSealed(key, row.police_sealed) : null;
    },

    /** False when he does not own the case. */
    async writePoliceFacts(caseId: string, officerId: string, body: string): Promise<boolean> {
      const owned = await ownedCase(query, caseId, officerId).select('conversation_id').executeTakeFirst();
      if (!owned) return false;
      const now = sources.now();
      const sealed = await sealer.seal(await keyOf(owned.conversation_id), body);
      await database.batch([
        changeOwned(query, caseId, officerId).set({ police_sealed: sealed }),
        touchOwned(query, caseId, officerId, now),
        auditCaseIf(query, { at: now, officerId, action: 'case.facts', subject: caseId }, { status: 'claimed', owner_id: officerId }),
        caseEvent(query, 'desk', { caseId }, now),
      ]);
      return (await conversationOf(caseId))?.police_sealed === sealed;
    },
  };
}
