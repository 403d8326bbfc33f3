import { DAY, HOUR } from '../durations.ts';
import { AHEAD_OF_UTC } from '../hotline-time.ts';

/** Periods in days of Shanghai, and how long citizens waited. Pure; milliseconds since 1970 UTC. */

/** Fewer cases than this say nothing about a share of cases. */
const FEW = 5;

/** Days counted with today: 7 are today and the six before. */
export const PERIODS = { today: 1, week: 7, month: 30 } as const;
export type Period = keyof typeof PERIODS;

/** Days since 1 January 1970 in Shanghai. */
export function dayOf(at: number): number {
  return Math.floor((at + AHEAD_OF_UTC) / DAY);
}

/** Midnight in Shanghai: the day's first millisecond. @param day as `dayOf` counts */
export function startOfDay(day: number): number {
  return day * DAY - AHEAD_OF_UTC;
}

/** The first millisecond that belongs to the period; its last one is now. */
export function startOfPeriod(period: Period, now: number): number {
  return startOfDay(dayOf(now) - PERIODS[period] + 1);
}

/** 0 to 23. */
export function hourOf(at: number): number {
  return Math.floor((at + AHEAD_OF_UTC - dayOf(at) * DAY) / HOUR);
}

/**
 * Nearest rank: the smallest value that at least this share of all values does not exceed; always one of them.
 * @param share above 0, 1 at most
 * @returns null of nothing
 */
export function percentile(values: readonly number[], share: number): number | null {
  const sorted = [...values].sort((a, b) => a - b);
  // 0.95 × 20 is a hair more than 19.
  const rank = Math.ceil(Number((share * sorted.length).toFixed(6)));
  return sorted[rank - 1] ?? null;
}

/** How long it took until a human answered. */
export interface Waiting {
  readonly count: number;
  /** Milliseconds; null below `FEW` cases. */
  readonly p50: number | null;
  readonly p95: number | null;
}

export function waitingOf(times: readonly number[]): Waiting {
  const enough = times.length >= FEW;
  return { count: times.length, p50: enough ? percentile(times, 0.5) : null, p95: enough ? percentile(times, 0.95) : null };
}

export interface FirstAnswer {
  readonly createdAt: number;
  /** null: nobody has answered yet. */
  readonly answeredAt: number | null;
  readonly officer: string | null;
}

/** Of the cases that a human answered, one waiting for each group. */
export function waitingBy<Key>(answers: readonly FirstAnswer[], keyOf: (answer: FirstAnswer) => Key): ReadonlyMap<Key, Waiting> {
  const groups = new Map<Key, number[]>();
  for (const answer of answers) {
    if (answer.answeredAt === null) continue;
    const key = keyOf(answer);
    const times = groups.get(key) ?? [];
    times.push(Math.max(0, answer.answeredAt - answer.createdAt));
    groups.set(key, times);
  }
  return new Map([...groups].map(([key, times]) => [key, waitingOf(times)]));
}
