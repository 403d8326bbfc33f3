import type { StorageContext } from './context.ts';

/** Who may see a case that he does not own in full. */
export function unmaskings({ database, sources }: StorageContext) {
  const { query } = database;
  return {
    async isUnmasked(officerId: string, caseId: string): Promise<boolean> {
      const row = await query
        .selectFrom('unmaskings')
        .select('until')
        .where('officer_id', '=', officerId)
        .where('case_id', '=', caseId)
        .where('until', '>', sources.now())
        .executeTakeFirst();
      return row !== undefined;
    },
  };
}
