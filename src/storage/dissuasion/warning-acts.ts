import type { Compilable, Selectable } from 'kysely';
import { AppError } from '../../errors.ts';
import { type AuditAction, auditEntry } from '../audit-entry.ts';
import type { StorageContext } from '../context.ts';
import type { Tables } from '../schema.ts';
import { keptPlans } from './kept-plans.ts';
import { type DissuasionPlan, rankOf } from './tier-plan.ts';
import { type Following, type Happened, type Standing, whatFollows } from './what-follows.ts';

/** A warning as an act finds it. */
export interface Found {
  readonly row: Selectable<Tables['warnings']>;
  readonly plan: DissuasionPlan;
  readonly standing: Standing;
}

export interface WarningAct {
  readonly warningId: string;
  /** Of the step; the same one sent again is done once. */
  readonly stepId: string;
  /** null: the program, or the warned person himself. */
  readonly officerId: string | null;
  readonly companionId?: string | null;
  readonly note?: string;
  readonly audit: AuditAction | null;
  /**
   * What happens, on the warning as it is now; null: nothing, it came too late. Asked again when somebody was faster.
   * @throws AppError what may not be done
   */
  readonly decide: (found: Found) => Promise<Happened | null> | Happened | null;
  /** Whose it is if this opens it again: whoever closed it days ago may be off duty. Without it, anybody's to claim. */
  readonly reopenedFor?: string | null;
  /** Columns that the step changes besides. */
  readonly set?: (found: Found) => Partial<Pick<Selectable<Tables['warnings']>, 'owner_id' | 'void_reason'>>;
  /** What is done in the same batch. */
  readonly also?: (found: Found, following: Following) => Promise<readonly Compilable[]> | readonly Compilable[];
}

/** So often somebody may be faster. */
const MOST_ATTEMPTS = 20;

/**
 * Every change of a warning goes this way: read, decide, write down as the next step. Of two at once the (warning, turn) of
 * the steps lets one through, and the other decides anew on what it finds then.
 */
