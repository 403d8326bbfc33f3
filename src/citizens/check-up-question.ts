import type { AgeBand, Job } from '../storage/citizens/citizens-tables.ts';

/** What is read of a question. */
export interface QuestionWords {
  readonly asks: string;
  readonly options: readonly string[];
  /** Why, in plain words; read by everybody, whatever he chose. */
  readonly why: string;
}

/** A question of the check-up, in Chinese. What is released never changes its meaning: a new meaning is a new id. */
export interface Question extends QuestionWords {
  readonly id: string;
  /** Of the same trick not two are asked in one check-up. */
  readonly trick: string;
  /** Which option does not help a scammer, counted from 0; in every language the same. */
  readonly right: number;
  /** Whom it concerns most; both empty: everybody. */
  readonly ages?: readonly AgeBand[];
  readonly jobs?: readonly Job[];
}

/** The same questions in another language: each of them, and no other. */
export type Translated<Questions extends readonly Question[]> = Readonly<Record<Questions[number]['id'], QuestionWords>>;
