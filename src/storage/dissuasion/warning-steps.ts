import { AppError } from '../../errors.ts';
import { CASE_ROLES, DECIDING_ROLES, roleAtWork } from '../case-acts.ts';
import type { StorageContext } from '../context.ts';
import type { Role } from '../desk-schema.ts';
import { TASK_KINDS, TASK_RESULTS, type TaskKind, type TaskResult, type Tier } from './tier-plan.ts';
import { warningActs } from './warning-acts.ts';
import { mayClose } from './what-follows.ts';

/** What somebody did for a warned person. */
export interface StepDone {
  /** Made by whoever sends it, 8 to 64 of `[A-Za-z0-9_-]`: sent again, later or twice, it counts once. */
  readonly stepId: string;
  readonly warningId: string;
  readonly kind: TaskKind;
  readonly result: TaskResult;
  readonly officerId: string;
  /** The officer who went along; an advisor never goes alone on 紧急. */
  readonly companionId?: string | null;
  /** When it was done, milliseconds since 1970 UTC; later than now counts as now. Left out: now. */
  readonly at?: number;
  /** In his own words; sealed. UTF-16 units: 2000 at most. */
  readonly note?: string;
}

export interface StepAnswer {
  /** `before`: this very step had been recorded. */
  readonly recorded: 'now' | 'before';
  readonly tier: Tier;
  readonly status: 'open' | 'closed';
  /** It can be closed now. */
  readonly mayClose: boolean;
}

interface Claim {
  readonly won: boolean;
  /** Empty: nobody. */
  readonly owner: string;
  readonly closed: boolean;
}

const LONGEST_NOTE = 2000;
/** What an advisor does: he goes there, and he rings. */
const ADVISORS_KINDS: readonly TaskKind[] = ['visit', 'call', 'first-call-back', 'second-call-back'];

