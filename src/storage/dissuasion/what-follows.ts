import {
  CALL_BACK_MOST,
  type DissuasionPlan,
  firstTasks,
  MINUTE,
  nextTier,
  type PlannedTask,
  rankOf,
  type StepKind,
  type StepResult,
  type TaskKind,
  type Tier,
} from './tier-plan.ts';

/** A warning as far as the next step depends on it. Times in milliseconds since 1970 UTC. */
export interface Standing {
  readonly tier: Tier;
  readonly status: 'open' | 'closed';
  readonly meetBy: number;
  readonly metAt: number | null;
  readonly settledAt: number | null;
  readonly cheated: boolean;
  readonly tasks: readonly { readonly kind: TaskKind; readonly dueAt: number }[];
  /** A lead has gone to the police. */
  readonly leadSent: boolean;
  /** When he was last known not to be persuaded; left out: never. */
  readonly unsettledAt?: number | null;
  /** Of each call-back, how often nobody answered since it was closed; left out: never. */
  readonly unanswered?: Readonly<Partial<Record<StepKind, number>>>;
}

export interface Happened {
  readonly kind: StepKind;
  readonly result: StepResult;
  /** Which task is overdue. */
  readonly task?: TaskKind;
  /** Milliseconds since 1970 UTC. */
  readonly at: number;
}

/** What a step makes of a warning: how it stands, which tasks are over, which begin, which are due sooner. */
export interface Following extends Omit<Standing, 'leadSent' | 'unsettledAt' | 'unanswered'> {
  readonly finished: readonly TaskKind[];
  readonly begun: readonly { readonly kind: TaskKind; readonly startsAt: number; readonly dueAt: number }[];
  readonly sooner: readonly { readonly kind: TaskKind; readonly dueAt: number }[];
}

const CALL_BACKS: readonly TaskKind[] = ['first-call-back', 'second-call-back'];
/** What is not owed any more once he is persuaded. */
const OVER_WHEN_PERSUADED: readonly TaskKind[] = ['message', 'call', 'sms', 'visit'];
const RAISING: readonly StepResult[] = ['unreached', 'unpersuaded', 'overdue'];

/** Met, or where his tier lets a call be enough, reached: nothing else lets a warning be closed. */
export function mayClose(plan: DissuasionPlan, { tier, status, metAt, settledAt }: Omit<Standing, 'tasks' | 'leadSent'>): boolean {
  return status === 'open' && settledAt !== null && (metAt !== null || plan.tiers[tier].callIsEnough);
}

/**
 * Pure. The tier never falls, whatever happens; a denial and an acknowledgement neither close nor lower.
 * @param now milliseconds since 1970 UTC, for the deadlines of what begins
 */
export function whatFollows(plan: DissuasionPlan, before: Standing, step: Happened, now: number): Following {
  if (step.kind === 'closing') return closed(plan, before, now);
  if (step.kind === 'void') return voided(before, now);
  if (step.task && CALL_BACKS.includes(step.task)) return unchanged(before);
  if (CALL_BACKS.includes(step.kind as TaskKind) && !reopens(step)) return calledBack(plan, before, step, now);
  if (before.status === 'closed' && !reopens(step)) return unchanged(before);
  if (step.kind === 'claim' || step.kind === 'release') return unchanged(before);

  const tier = tierAfter(before, step);
  const changes = new Tasks(before, now);
  const inPerson = step.kind === 'visit' && ['persuaded', 'unpersuaded', 'paid'].includes(step.result);
  // A telephone without a network sends it late: what he has said since counts more.
  const isNews = step.at >= (before.unsettledAt ?? step.at);
  const settles = isNews && step.result === 'persuaded' && (step.kind === 'visit' || plan.tiers[tier].callIsEnough);
  const settled = settles || (step.result === 'paid' && step.kind === 'visit');
  const metAt = inPerson ? Math.min(before.metAt ?? step.at, step.at) : before.metAt;
  const unsettled = ['unpersuaded', 'denied'].includes(step.result) || (step.result === 'paid' && !settled);
  const settledAt = settled ? step.at : unsettled ? null : before.settledAt;

  if (step.kind !== 'answer' && step.kind !== 'overdue') changes.finish(step.kind);
  if (before.status === 'closed') for (const kind of CALL_BACKS) changes.finish(kind);
  if (settled) for (const kind of OVER_WHEN_PERSUADED) changes.finish(kind);
  else if (step.result === 'denied') changes.due({ kind: 'call', within: plan.denialCallWithin });
  else if (step.result !== 'seen') for (const task of nextTasks(plan, before, tier, step)) changes.due(task);

  const left = changes.open();
  // Somebody has to go on with whoever is not persuaded yet.
  if (settledAt === null && !left.some(({ kind }) => kind !== 'protective-stop')) changes.due(visitOf(plan, tier));
  return {
    tier,
    status: 'open',
    meetBy: tier === before.tier ? before.meetBy : Math.min(before.meetBy, now + plan.tiers[tier].meetWithin * MINUTE),
    metAt,
    settledAt,
    cheated: before.cheated || step.result === 'paid',
    ...changes.result(),
  };
}

/** Money that has gone, or somebody who does not believe it after all, opens what was closed. */
function reopens({ result }: Happened): boolean {
  return result === 'paid' || result === 'unpersuaded';
}

