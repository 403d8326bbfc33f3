import { DAY } from '../../durations.ts';

/** Whoever looks after a grid has done these; what they are about stands in dissuasion/training-courses.ts. */
export const REQUIRED_COURSES = ['basics', 'doorstep', 'privacy'] as const;
export const COURSES = [...REQUIRED_COURSES, 'elderly', 'company', 'school'] as const;
export type CourseId = (typeof COURSES)[number];

/** After so long a course is to be done again. Milliseconds. */
export const COURSE_LASTS = 365 * DAY;
