import type { StorageContext } from '../context.ts';
import type { Tier } from '../dissuasion/tier-plan.ts';

/** When a visit can have been at the earliest, as the server knows it. Milliseconds since 1970 UTC. */
export interface VisitBounds {
  /** A visit was owed, and whoever says that he was there had opened its page, with the address on it; null: never. */
  readonly earliest: number | null;
  readonly tier: Tier | null;
}

export function visitTimes({ database: { query } }: StorageContext) {
  return {
    async visitBounds(warningId: string, officerId: string): Promise<VisitBounds> {
      const [owed, read, warning] = await Promise.all([
        query
          .selectFrom('warning_tasks')
          .select(({ fn }) => fn.min('created_at').as('at'))
          .where('warning_id', '=', warningId)
          .where('kind', '=', 'visit')
          .executeTakeFirst(),
        query
          .selectFrom('audit')
          .select(({ fn }) => fn.min('at').as('at'))
          .where('subject', '=', warningId)
          .where('officer_id', '=', officerId)
          .where('action', '=', 'visit.read')
          .executeTakeFirst(),
        query.selectFrom('warnings').select('tier').where('id', '=', warningId).executeTakeFirst(),
      ]);
      const known = [owed?.at, read?.at].flatMap((at) => (at === null || at === undefined ? [] : [Number(at)]));
      return { earliest: known.length === 0 ? null : Math.max(...known), tier: warning?.tier ?? null };
    },
  };
}
