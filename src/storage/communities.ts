import { auditCaseIf } from './audit-entry.ts';
import { caseEvent } from './case-event.ts';
import type { StorageContext } from './context.ts';
import { changeOwned, ownedCase } from './owned-case.ts';

/** Where a case belongs. A name of a town or community is nobody's secret; an address may not stand here (desk/community.ts). */
export function communities({ database, sources }: StorageContext) {
  const { query } = database;
  return {
    /** False when he does not own the case. @param community null: not known */
    async setCommunity(caseId: string, officerId: string, community: string | null): Promise<boolean> {
      const now = sources.now();
      const owned = { status: 'claimed', owner_id: officerId } as const;
      await database.batch([
        changeOwned(query, caseId, officerId).set({ community, touched_at: now }),
        auditCaseIf(query, { at: now, officerId, action: 'case.facts', subject: caseId }, owned),
        caseEvent(query, 'desk', { caseId }, now),
      ]);
      const done = await ownedCase(query, caseId, officerId).select('cases.id').executeTakeFirst();
      return done !== undefined;
    },
  };
}
