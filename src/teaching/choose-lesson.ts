import { TYPE_IDS, type TypeId } from '../library/schema.ts';
import type { AgeBand, Job } from '../storage/citizens/citizens-tables.ts';

/** What a lesson is chosen by. Nothing that names anybody. */
export interface Learner {
  readonly ageBand: AgeBand;
  readonly job: Job;
  /** Types that his own consults came to lately. */
  readonly met: readonly string[];
  /** Types whose quiz he has passed. */
  readonly passed: readonly string[];
  /** Types that he was sent, the newest first. */
  readonly sent: readonly string[];
}

/** Where scams of each kind find most of their victims everywhere: the start of every sum. */
const EVERYBODY: Readonly<Partial<Record<TypeId, number>>> = {
  'task-rebate': 3,
  'customer-service': 2,
  investment: 2,
  authority: 2,
  phishing: 2,
  loan: 1,
  acquaintance: 1,
  shopping: 1,
};

type Weights<Key extends string> = Readonly<Record<Key, Readonly<Partial<Record<TypeId, number>>>>>;
const BY_AGE: Weights<AgeBand> = {
  under14: { game: 6, prize: 2 },
  '14-17': { game: 5, shopping: 2, 'task-rebate': 2, blackmail: 1 },
  '18-30': { 'task-rebate': 3, loan: 2, 'credit-repair': 3, recruitment: 2, blackmail: 2, mule: 2 },
  '31-45': { 'customer-service': 2, loan: 2, 'credit-repair': 2, investment: 2, 'task-rebate': 2 },
  '46-59': { investment: 3, authority: 2, acquaintance: 2, romance: 2 },
  '60-69': { elder: 5, authority: 3, investment: 2, acquaintance: 2, prize: 2 },
  '70plus': { elder: 6, authority: 4, acquaintance: 3, prize: 2 },
};
const BY_JOB: Weights<Job> = {
  student: { game: 3, 'task-rebate': 2, 'credit-repair': 2, mule: 2, recruitment: 2 },
  employee: { 'task-rebate': 1, 'customer-service': 1, travel: 2 },
  accounting: { acquaintance: 6, phishing: 2 },
  trade: { shopping: 4, loan: 3, acquaintance: 1 },
  farming: { loan: 2, elder: 1, prize: 2 },
  public: { authority: 2, acquaintance: 2, investment: 1 },
  home: { 'task-rebate': 3, prize: 2, 'customer-service': 2 },
  seeking: { recruitment: 5, 'task-rebate': 3, loan: 2, mule: 3 },
  retired: { elder: 3, investment: 2, authority: 2 },
  other: {},
};
/** Whoever has met a trick is tried with it again. */
const MET = 6;
/** After a loss others come and offer to get it back. */
const MET_ANY: Readonly<Partial<Record<TypeId, number>>> = { 'other-scam': 2 };
const PASSED = -4;

/**
 * The lesson that helps him most now: the highest sum of the weights above; among equals the one of the library's order. What
 * he was sent is not sent again before all others were. Pure.
 */
export function chooseLesson({ ageBand, job, met, passed, sent }: Learner): TypeId {
  const sum = (type: TypeId): number =>
    (EVERYBODY[type] ?? 0) +
    (BY_AGE[ageBand][type] ?? 0) +
    (BY_JOB[job][type] ?? 0) +
    (met.includes(type) ? MET : 0) +
    (met.length > 0 ? (MET_ANY[type] ?? 0) : 0) +
    (passed.includes(type) ? PASSED : 0);
  const times = (type: TypeId): number => sent.filter((one) => one === type).length;
  const fewest = Math.min(...TYPE_IDS.map(times));
  const open = TYPE_IDS.filter((type) => times(type) === fewest);
  return open.reduce((best, type) => (sum(type) > sum(best) ? type : best));
}