export function warningActs(context: StorageContext) {
  const { database, sealer, sources } = context;
  const { query } = database;
  const plans = keptPlans(context);

  /** Call-backs since it was closed the last time that nobody answered. */
  const unansweredOf = (warningId: string) =>
    query
      .selectFrom('warning_steps')
      .select(({ fn }) => ['kind', fn.countAll<number | string>().as('count')])
      .where('warning_id', '=', warningId)
      .where('kind', 'in', ['first-call-back', 'second-call-back'])
      .where('result', '=', 'unreached')
      .where('turn', '>', (is) =>
        is
          .selectFrom('warning_steps as closing')
          .select(({ fn }) => fn.max('closing.turn').as('turn'))
          .where('closing.warning_id', '=', warningId)
          .where('closing.kind', '=', 'closing'),
      )
      .groupBy('kind')
      .execute();

  async function find(warningId: string): Promise<Found | null> {
    // Before the rest: what is read after it is at least as new as its turn, and with a turn that is over nothing is written.
    const row = await query.selectFrom('warnings').selectAll().where('id', '=', warningId).executeTakeFirst();
    if (!row) return null;
    const [tasks, lead, unsettled, unanswered] = await Promise.all([
      query
        .selectFrom('warning_tasks')
        .select(['kind', 'due_at'])
        .where('warning_id', '=', warningId)
        .where('done_at', 'is', null)
        .execute(),
      query
        .selectFrom('warning_steps')
        .select('id')
        .where('warning_id', '=', warningId)
        .where('kind', '=', 'protective-stop')
        .where('result', '=', 'sent')
        .limit(1)
        .executeTakeFirst(),
      query
        .selectFrom('warning_steps')
        .select('at')
        .where('warning_id', '=', warningId)
        .where((is) =>
          is.or([is('result', 'in', ['unpersuaded', 'denied']), is.and([is('result', '=', 'paid'), is('kind', '<>', 'visit')])]),
        )
        .orderBy('at', 'desc')
        .limit(1)
        .executeTakeFirst(),
      row.status === 'open' ? [] : unansweredOf(warningId),
    ]);
    const standing: Standing = {
      tier: row.tier,
      status: row.status,
      meetBy: row.meet_by,
      metAt: row.met_at,
      settledAt: row.settled_at,
      cheated: row.cheated === 1,
      tasks: tasks.map(({ kind, due_at }) => ({ kind, dueAt: due_at })),
      leadSent: lead !== undefined,
      unsettledAt: unsettled?.at ?? null,
      unanswered: Object.fromEntries(unanswered.map(({ kind, count }) => [kind, Number(count)])),
    };
    return { row, plan: await plans.readPlan(row.plan_id), standing };
  }

  async function statements(act: WarningAct, found: Found, happened: Happened, now: number): Promise<Compilable[]> {
    const { row, plan, standing } = found;
    const { warningId, stepId, officerId } = act;
    const next = whatFollows(plan, standing, happened, now);
    const times = next.tasks.map(({ dueAt }) => dueAt);
    const ofKinds = (kinds: readonly string[]) =>
      query
        .updateTable('warning_tasks')
        .where('warning_id', '=', warningId)
        .where('kind', 'in', kinds as never)
        .where('done_at', 'is', null);
    return [
      // First: it fails when another step has taken this turn.
      query.insertInto('warning_steps').values({
        id: stepId,
        warning_id: warningId,
        turn: row.turn + 1,
        kind: happened.kind,
        result: happened.result,
        tier: next.tier,
        officer_id: officerId,
        companion_id: act.companionId ?? null,
        note_sealed: act.note ? await sealer.sealOwn(act.note) : null,
        at: happened.at,
        created_at: now,
      }),
      query
        .updateTable('warnings')
        .set({
          turn: row.turn + 1,
          tier: next.tier,
          rank: rankOf(next.tier),
          status: next.status,
          meet_by: next.meetBy,
          met_at: next.metAt,
          settled_at: next.settledAt,
          cheated: next.cheated ? 1 : 0,
          due_at: times.length === 0 ? null : Math.min(...times),
          closed_at: next.status === 'open' ? null : (row.closed_at ?? now),
          updated_at: now,
          ...(standing.status === 'closed' && next.status === 'open' && { owner_id: act.reopenedFor ?? null, void_reason: null }),
          ...act.set?.(found),
        })
        .where('id', '=', warningId),
      ...(next.finished.length === 0 ? [] : [ofKinds(next.finished).set({ done_at: now })]),
      ...next.sooner.map(({ kind, dueAt }) => ofKinds([kind]).set({ due_at: dueAt })),
      ...next.begun.map(({ kind, startsAt, dueAt }) =>
        query.insertInto('warning_tasks').values({
          id: sources.id(),
          warning_id: warningId,
          kind,
          starts_at: startsAt,
          due_at: dueAt,
          done_at: null,
          escalated_at: null,
          created_at: now,
        }),
      ),
      ...(happened.kind === 'overdue'
        ? [
            ofKinds([happened.task ?? ''])
              .set({ escalated_at: now })
              .where('escalated_at', 'is', null),
          ]
        : []),
      // Who is not warned any more, or has been reached, is not written to again.
      ...(next.status === 'closed' || next.settledAt !== null
        ? [query.updateTable('warning_notices').set({ again_at: null }).where('warning_id', '=', warningId)]
        : []),
      ...(act.audit ? [auditEntry(query, { at: now, officerId, action: act.audit, subject: warningId })] : []),
      ...((await act.also?.(found, next)) ?? []),
    ];
  }

  /** The step of this id, if there is one. */
  const stepOf = (stepId: string) =>
    query.selectFrom('warning_steps').select(['warning_id', 'kind', 'result']).where('id', '=', stepId).executeTakeFirst();

  return {
    find,

    /**
     * @returns `now`: done; `before`: this very step had been done; null: `decide` found nothing to do
     * @throws AppError 404 `warning.unknown`, 409 `warning.step-changed`, 503 `warning.busy`, and what `decide` throws
     */
    async act(act: WarningAct): Promise<'now' | 'before' | null> {
      for (let attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
        const found = await find(act.warningId);
        if (!found) throw new AppError('warning.unknown', '没有这条预警，编号可能打错了。', 404);
        const before = await stepOf(act.stepId);
        if (before) {
          if (before.warning_id === act.warningId) return 'before';
          throw new AppError('warning.step-changed', '这一步的编号已经用在别的预警上了。请重新打开这一页再记。', 409);
        }
        const happened = await act.decide(found);
        if (!happened) return null;
        try {
          await database.batch(await statements(act, found, happened, sources.now()));
          return 'now';
        } catch (error) {
          if (!database.isUniqueViolation(error)) throw error;
        }
      }
      throw new AppError('warning.busy', '太多人同时在办这条预警，请再按一次。', 503);
    },
  };
}
