import { sql } from 'kysely';
import { AppError } from '../errors.ts';
import { auditEntry } from './audit-entry.ts';
import type { StorageContext } from './context.ts';
import { type OfficerWords, officerWords, saidByForm } from './officer-words.ts';
import { canonicalJson, gatherEvidence, type ReceiptEvidence } from './receipt-evidence.ts';

export interface NewReceipt extends OfficerWords {
  /** Unguessable (desk/receipt.ts); the words name it. */
  readonly number: string;
}

/** `intact`: as it was sealed · `changed`: somebody has altered it · `erased`: its citizen was, and nobody can read it. */
export type ReceiptState = 'intact' | 'changed' | 'erased';

export interface ListedReceipt {
  readonly number: string;
  readonly caseId: string;
  readonly officer: string;
  /** Milliseconds since 1970 UTC. */
  readonly at: number;
  /** Of the case, closed or not. */
  readonly ownerId: string | null;
}

/** 咨询回执: proof that somebody asked, and what he was told. It proves nothing of a payment. */
export function receipts(context: StorageContext) {
  const { database, sealer, sources, keyOf, keyIfKept } = context;
  const { query } = database;

  const listed = () =>
    query
      .selectFrom('receipts')
      .innerJoin('officers', 'officers.id', 'receipts.officer_id')
      .innerJoin('cases', 'cases.id', 'receipts.case_id')
      .select(['receipts.number', 'case_id', 'display', 'receipts.created_at', 'cases.owner_id']);
  type Row = Awaited<ReturnType<ReturnType<typeof listed>['execute']>>[number];
  const shown = (row: Row): ListedReceipt => ({
    number: row.number,
    caseId: row.case_id,
    officer: row.display,
    at: row.created_at,
    ownerId: row.owner_id,
  });

  async function opened(number: string): Promise<{ state: ReceiptState; evidence: ReceiptEvidence | null } | null> {
    const row = await query
      .selectFrom('receipts')
      .innerJoin('cases', 'cases.id', 'receipts.case_id')
      .innerJoin('conversations', 'conversations.id', 'cases.conversation_id')
      .innerJoin('persons', 'persons.id', 'conversations.person_id')
      .select(['evidence_sealed', 'seal', 'conversations.id', 'receipts.created_at', 'persons.created_at as person_since'])
      .where('receipts.number', '=', number)
      .executeTakeFirst();
    if (!row) return null;
    // Whoever was erased and came again is somebody else, with another key.
    const key = row.person_since <= row.created_at ? await keyIfKept(row.id) : null;
    if (!key) return { state: 'erased', evidence: null };
    try {
      const evidence = JSON.parse(await sealer.open(key, row.evidence_sealed)) as ReceiptEvidence;
      const fits = evidence.number === number && (await sealer.fingerprint(canonicalJson(evidence))) === row.seal;
      return { state: fits ? 'intact' : 'changed', evidence };
    } catch (error) {
      if (error instanceof AppError && error.code === 'storage.sealed') return { state: 'changed', evidence: null };
      throw error;
    }
  }

  return {
    /**
     * Freezes what is known and tells the citizen the number, in one step, by the owner of the case alone. The same form sent
     * twice makes one. False, and nothing is written, when the case is not his any more.
     */
    async makeReceipt({ number, ...words }: NewReceipt): Promise<boolean> {
      const { caseId, officerId, formId } = words;
      const owned = await query
        .selectFrom('cases')
        .innerJoin('officers', 'officers.id', 'cases.owner_id')
        .select(['conversation_id', 'cases.number', 'display'])
        .where('cases.id', '=', caseId)
        .where('owner_id', '=', officerId)
        .where('status', '=', 'claimed')
        .executeTakeFirst();
      if (!owned) return false;
      const now = sources.now();
      const conversationId = owned.conversation_id;
      const key = await keyOf(conversationId);
      const madeBy = { id: officerId, display: owned.display };
      const evidence = await gatherEvidence(context, key, conversationId, { number, caseNumber: owned.number, madeAt: now, madeBy });
      const frozen = canonicalJson(evidence);
      const [sealed, seal] = [await sealer.seal(key, frozen), await sealer.fingerprint(frozen)];
      const { messageId, statements } = await officerWords(context, conversationId, words, now);
      const insert = query
        .insertInto('receipts')
        .columns(['number', 'case_id', 'officer_id', 'evidence_sealed', 'seal', 'created_at'])
        .expression((is) =>
          is
            .selectFrom('messages')
            .select(({ val }) => [
              val(number).as('number'),
              val(caseId).as('case_id'),
              val(officerId).as('officer_id'),
              val(sealed).as('evidence_sealed'),
              val(seal).as('seal'),
              val(now).as('created_at'),
            ])
            .where('messages.id', '=', messageId),
        );
      const audit = query
        .insertInto('audit')
        .columns(['at', 'officer_id', 'action', 'subject'])
        .expression((is) =>
          is
            .selectFrom('receipts')
            .select(({ val }) => [val(now).as('at'), 'officer_id', sql.lit('receipt.made').as('action'), 'number as subject'])
            .where('number', '=', number),
        );
      try {
        await database.batch([...statements, insert, audit]);
      } catch (error) {
        if (database.isUniqueViolation(error) && (await saidByForm(context, conversationId, formId))) return true;
        throw error;
      }
      return (await query.selectFrom('receipts').select('number').where('number', '=', number).executeTakeFirst()) !== undefined;
    },

    /** The newest first. */
    async receiptsOf(caseId: string): Promise<readonly ListedReceipt[]> {
      const rows = await listed().where('case_id', '=', caseId).orderBy('receipts.created_at', 'desc').orderBy('receipts.number').execute();
      return rows.map(shown);
    },

    /** Whose it is, without what it holds. */
    async findReceipt(number: string): Promise<ListedReceipt | null> {
      const row = await listed().where('receipts.number', '=', number).executeTakeFirst();
      return row ? shown(row) : null;
    },

    /** All that a stranger may learn of it. */
    async hasReceipt(number: string): Promise<boolean> {
      return (await query.selectFrom('receipts').select('number').where('number', '=', number).executeTakeFirst()) !== undefined;
    },

    /** Does the evidence still fit its seal? null: there is no such number. */
    verifyReceipt: async (number: string): Promise<ReceiptState | null> => (await opened(number))?.state ?? null,

    /** To be read by an officer, which is written down first. null: there is no such number. */
    async readReceipt(
      number: string,
      officerId: string,
    ): Promise<{ readonly state: ReceiptState; readonly evidence: ReceiptEvidence | null } | null> {
      const row = await query.selectFrom('receipts').select('case_id').where('number', '=', number).executeTakeFirst();
      if (!row) return null;
      await database.batch([auditEntry(query, { at: sources.now(), officerId, action: 'case.read', subject: row.case_id })]);
      return opened(number);
    },
  };
}
