import { DAY } from '../durations.ts';
import type { CheckUp, RedMatter } from '../storage/citizens/check-ups.ts';
import type { KeptConsent } from '../storage/citizens/consents.ts';
import type { Citizen } from '../storage/citizens/registrations.ts';
import type { Storage } from '../storage/storage.ts';
import type { LessonDone } from '../storage/teaching/teaching-done.ts';
import { CHECK_UP_BANK } from './check-up-bank.ts';
import type { Question } from './check-up-question.ts';
import { CODE_RULES, codeOf, mayCheckAgain, type PersonalCode } from './code-rules.ts';
import { consentStands } from './consent-texts.ts';
import { drawCheckUp } from './draw-check-up.ts';

/** All that the holder's page shows. */
export interface MyCode {
  readonly code: PersonalCode;
  readonly last: CheckUp | null;
  readonly matters: readonly RedMatter[];
  readonly mayCheck: boolean;
  /** When the next check-up may be done of itself; milliseconds since 1970 UTC. */
  readonly checkAgainAt: number | null;
  readonly exposureAgreed: boolean;
}

/** Reads what the code is made of; chats of his only while he agrees to it. */
export async function loadMyCode(storage: Storage, citizen: Citizen, consents: readonly KeptConsent[], now: number): Promise<MyCode> {
  const exposureAgreed = consentStands(consents, 'exposure');
  const [checkUps, matters, lessons] = await Promise.all([
    storage.checkUpsOf(citizen.id),
    exposureAgreed ? storage.redMattersOf(citizen.id, now - CODE_RULES.exposure.days * DAY) : [],
    storage.teachingDone(citizen.id),
  ]);
  const last = checkUps[0] ?? null;
  const code = codeOf({ checkUp: last, matters, lessons: lessonTimes(lessons), now });
  const mayCheck = mayCheckAgain(last, matters[0]?.at ?? null, now);
  const checkAgainAt = last === null || mayCheck ? null : last.doneAt + CODE_RULES.repeatAfterDays * DAY;
  return { code, last, matters, mayCheck, checkAgainAt, exposureAgreed };
}

/** Each lesson once, however it was done; when it was passed last. */
function lessonTimes(done: readonly LessonDone[]): readonly number[] {
  const passed = new Map<string, number>();
  for (const { lesson, result, at } of done)
    if (result >= CODE_RULES.teaching.passedFrom) passed.set(lesson, Math.max(at, passed.get(lesson) ?? 0));
  return [...passed.values()];
}

/** The questions of his next check-up. */
export function nextCheckUp(citizen: Citizen, last: CheckUp | null): { readonly attempt: number; readonly questions: readonly Question[] } {
  const attempt = (last?.attempt ?? 0) + 1;
  const rightOf = new Map(CHECK_UP_BANK.map(({ id, right }) => [id, right]));
  const wrongBefore = (last?.answers ?? [])
    .filter(({ question, chosen }) => rightOf.get(question) !== chosen)
    .map(({ question }) => question);
  const { id: citizenId, ageBand, job } = citizen;
  return { attempt, questions: drawCheckUp({ bank: CHECK_UP_BANK, citizenId, attempt, ageBand, job, wrongBefore }) };
}