function tierAfter({ tier }: Standing, { result }: Happened): Tier {
  if (result === 'paid') return 'urgent';
  return RAISING.includes(result) ? nextTier(tier) : tier;
}

function nextTasks(plan: DissuasionPlan, before: Standing, tier: Tier, step: Happened): readonly PlannedTask[] {
  const [kind, result] = [step.task ?? step.kind, step.result];
  const { order, tasks } = plan.tiers[tier];
  const raised = rankOf(tier) > rankOf(before.tier) || before.status === 'closed';
  if (order === 'at-once') {
    if (raised) return firstTasks(plan, tier).filter((task) => task.kind !== 'protective-stop' || !before.leadSent);
    if (result === 'persuaded' || result === 'paid') return [visitOf(plan, tier)];
    const tryAgain = ['unreached', 'unpersuaded', 'unsent'].includes(result) && kind !== 'message' && kind !== 'sms';
    return tryAgain ? [{ kind: kind as TaskKind, within: plan.againWithin }] : [];
  }
  // Said once more, beside the steps.
  if ((result === 'sent' || result === 'unsent') && !before.tasks.some((task) => task.kind === kind)) return [];
  // By telephone he said that he understood; whether it is so one sees when one meets him.
  if (result === 'persuaded') return [visitOf(plan, tier)];
  const place = tasks.findIndex((task) => task.kind === kind);
  const next = tasks[place + 1] ?? tasks.at(-1);
  return next ? [next] : [];
}

function visitOf(plan: DissuasionPlan, tier: Tier): PlannedTask {
  return plan.tiers[tier].tasks.find(({ kind }) => kind === 'visit') ?? { kind: 'visit', within: plan.tiers[tier].meetWithin };
}

function closed(plan: DissuasionPlan, before: Standing, now: number): Following {
  const changes = new Tasks(before, now);
  for (const { kind } of before.tasks) changes.finish(kind);
  changes.due({ kind: 'first-call-back', within: plan.callBackWithin }, plan.callBacks.first);
  changes.due({ kind: 'second-call-back', within: plan.callBackWithin }, plan.callBacks.second);
  return { ...before, status: 'closed', ...changes.result() };
}

/** There is nobody to warn: nothing is owed any more, call-backs included. */
function voided(before: Standing, now: number): Following {
  const changes = new Tasks(before, now);
  for (const { kind } of before.tasks) changes.finish(kind);
  return { ...before, status: 'closed', ...changes.result() };
}

/** He was rung after the closing, and all is as it was, or he was not reached. */
function calledBack(plan: DissuasionPlan, before: Standing, { kind, result }: Happened, now: number): Following {
  const changes = new Tasks(before, now);
  changes.finish(kind as TaskKind);
  // Somewhere it has an end: without one, whoever cannot be reached would never be forgotten either.
  const isLast = (before.unanswered?.[kind] ?? 0) + 1 >= (plan.callBackMost ?? CALL_BACK_MOST);
  if (result !== 'persuaded' && !isLast) changes.due({ kind: kind as TaskKind, within: plan.callBackWithin }, plan.callBackAgain);
  return { ...before, ...changes.result() };
}

function unchanged(before: Standing): Following {
  return { ...before, finished: [], begun: [], sooner: [] };
}

/** The open tasks while a step is worked out. */
class Tasks {
  private readonly finished = new Set<TaskKind>();
  private readonly begun = new Map<TaskKind, { readonly startsAt: number; readonly dueAt: number }>();
  private readonly before: ReadonlyMap<TaskKind, number>;
  private readonly now: number;
  constructor({ tasks }: Standing, now: number) {
    this.before = new Map(tasks.map(({ kind, dueAt }) => [kind, dueAt]));
    this.now = now;
  }
  finish(kind: StepKind): void {
    if (this.before.has(kind as TaskKind)) this.finished.add(kind as TaskKind);
  }
  /** A task that is open already is due at the earlier of the two times. @param after minutes until it may begin */
  due({ kind, within }: PlannedTask, after = 0): void {
    const startsAt = this.now + after * MINUTE;
    const dueAt = startsAt + within * MINUTE;
    if (dueAt < (this.begun.get(kind)?.dueAt ?? Number.POSITIVE_INFINITY)) this.begun.set(kind, { startsAt, dueAt });
  }
  open(): readonly { kind: TaskKind; dueAt: number }[] {
    const left = [...this.before].filter(([kind]) => !this.finished.has(kind));
    const all = new Map(left);
    for (const [kind, { dueAt }] of this.begun) all.set(kind, Math.min(dueAt, all.get(kind) ?? dueAt));
    return [...all].map(([kind, dueAt]) => ({ kind, dueAt }));
  }
  result(): Pick<Following, 'finished' | 'begun' | 'sooner' | 'tasks'> {
    const stays = (kind: TaskKind): boolean => this.before.has(kind) && !this.finished.has(kind);
    const due = [...this.begun].map(([kind, times]) => ({ kind, ...times }));
    return {
      finished: [...this.finished],
      begun: due.filter(({ kind }) => !stays(kind)),
      sooner: due.filter(({ kind, dueAt }) => stays(kind) && dueAt < (this.before.get(kind) ?? 0)),
      tasks: this.open(),
    };
  }
}
