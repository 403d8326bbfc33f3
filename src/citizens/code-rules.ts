import { DAY } from '../durations.ts';
import type { Colour } from '../storage/desk-schema.ts';

/**
 * What the personal code is made of. No source defines it; these are our defaults, shown to every holder as they stand.
 * Points add up; who has few is green. It is advice to its holder, never a mark of anybody.
 */
export const CODE_RULES = {
  version: 1,
  /** From so many points on. */
  red: 60,
  yellow: 30,
  checkUp: {
    /** Not done yet. */
    none: 30,
    wrong: 15,
    /** Longer ago than this. */
    old: 15,
    oldAfterDays: 180,
  },
  exposure: {
    days: 30,
    /** A link opened, a program installed; nothing lost yet. */
    touched: 20,
    /** Money, codes or the telephone were in somebody else's hands, or about to be. */
    harmed: 60,
  },
  teaching: {
    days: 90,
    each: -10,
    most: 3,
    /** Percent of right answers from which a lesson counts. */
    passedFrom: 80,
  },
  /** A check-up may be repeated after so many days, or after a matter. */
  repeatAfterDays: 30,
} as const;

/** Stages of a matter that touched him and took nothing yet. */
const TOUCHED: ReadonlySet<string> = new Set(['clicked', 'installed']);

export interface CodeFacts {
  readonly checkUp: { readonly doneAt: number; readonly wrong: number } | null;
  readonly matters: readonly { readonly at: number; readonly stage: string }[];
  /** When he finished a lesson. Milliseconds since 1970 UTC, as all times here. */
  readonly lessons: readonly number[];
  readonly now: number;
}
export interface CodeLine {
  readonly what: 'check-up-none' | 'check-up-wrong' | 'check-up-old' | 'exposure-touched' | 'exposure-harmed' | 'lessons';
  readonly points: number;
  /** How many wrong answers, matters or lessons. */
  readonly count: number;
  /** When it ends of itself; null: it does not. */
  readonly until: number | null;
}
export interface PersonalCode {
  readonly colour: Colour;
  readonly points: number;
  readonly lines: readonly CodeLine[];
}

/** Pure. The worst matter counts once, however often he told of it. */
export function codeOf({ checkUp, matters, lessons, now }: CodeFacts): PersonalCode {
  const { checkUp: rules, exposure, teaching } = CODE_RULES;
  const lines: CodeLine[] = [];
  if (!checkUp) lines.push({ what: 'check-up-none', points: rules.none, count: 0, until: null });
  else {
    lines.push({ what: 'check-up-wrong', points: checkUp.wrong * rules.wrong, count: checkUp.wrong, until: null });
    if (checkUp.doneAt + rules.oldAfterDays * DAY <= now) lines.push({ what: 'check-up-old', points: rules.old, count: 0, until: null });
  }
  const recent = matters.filter(({ at }) => at > now - exposure.days * DAY && at <= now);
  const harmed = recent.filter(({ stage }) => !TOUCHED.has(stage));
  const counted = harmed.length > 0 ? harmed : recent;
  const newest = Math.max(...counted.map(({ at }) => at));
  lines.push({
    what: harmed.length > 0 ? 'exposure-harmed' : 'exposure-touched',
    points: counted.length === 0 ? 0 : harmed.length > 0 ? exposure.harmed : exposure.touched,
    count: counted.length,
    until: counted.length === 0 ? null : newest + exposure.days * DAY,
  });
  const learned = Math.min(teaching.most, lessons.filter((at) => at > now - teaching.days * DAY && at <= now).length);
  lines.push({ what: 'lessons', points: learned * teaching.each, count: learned, until: null });
  const points = Math.max(
    0,
    lines.reduce((sum, line) => sum + line.points, 0),
  );
  const colour = points >= CODE_RULES.red ? 'red' : points >= CODE_RULES.yellow ? 'yellow' : 'green';
  return { colour, points, lines: lines.map((line) => ({ ...line, points: line.points === 0 ? 0 : line.points })) };
}

/** May he do another check-up now? @param newestMatter null: none */
export function mayCheckAgain(last: { readonly doneAt: number } | null, newestMatter: number | null, now: number): boolean {
  if (!last) return true;
  return now >= last.doneAt + CODE_RULES.repeatAfterDays * DAY || (newestMatter !== null && newestMatter > last.doneAt);
}
