import type { AgeBand, Job } from '../storage/citizens/citizens-tables.ts';

/** A question of the check-up. What is released never changes its meaning: a new meaning is a new id. */
export interface Question {
  readonly id: string;
  /** Of the same trick not two are asked in one check-up. */
  readonly trick: string;
  readonly asks: string;
  readonly options: readonly string[];
  /** Which option does not help a scammer, counted from 0. */
  readonly right: number;
  /** Why, in plain words; read by everybody, whatever he chose. */
  readonly why: string;
  /** Whom it concerns most; both empty: everybody. */
  readonly ages?: readonly AgeBand[];
  readonly jobs?: readonly Job[];
}
