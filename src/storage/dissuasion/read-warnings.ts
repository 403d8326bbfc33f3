import { auditEntry } from '../audit-entry.ts';
import type { StorageContext } from '../context.ts';
import { keptPlans } from './kept-plans.ts';
import { type ListedWarning, listedWarnings, type Viewer } from './listed-warnings.ts';
import type { StepKind, StepResult, Tier, VoidReason } from './tier-plan.ts';
import type { WarnedPerson } from './warned-person.ts';
import { mayClose } from './what-follows.ts';

export interface WarningStep {
  readonly id: string;
  readonly kind: StepKind;
  readonly result: StepResult;
  readonly tier: Tier;
  readonly officer: string | null;
  readonly companion: string | null;
  readonly note: string | null;
  readonly at: number;
}
export interface Warning extends ListedWarning {
  readonly caseId: string | null;
  /** null: he was erased. */
  readonly person: WarnedPerson | null;
  readonly steps: readonly WarningStep[];
  readonly mayClose: boolean;
  /** In his tier: reached by telephone and persuaded is enough. */
  readonly callIsEnough: boolean;
  readonly closedAt: number | null;
  /** Ended because there is nobody to warn. */
  readonly voidReason: VoidReason | null;
  readonly notice: { readonly sends: number; readonly answered: boolean } | null;
  /** Other open warnings about the same telephone. */
  readonly others: readonly string[];
}

export function readWarnings(context: StorageContext) {
  const { database, sealer, sources } = context;
  const { query } = database;
  const { listed, listedOne, withRest } = listedWarnings(context);
  const plans = keptPlans(context);

  async function stepsOf(warningId: string, viewer: Viewer): Promise<readonly WarningStep[]> {
    const rows = await query
      .selectFrom('warning_steps')
      .leftJoin('officers', 'officers.id', 'warning_steps.officer_id')
      .leftJoin('officers as companions', 'companions.id', 'warning_steps.companion_id')
      .select([
        'warning_steps.id',
        'kind',
        'result',
        'tier',
        'officer_id',
        'officers.display',
        'companions.display as companion',
        'note_sealed',
        'at',
      ])
      .where('warning_id', '=', warningId)
      .orderBy('turn')
      .execute();
    return Promise.all(
      rows.map(async (row) => ({
        id: row.id,
        kind: row.kind,
        result: row.result,
        tier: row.tier,
        officer: row.display,
        companion: row.companion,
        // A colleague may have noted an account: advisors read their own words.
        note:
          row.note_sealed === null || (viewer.role === 'advisor' && row.officer_id !== viewer.id)
            ? null
            : await sealer.openOwn(row.note_sealed),
        at: row.at,
      })),
    );
  }

  return {
    /** Whoever sees whom a warning is about is written down. */
    async noteWarningRead(id: string, officerId: string): Promise<void> {
      await auditEntry(query, { at: sources.now(), officerId, action: 'warning.read', subject: id }).execute();
    },

    /** null where there is none, or none that he may see. */
    async readWarning(id: string, viewer: Viewer): Promise<Warning | null> {
      const row = await listedOne(viewer, id);
      if (!row) return null;
      const own = await query
        .selectFrom('warnings')
        .select(['subject_sealed', 'phone_hash', 'plan_id', 'case_id', 'closed_at', 'void_reason'])
        .where('id', '=', id)
        .executeTakeFirstOrThrow();
      const [[shown], steps, plan, notice, others] = await Promise.all([
        withRest([row]),
        stepsOf(id, viewer),
        plans.readPlan(own.plan_id),
        query.selectFrom('warning_notices').select(['sends', 'answered_at']).where('warning_id', '=', id).executeTakeFirst(),
        own.phone_hash === null
          ? []
          : listed(viewer)
              .select('warnings.id')
              .where('phone_hash', '=', own.phone_hash)
              .where('warnings.id', '<>', id)
              .where('status', '=', 'open')
              .limit(10)
              .execute(),
      ]);
      if (!shown) return null;
      const person = own.subject_sealed === null ? null : (JSON.parse(await sealer.openOwn(own.subject_sealed)) as WarnedPerson);
      return {
        ...shown,
        caseId: own.case_id,
        person: person && viewer.role === 'advisor' ? { ...person, account: null, amount: null, story: null } : person,
        steps,
        mayClose: mayClose(plan, shown),
        callIsEnough: plan.tiers[shown.tier].callIsEnough,
        closedAt: own.closed_at,
        voidReason: own.void_reason,
        notice: notice ? { sends: notice.sends, answered: notice.answered_at !== null } : null,
        others: others.map((one) => one.id),
      };
    },
  };
}
