import { DAY } from '../durations.ts';
import { AHEAD_OF_UTC } from '../hotline-time.ts';
import type { GridKind } from '../storage/places/places-tables.ts';

interface WeeklyTask {
  readonly zh: string;
  readonly en: string;
}

/** 1970-01-01 was a Thursday. */
const FIRST_MONDAY = 4 * DAY;

/** So long an open task is shown and counted as overdue; what is older is history. Milliseconds. */
export const OVERDUE_FOR = 8 * 7 * DAY;

/** What an advisor may be asked to do in a week. The ids are kept in the database: a task that is changed gets a new one. */
export const WEEKLY_TASKS = {
  'daily-scam': {
    zh: '把本周的“每日一骗”念给或转给大家听，问一句：您遇到过吗？',
    en: 'Read or pass on this week’s scam of the day, and ask: has it happened to you?',
  },
  alone: {
    zh: '看望三户独居老人，问最近谁打过电话、要过钱。',
    en: 'See three old people who live alone; ask who has rung them or wanted money.',
  },
  posters: { zh: '看看海报和二维码还在不在、破没破。', en: 'See whether posters and QR codes still hang and can be read.' },
  newcomers: { zh: '找到新搬来的住户，告诉他们热线和96110。', en: 'Find who has moved in and tell them of the hotline and 96110.' },
  finance: {
    zh: '提醒财务：老板在网上要转账，先打电话问本人。',
    en: 'Remind the accountants: when the boss asks for money online, ring him first.',
  },
  shift: {
    zh: '班前会讲两分钟：刷单、贷款、冒充客服各一句。',
    en: 'Two minutes before a shift: a sentence each on task rebates, loans, fake service.',
  },
  starters: { zh: '给新员工讲一次：工资卡、手机卡不能借给别人。', en: 'Tell new staff: never lend a bank card or SIM card.' },
  class: { zh: '班会讲一个骗学生的套路，让学生自己说怎么办。', en: 'Tell a class of one scam on pupils; let them say what to do.' },
  parents: {
    zh: '提醒家长群：老师不会在群里收费，收费要当面问。',
    en: 'Remind parents: teachers do not collect money in a chat; ask in person.',
  },
  stalls: { zh: '走一遍摊位，看收款码有没有被人换掉。', en: 'Walk the stalls and see that nobody has exchanged a payment code.' },
  bulk: {
    zh: '提醒商户：部队、学校来订大单又要代买，多半是骗。',
    en: 'Remind traders: a big order that makes you buy from somebody else is most likely a scam.',
  },
} as const satisfies Readonly<Record<string, WeeklyTask>>;
export type WeeklyTaskId = keyof typeof WEEKLY_TASKS;

/** Every Monday, by the kind of grid. What no source prescribes: a city changes it here, and docs/advisors.md with it. */
export const TASKS_OF_KIND: Readonly<Record<GridKind, readonly WeeklyTaskId[]>> = {
  village: ['daily-scam', 'alone', 'posters'],
  estate: ['daily-scam', 'alone', 'newcomers'],
  company: ['shift', 'finance', 'starters'],
  school: ['class', 'parents', 'posters'],
  market: ['stalls', 'bulk', 'posters'],
  other: ['daily-scam', 'posters'],
};

/** The week that a moment is in: Monday 00:00 to Monday 00:00, Asia/Shanghai. Milliseconds since 1970 UTC. */
export function weekOf(at: number): { readonly from: number; readonly until: number } {
  const weeks = Math.floor((at + AHEAD_OF_UTC - FIRST_MONDAY) / (7 * DAY));
  const from = weeks * 7 * DAY + FIRST_MONDAY - AHEAD_OF_UTC;
  return { from, until: from + 7 * DAY };
}

/** Tasks that this program does not know any more are shown by their id. */
export function taskText(id: string, language: 'zh' | 'en'): string {
  const known: Readonly<Record<string, WeeklyTask>> = WEEKLY_TASKS;
  return known[id]?.[language] ?? id;
}
