import { DAY } from '../durations.ts';
import { COURSE_LASTS, type CourseId, REQUIRED_COURSES } from '../storage/places/course-ids.ts';

interface Course {
  readonly zh: string;
  readonly en: string;
  /** What whoever confirms it has made sure of. */
  readonly about: { readonly zh: string; readonly en: string };
  readonly minutes: number;
}

/** What advisors learn. Required ones are counted; the others are for certain grids. Each is to be done again after a year. */
export const TRAINING_COURSES: Readonly<Record<CourseId, Course>> = {
  basics: {
    zh: '常见套路和三句话',
    en: 'Common scams and three sentences',
    about: {
      zh: '十类高发骗局认得出；会说“先停、打110、告诉家人”',
      en: 'Knows the ten commonest scams; can say: stop, ring 110, tell your family',
    },
    minutes: 90,
  },
  doorstep: {
    zh: '上门劝阻',
    en: 'Dissuading on the doorstep',
    about: {
      zh: '先让对方打110核实自己；不争、不吓、不骂；紧急的不单独去',
      en: 'Lets himself be verified by 110 first; does not argue, frighten or blame; never goes alone on an urgent one',
    },
    minutes: 60,
  },
  privacy: {
    zh: '保密和不能碰的东西',
    en: 'Confidentiality, and what not to touch',
    about: {
      zh: '不看银行卡、密码、验证码；不拍照、不转发；别人家的事不外传',
      en: 'Looks at no card, password or code; takes no pictures; tells nobody of other people’s affairs',
    },
    minutes: 30,
  },
  elderly: {
    zh: '和老人谈',
    en: 'Talking with old people',
    about: { zh: '慢、近、一次一件事；和子女约好怎么联系', en: 'Slowly, one thing at a time; agrees with the children how to reach them' },
    minutes: 45,
  },
  company: {
    zh: '企业和财务',
    en: 'Companies and accountants',
    about: { zh: '转账两人核、老板要钱打电话问', en: 'Two people for a payment; ring the boss who asks for money' },
    minutes: 45,
  },
  school: {
    zh: '学校和孩子',
    en: 'Schools and children',
    about: { zh: '游戏、追星、兼职；先护住孩子再谈钱', en: 'Games, fan groups, jobs; the child comes before the money' },
    minutes: 45,
  },
};

export interface CourseState {
  readonly course: CourseId;
  /** Milliseconds since 1970 UTC; null: never. */
  readonly doneOn: number | null;
  readonly confirmedBy: string | null;
  readonly validUntil: number | null;
  readonly state: 'never' | 'valid' | 'renew-soon' | 'expired';
}

/** From then on he is told that it is time. Milliseconds. */
const SOON = 30 * DAY;

/** How each course of an advisor stands. Pure. @param trainings his, newest first */
export function courseStates(
  trainings: readonly { readonly course: CourseId; readonly doneOn: number; readonly confirmedBy: string }[],
  now: number,
): readonly CourseState[] {
  return (Object.keys(TRAINING_COURSES) as CourseId[]).map((course) => {
    const done = trainings.find((one) => one.course === course);
    if (!done) return { course, doneOn: null, confirmedBy: null, validUntil: null, state: 'never' };
    const validUntil = done.doneOn + COURSE_LASTS;
    const state = validUntil <= now ? 'expired' : validUntil <= now + SOON ? 'renew-soon' : 'valid';
    return { course, doneOn: done.doneOn, confirmedBy: done.confirmedBy, validUntil, state };
  });
}

export function isRequired(course: CourseId): boolean {
  return (REQUIRED_COURSES as readonly CourseId[]).includes(course);
}

export function isTrained(states: readonly CourseState[]): boolean {
  return states.every(({ course, state }) => !isRequired(course) || state === 'valid' || state === 'renew-soon');
}
