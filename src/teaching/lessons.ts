import type { TypeId } from '../library/schema.ts';
import type { Lesson } from './lesson.ts';
import { ACQUAINTANCE } from './lessons/acquaintance-lesson.ts';
import { AUTHORITY } from './lessons/authority-lesson.ts';
import { BLACKMAIL } from './lessons/blackmail-lesson.ts';
import { CREDIT_REPAIR } from './lessons/credit-repair-lesson.ts';
import { CUSTOMER_SERVICE } from './lessons/customer-service-lesson.ts';
import { ELDER } from './lessons/elder-lesson.ts';
import { GAMBLING } from './lessons/gambling-lesson.ts';
import { GAME } from './lessons/game-lesson.ts';
import { INVESTMENT } from './lessons/investment-lesson.ts';
import { LOAN } from './lessons/loan-lesson.ts';
import { MULE } from './lessons/mule-lesson.ts';
import { OTHER_SCAM } from './lessons/other-scam-lesson.ts';
import { PHISHING } from './lessons/phishing-lesson.ts';
import { PRIZE } from './lessons/prize-lesson.ts';
import { RECRUITMENT } from './lessons/recruitment-lesson.ts';
import { ROMANCE } from './lessons/romance-lesson.ts';
import { SHOPPING } from './lessons/shopping-lesson.ts';
import { TASK_REBATE } from './lessons/task-rebate-lesson.ts';
import { TRAVEL } from './lessons/travel-lesson.ts';

const LESSONS: Readonly<Record<TypeId, Lesson>> = {
  'task-rebate': TASK_REBATE,
  investment: INVESTMENT,
  loan: LOAN,
  'customer-service': CUSTOMER_SERVICE,
  authority: AUTHORITY,
  'credit-repair': CREDIT_REPAIR,
  shopping: SHOPPING,
  acquaintance: ACQUAINTANCE,
  game: GAME,
  romance: ROMANCE,
  phishing: PHISHING,
  prize: PRIZE,
  travel: TRAVEL,
  blackmail: BLACKMAIL,
  mule: MULE,
  recruitment: RECRUITMENT,
  gambling: GAMBLING,
  elder: ELDER,
  'other-scam': OTHER_SCAM,
};

/** What is taught of a type; there is a lesson for each. */
export function lessonOf(type: TypeId): Lesson {
  return LESSONS[type];
}
