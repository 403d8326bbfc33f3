import type { StorageContext } from '../context.ts';
import type { DissuasionPlan } from './tier-plan.ts';

/** Plans are kept whole, and never change: a warning goes on under the one that it came in under. */
export function keptPlans({ database, sealer, sources }: StorageContext) {
  const { query } = database;
  const known = new Map<string, DissuasionPlan>();
  return {
    /** Its id; kept at its first use. */
    async keepPlan(plan: DissuasionPlan): Promise<string> {
      const body = JSON.stringify(plan);
      const id = await sealer.fingerprint(body);
      if (known.has(id)) return id;
      await query
        .insertInto('warning_plans')
        .values({ id, body, created_at: sources.now() })
        .onConflict((conflict) => conflict.column('id').doNothing())
        .execute();
      known.set(id, plan);
      return id;
    },

    async readPlan(id: string): Promise<DissuasionPlan> {
      const cached = known.get(id);
      if (cached) return cached;
      const { body } = await query.selectFrom('warning_plans').select('body').where('id', '=', id).executeTakeFirstOrThrow();
      const plan = JSON.parse(body) as DissuasionPlan;
      known.set(id, plan);
      return plan;
    },
  };
}