export function warningSteps(context: StorageContext) {
  const { database, sources } = context;
  const { query } = database;
  const { act, find } = warningActs(context);

  async function roleOf(officerId: string): Promise<Role> {
    const role = await roleAtWork(query, officerId);
    if (role === null || !(CASE_ROLES.includes(role) || role === 'advisor')) throw notYours();
    return role;
  }

  async function looksAfter(officerId: string, gridId: string | null): Promise<boolean> {
    if (gridId === null) return false;
    const row = await query
      .selectFrom('grid_advisors')
      .select('grid_id')
      .where('officer_id', '=', officerId)
      .where('grid_id', '=', gridId)
      .where('until', 'is', null)
      .executeTakeFirst();
    return row !== undefined;
  }

  /** A visit that is sent in late is judged by the tier at its time. */
  async function tierAt(warningId: string, at: number, now: Tier): Promise<Tier> {
    const [before, after] = await Promise.all([
      query
        .selectFrom('warning_steps')
        .select('tier')
        .where('warning_id', '=', warningId)
        .where('created_at', '<=', at)
        .orderBy('turn', 'desc')
        .limit(1)
        .executeTakeFirst(),
      query
        .selectFrom('warning_steps')
        .select('id')
        .where('warning_id', '=', warningId)
        .where('created_at', '>', at)
        .limit(1)
        .executeTakeFirst(),
    ]);
    // Without a step before it nobody knows; the higher one is taken.
    return after ? (before?.tier ?? now) : now;
  }

  async function isOfficer(id: string | null | undefined): Promise<boolean> {
    if (!id) return false;
    const role = await roleAtWork(query, id);
    return role !== null && CASE_ROLES.includes(role);
  }

  /** @param from only while this one has it */
  async function release(warningId: string, officerId: string, from: string | null = null): Promise<boolean> {
    const deciding = DECIDING_ROLES.includes(await roleOf(officerId));
    const done = await act({
      warningId,
      stepId: sources.id(),
      officerId,
      audit: 'warning.released',
      decide: ({ row }) =>
        row.owner_id !== null &&
        row.status === 'open' &&
        (from === null || row.owner_id === from) &&
        (deciding || row.owner_id === officerId)
          ? { kind: 'release', result: 'released', at: sources.now() }
          : null,
      set: () => ({ owner_id: null }),
    });
    return done !== null;
  }

  return {
    /**
     * Records a step, and what follows from it, once however often it is sent. Also on a closed warning: late news of a
     * visit are kept, and who has paid or does not believe it after all is warned again.
     * @throws AppError 404 `warning.unknown`, 403 `warning.not-yours`, 409 `warning.step-changed`, 422 `warning.step`,
     * `warning.alone`, `warning.too-early`
     */
    async recordStep(step: StepDone): Promise<StepAnswer> {
      const { stepId, warningId, kind, result, officerId, companionId = null, note = '' } = step;
      const fits = /^[\w-]{8,64}$/.test(stepId) && TASK_KINDS.includes(kind) && TASK_RESULTS.includes(result);
      if (!fits || note.length > LONGEST_NOTE || !resultsOf(kind).includes(result))
        throw new AppError('warning.step', '这一步没填对：选一个结果，备注最多2000字，再记一次。', 422);
      const at = Math.min(step.at ?? sources.now(), sources.now());
      const role = await roleOf(officerId);
      const recorded = await act({
        warningId,
        stepId,
        officerId,
        companionId,
        note: note.trim(),
        audit: 'warning.step',
        reopenedFor: CASE_ROLES.includes(role) ? officerId : null,
        async decide({ row }) {
          if (role === 'advisor') {
            if (!(await looksAfter(officerId, row.grid_id)) || !ADVISORS_KINDS.includes(kind)) throw notYours();
            if (kind === 'visit' && (await tierAt(warningId, at, row.tier)) === 'urgent' && !(await isOfficer(companionId)))
              throw new AppError('warning.alone', '紧急预警不能一个人上门。请选同去的民警，再记一次。', 422);
          }
          if (kind === 'first-call-back' || kind === 'second-call-back') await checkCallBack(warningId, kind, at);
          return { kind, result, at: Math.max(at, 0) };
        },
      });
      const [before, found] = await Promise.all([
        query.selectFrom('warning_steps').select(['kind', 'result']).where('id', '=', stepId).executeTakeFirst(),
        find(warningId),
      ]);
      if (!found || !recorded) throw new AppError('warning.unknown', '没有这条预警，编号可能打错了。', 404);
      if (before && (before.kind !== kind || before.result !== result))
        throw new AppError('warning.step-changed', '这一步已经记过，内容不一样。请重新打开这一页再记。', 409);
      return { recorded, tier: found.standing.tier, status: found.standing.status, mayClose: mayClose(found.plan, found.standing) };
    },

    /** One winner; the other one learns who has it, or that it is closed. @returns null when there is no such warning */
    async claimWarning(warningId: string, officerId: string): Promise<Claim | null> {
      if (!CASE_ROLES.includes(await roleOf(officerId))) throw notYours();
      if (!(await find(warningId))) return null;
      await act({
        warningId,
        stepId: sources.id(),
        officerId,
        audit: 'warning.claimed',
        decide: ({ row }) =>
          row.owner_id === null && row.status === 'open' ? { kind: 'claim', result: 'claimed', at: sources.now() } : null,
        set: () => ({ owner_id: officerId }),
      });
      const now = await query
        .selectFrom('warnings')
        .leftJoin('officers', 'officers.id', 'warnings.owner_id')
        .select(['owner_id', 'display', 'status'])
        .where('warnings.id', '=', warningId)
        .executeTakeFirstOrThrow();
      const closed = now.status === 'closed';
      return { won: !closed && now.owner_id === officerId, owner: now.display ?? '', closed };
    },

    /** Back to the lane, by its owner or a supervisor. False when it is neither's. */
    releaseWarning: (warningId: string, officerId: string): Promise<boolean> => release(warningId, officerId),

    /** Of somebody who is not here any more: anybody may claim them. @param byId a supervisor @returns how many */
    async handBackWarningsOf(officerId: string, byId: string): Promise<number> {
      const his = await query.selectFrom('warnings').select('id').where('owner_id', '=', officerId).where('status', '=', 'open').execute();
      let back = 0;
      for (const { id } of his) if (await release(id, byId, officerId)) back += 1;
      return back;
    },

    /**
     * By its owner or a supervisor, and only after he was met, or in a tier that lets a call be enough, reached. Call-backs begin.
     * @returns `not-met`, `not-yours`, or whether it was done by this form before
     */
    async closeWarning(
      warningId: string,
      officerId: string,
      stepId: string,
      note = '',
    ): Promise<'now' | 'before' | 'not-met' | 'not-yours'> {
      const deciding = DECIDING_ROLES.includes(await roleOf(officerId));
      let why: 'not-met' | 'not-yours' = 'not-met';
      const done = await act({
        warningId,
        stepId,
        officerId,
        note: note.slice(0, LONGEST_NOTE),
        audit: 'warning.closed',
        decide({ row, plan, standing }) {
          why = deciding || row.owner_id === officerId ? 'not-met' : 'not-yours';
          if (why === 'not-yours' || !mayClose(plan, standing)) return null;
          return { kind: 'closing', result: 'closed', at: sources.now() };
        },
      });
      return done ?? why;
    },
  };

  async function checkCallBack(warningId: string, kind: TaskKind, at: number): Promise<void> {
    const task = await query
      .selectFrom('warning_tasks')
      .select('starts_at')
      .where('warning_id', '=', warningId)
      .where('kind', '=', kind)
      .where('done_at', 'is', null)
      .executeTakeFirst();
    if (!task || task.starts_at > at) throw new AppError('warning.too-early', '这次回访还没到时候，或已经打过了。', 422);
  }
}

/** What can come of it. */
export function resultsOf(kind: TaskKind): readonly TaskResult[] {
  return kind === 'message' || kind === 'sms' || kind === 'protective-stop'
    ? ['sent', 'unsent']
    : ['unreached', 'unpersuaded', 'persuaded', 'paid'];
}

function notYours(): AppError {
  return new AppError('warning.not-yours', '这条预警不归您办。', 403);
}
