import type { Question } from './check-up-question.ts';
import { QUESTIONS_BY_AGE } from './questions-by-age.ts';
import { QUESTIONS_BY_JOB } from './questions-by-job.ts';
import { QUESTIONS_FOR_EVERYONE } from './questions-for-everyone.ts';

/** Counts up with every change of a question; what was answered names the version that it was asked from. */
export const BANK_VERSION = 1;

export const CHECK_UP_BANK: readonly Question[] = [...QUESTIONS_FOR_EVERYONE, ...QUESTIONS_BY_AGE, ...QUESTIONS_BY_JOB];

const BY_ID = new Map(CHECK_UP_BANK.map((question) => [question.id, question]));

/** null: a question of an older bank that is asked no more. */
export function questionOf(id: string): Question | null {
  return BY_ID.get(id) ?? null;
}
