/** From the lowest up; a tier is only ever raised. 低危, 中危, 高危, 紧急. */
export const TIERS = ['low', 'medium', 'high', 'urgent'] as const;
export type Tier = (typeof TIERS)[number];

/**
 * protective-stop: a lead to the police that his payments may have to be stopped · call: staff rings him · message: in his
 * channel, with a page to acknowledge · visit: the nearest officer, or the advisor of his grid, goes there.
 */
export const TASK_KINDS = ['protective-stop', 'call', 'message', 'sms', 'visit', 'first-call-back', 'second-call-back'] as const;
export type TaskKind = (typeof TASK_KINDS)[number];
/** What is recorded besides: his answer on the page, and what happens to the warning itself. */
export type StepKind = TaskKind | 'answer' | 'claim' | 'release' | 'overdue' | 'closing' | 'void';

/**
 * sent, unsent: a message or a lead · unreached · unpersuaded: reached, and he does not believe it · persuaded: he has
 * understood and stopped · paid: money has gone already.
 */
export const TASK_RESULTS = ['sent', 'unsent', 'unreached', 'unpersuaded', 'persuaded', 'paid'] as const;
export type TaskResult = (typeof TASK_RESULTS)[number];
export const ANSWERS = ['seen', 'denied', 'paid'] as const;
export type Answer = (typeof ANSWERS)[number];
/** Why nobody has to be warned any more: he has died · nobody of his is at that number · another open one is about him. */
export const VOID_REASONS = ['dead', 'wrong-number', 'duplicate'] as const;
export type VoidReason = (typeof VOID_REASONS)[number];
export type StepResult = TaskResult | Answer | VoidReason | 'claimed' | 'released' | 'overdue' | 'closed';

export interface PlannedTask {
  readonly kind: TaskKind;
  /** Minutes from when it becomes due to be done. */
  readonly within: number;
}

interface TierPlan {
  /** `at-once`: all of them start together; `one-by-one`: each begins when the one before it has ended. */
  readonly order: 'at-once' | 'one-by-one';
  readonly tasks: readonly PlannedTask[];
  /** Minutes after which a meeting counts as too late. */
  readonly meetWithin: number;
  /** Reached by telephone and persuaded is enough; else he has to be met in person. */
  readonly callIsEnough: boolean;
}

/** Tiers, steps and deadlines; what they are here stands in dissuasion/tiers.ts. All times in minutes. */
export interface DissuasionPlan {
  readonly tiers: Readonly<Record<Tier, TierPlan>>;
  /** Not reached or not persuaded in the highest tier: the same is tried again so soon. */
  readonly againWithin: number;
  /** He says that nobody cheats him: so soon somebody rings him. */
  readonly denialCallWithin: number;
  /** After closing. */
  readonly callBacks: { readonly first: number; readonly second: number };
  /** So late a call-back may be before supervisors hear of it. */
  readonly callBackWithin: number;
  readonly callBackAgain: number;
  /** So often in all he is rung for one call-back when nobody answers; left out in plans that were kept before: `CALL_BACK_MOST`. */
  readonly callBackMost?: number;
  /** Until he has answered, the message is said again, `most` times in all. */
  readonly message: { readonly againAfter: number; readonly most: number };
}

export const MINUTE = 60_000;
/** Every four hours, for a day. */
export const CALL_BACK_MOST = 6;

export function rankOf(tier: Tier): number {
  return TIERS.indexOf(tier);
}

export function nextTier(tier: Tier): Tier {
  return TIERS[Math.min(rankOf(tier) + 1, TIERS.length - 1)] ?? tier;
}

/** What a warning of this tier begins with. */
export function firstTasks(plan: DissuasionPlan, tier: Tier): readonly PlannedTask[] {
  const { order, tasks } = plan.tiers[tier];
  return order === 'at-once' ? tasks : tasks.slice(0, 1);
}
