import { auditEntry } from './audit-entry.ts';
import type { StorageContext } from './context.ts';

/** So long somebody who does not own a case may see it in full. Milliseconds. */
export const UNMASKED_FOR = 900_000;

/** Who may see a case that he does not own in full. */
export function unmaskings({ database, sealer, sources, keyOfCase }: StorageContext) {
  const { query } = database;

  const running = (caseId: string) =>
    query.selectFrom('unmaskings').select(['officer_id', 'until']).where('case_id', '=', caseId).where('until', '>', sources.now());

  return {
    async isUnmasked(officerId: string, caseId: string): Promise<boolean> {
      return (await running(caseId).where('officer_id', '=', officerId).executeTakeFirst()) !== undefined;
    },

    /** Who sees it at this moment and until when, in milliseconds since 1970 UTC. */
    async unmaskedBy(caseId: string): Promise<ReadonlyMap<string, number>> {
      return new Map((await running(caseId).execute()).map(({ officer_id, until }) => [officer_id, Number(until)]));
    },

    /**
     * Shows him the case in full for fifteen minutes, and writes down why. Whether he may is for the caller to ask.
     * @returns false when there is no such case, or nothing of the person is left to see
     */
    async unmask(officerId: string, caseId: string, reason: string): Promise<boolean> {
      const key = await keyOfCase(caseId);
      if (!key) return false;
      const now = sources.now();
      const until = now + UNMASKED_FOR;
      await database.batch([
        query.deleteFrom('unmaskings').where('until', '<=', now),
        query
          .insertInto('unmaskings')
          .values({ officer_id: officerId, case_id: caseId, until })
          .onConflict((conflict) => conflict.columns(['officer_id', 'case_id']).doUpdateSet({ until })),
        auditEntry(query, {
          at: now,
          officerId,
          action: 'case.unmasked',
          subject: caseId,
          reasonSealed: await sealer.seal(key, reason),
        }),
      ]);
      return true;
    },
  };
}
