import type { Question, QuestionWords } from './check-up-question.ts';
import { QUESTIONS_BY_AGE } from './questions-by-age.ts';
import { QUESTIONS_BY_AGE_IN_ENGLISH } from './questions-by-age-english.ts';
import { QUESTIONS_BY_JOB } from './questions-by-job.ts';
import { QUESTIONS_BY_JOB_IN_ENGLISH } from './questions-by-job-english.ts';
import { QUESTIONS_FOR_EVERYONE } from './questions-for-everyone.ts';
import { QUESTIONS_FOR_EVERYONE_IN_ENGLISH } from './questions-for-everyone-english.ts';

/** Counts up with every change of a question, in either language; what was answered names the version that it was asked from. */
export const BANK_VERSION = 2;

export const CHECK_UP_BANK: readonly Question[] = [...QUESTIONS_FOR_EVERYONE, ...QUESTIONS_BY_AGE, ...QUESTIONS_BY_JOB];

const BY_ID = new Map(CHECK_UP_BANK.map((question) => [question.id, question]));
const IN_ENGLISH = new Map<string, QuestionWords>(
  Object.entries({ ...QUESTIONS_FOR_EVERYONE_IN_ENGLISH, ...QUESTIONS_BY_AGE_IN_ENGLISH, ...QUESTIONS_BY_JOB_IN_ENGLISH }),
);

/** null: a question of an older bank that is asked no more. */
export function questionOf(id: string): Question | null {
  return BY_ID.get(id) ?? null;
}

/** The question as he reads it: its options stand in the same order in both languages. */
export function wordsOf(question: Question, language: 'zh-CN' | 'en'): QuestionWords {
  return (language === 'en' && IN_ENGLISH.get(question.id)) || question;
}
