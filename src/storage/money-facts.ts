import { auditCaseIf } from './audit-entry.ts';
import { caseEvent } from './case-event.ts';
import type { SealingKey } from './cipher.ts';
import type { StorageContext } from './context.ts';
import { ownedCase, touchOwned } from './owned-case.ts';

export interface KeptMoneyFact {
  readonly id: string;
  /** JSON, as desk/money-facts.ts knows it. */
  readonly body: string;
  /** Who wrote it down first. */
  readonly display: string;
  /** Milliseconds since 1970 UTC. */
  readonly createdAt: number;
  readonly updatedAt: number;
}

/** Transfers and hand-overs of a case: written, changed and struck out by its owner alone. */
export function moneyFacts({ database, sealer, sources, keyOf, keyOfCase }: StorageContext) {
  const { query } = database;

  const changedBy = (caseId: string, officerId: string, now: number) => [
    touchOwned(query, caseId, officerId, now),
    auditCaseIf(query, { at: now, officerId, action: 'case.facts', subject: caseId }, { status: 'claimed', owner_id: officerId }),
    caseEvent(query, 'desk', { caseId }, now),
  ];
  /** The key of whoever the case is about; null where the officer does not own it. */
  async function keyOfOwned(caseId: string, officerId: string): Promise<SealingKey | null> {
    const owned = await ownedCase(query, caseId, officerId).select('conversation_id').executeTakeFirst();
    return owned ? keyOf(owned.conversation_id) : null;
  }
  const has = async (caseId: string, id: string): Promise<boolean> =>
    (await query.selectFrom('money_facts').select('id').where('id', '=', id).where('case_id', '=', caseId).executeTakeFirst()) !==
    undefined;

  return {
    /** Oldest first; none of whoever was erased. */
    async moneyFactsOf(caseId: string): Promise<KeptMoneyFact[]> {
      const rows = await query
        .selectFrom('money_facts')
        .innerJoin('officers', 'officers.id', 'money_facts.officer_id')
        .select(['money_facts.id', 'body_sealed', 'display', 'money_facts.created_at', 'money_facts.updated_at'])
        .where('case_id', '=', caseId)
        .orderBy('money_facts.created_at')
        .orderBy('money_facts.id')
        .execute();
      const key = rows.length > 0 ? await keyOfCase(caseId) : null;
      if (!key) return [];
      const opened = rows.map(async (row) => ({
        id: row.id,
        body: await sealer.open(key, row.body_sealed),
        display: row.display,
        createdAt: row.created_at,
        updatedAt: row.updated_at,
      }));
      return Promise.all(opened);
    },

    /**
     * @param id of the form that was filled in: the same one sent twice is kept once
     * @returns false, and nothing is written, when he does not own the case
     */
    async addMoneyFact(caseId: string, officerId: string, body: string, id: string = sources.id()): Promise<boolean> {
      const key = await keyOfOwned(caseId, officerId);
      if (!key) return false;
      const now = sources.now();
      const sealed = await sealer.seal(key, body);
      const insert = query
        .insertInto('money_facts')
        .columns(['id', 'case_id', 'body_sealed', 'officer_id', 'created_at', 'updated_at'])
        .expression(
          ownedCase(query, caseId, officerId).select(({ val }) => [
            val(id).as('id'),
            'cases.id as case_id',
            val(sealed).as('body_sealed'),
            val(officerId).as('officer_id'),
            val(now).as('created_at'),
            val(now).as('updated_at'),
          ]),
        );
      try {
        await database.batch([insert, ...changedBy(caseId, officerId, now)]);
      } catch (error) {
        if (!database.isUniqueViolation(error)) throw error;
      }
      return has(caseId, id);
    },

    /** False when he does not own the case, or there is no such fact in it. */
    async changeMoneyFact(caseId: string, officerId: string, id: string, body: string): Promise<boolean> {
      const key = await keyOfOwned(caseId, officerId);
      if (!key || !(await has(caseId, id))) return false;
      const now = sources.now();
      const sealed = await sealer.seal(key, body);
      const change = query
        .updateTable('money_facts')
        .set({ body_sealed: sealed, updated_at: now })
        .where('id', '=', id)
        .where('case_id', 'in', ownedCase(query, caseId, officerId).select('cases.id'));
      await database.batch([change, ...changedBy(caseId, officerId, now)]);
      const kept = await query.selectFrom('money_facts').select('body_sealed').where('id', '=', id).executeTakeFirst();
      return kept?.body_sealed === sealed;
    },

    /** False when he does not own the case. What is gone already stays gone. */
    async removeMoneyFact(caseId: string, officerId: string, id: string): Promise<boolean> {
      if (!(await ownedCase(query, caseId, officerId).select('cases.id').executeTakeFirst())) return false;
      if (!(await has(caseId, id))) return true;
      const now = sources.now();
      const strike = query
        .deleteFrom('money_facts')
        .where('id', '=', id)
        .where('case_id', 'in', ownedCase(query, caseId, officerId).select('cases.id'));
      await database.batch([strike, ...changedBy(caseId, officerId, now)]);
      return !(await has(caseId, id));
    },
  };
}
