import { type Compilable, sql } from 'kysely';
import { auditEntry } from '../audit-entry.ts';
import type { StorageContext } from '../context.ts';
import { keptPlans } from './kept-plans.ts';
import { type DissuasionPlan, firstTasks, MINUTE, rankOf, TIERS, type Tier } from './tier-plan.ts';

export function importGoingLive(context: StorageContext) {
  const { database, sources } = context;
  const { query } = database;
  const plans = keptPlans(context);

  /** Of one tier: its warnings, and what they begin with. */
  function ofTier(importId: string, planId: string, plan: DissuasionPlan, tier: Tier, now: number): Compilable[] {
    const tasks = firstTasks(plan, tier);
    const due = now + Math.min(...tasks.map(({ within }) => within)) * MINUTE;
    const warnings = query
      .insertInto('warnings')
      .columns([
        'id',
        'source',
        'external_id',
        'body_hash',
        'plan_id',
        'tier',
        'rank',
        'type',
        'town',
        'grid_id',
        'import_id',
        'subject_sealed',
        'phone_hash',
        'status',
        'turn',
        'due_at',
        'meet_by',
        'cheated',
        'created_at',
        'updated_at',
      ])
      .expression(
        (is) =>
          is
            .selectFrom('warning_import_rows as staged')
            .innerJoin('warning_imports as file', 'file.id', 'staged.import_id')
            .select((row) => [
              sql<string>`staged.import_id || '-' || staged.line`.as('id'),
              'file.source',
              sql<string>`staged.external_id`.as('external_id'),
              sql<string>`staged.body_hash`.as('body_hash'),
              row.val(planId).as('plan_id'),
              sql<Tier>`staged.tier`.as('tier'),
              row.val(rankOf(tier)).as('rank'),
              'staged.type',
              'staged.town',
              'staged.grid_id',
              'staged.import_id',
              'staged.body_sealed as subject_sealed',
              'staged.phone_hash',
              sql.lit('open').as('status'),
              sql.lit(0).as('turn'),
              row.val(due).as('due_at'),
              row.val(now + plan.tiers[tier].meetWithin * MINUTE).as('meet_by'),
              sql.lit(0).as('cheated'),
              row.val(now).as('created_at'),
              row.val(now).as('updated_at'),
            ])
            .where('staged.import_id', '=', importId)
            .where('staged.problem', 'is', null)
            .where('staged.tier', '=', tier)
            .where('file.status', '=', 'ready')
            .where((row) =>
              row.not(
                row.exists(
                  row
                    .selectFrom('warnings as there')
                    .select('there.id')
                    .whereRef('there.source', '=', 'file.source')
                    .whereRef('there.external_id', '=', 'staged.external_id'),
                ),
              ),
            ) as never,
      );
    const begun = tasks.map(({ kind, within }) =>
      query
        .insertInto('warning_tasks')
        .columns(['id', 'warning_id', 'kind', 'starts_at', 'due_at', 'created_at'])
        .expression((is) =>
          is
            .selectFrom('warnings')
            .select((row) => [
              sql<string>`warnings.id || ${sql.lit(`-${kind}`)}`.as('id'),
              'warnings.id as warning_id',
              sql.lit(kind).as('kind'),
              row.val(now).as('starts_at'),
              row.val(now + within * MINUTE).as('due_at'),
              row.val(now).as('created_at'),
            ])
            .where('import_id', '=', importId)
            .where('tier', '=', tier),
        ),
    );
    return [warnings, ...begun];
  }

  return {
    /**
     * All good rows in one step, with their first tasks; those that are there already stay as they are. Confirmed twice, it
     * happens once.
     * @returns whether it is live now
     */
    async confirmImport(importId: string, officerId: string, plan: DissuasionPlan): Promise<boolean> {
      const before = await query.selectFrom('warning_imports').select('status').where('id', '=', importId).executeTakeFirst();
      if (before?.status !== 'ready') return before?.status === 'live';
      const [now, planId] = [sources.now(), await plans.keepPlan(plan)];
      try {
        await database.batch([
          ...TIERS.flatMap((tier) => ofTier(importId, planId, plan, tier, now)),
          auditEntry(query, { at: now, officerId, action: 'warnings.imported', subject: importId }),
          query
            .updateTable('warning_imports')
            .set((is) => ({
              status: 'live',
              known: is(
                'good',
                '-',
                is
                  .selectFrom('warnings')
                  .select(({ fn }) => fn.countAll<number>().as('count'))
                  .where('import_id', '=', importId) as never,
              ),
              updated_at: now,
            }))
            .where('id', '=', importId)
            .where('status', '=', 'ready'),
        ]);
      } catch (error) {
        // Confirmed by somebody else at the same moment: the tasks' ids are made of the rows'.
        if (!database.isUniqueViolation(error)) throw error;
      }
      const after = await query.selectFrom('warning_imports').select('status').where('id', '=', importId).executeTakeFirst();
      return after?.status === 'live';
    },
  };
}
