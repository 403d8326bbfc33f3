import type { TypeId } from '../library/schema.ts';

/** What somebody may answer in a dialogue. */
interface Choice {
  readonly text: string;
  /** It gives nothing away. After another one he is told kindly, and tries again. */
  readonly wise: boolean;
  readonly why: string;
}
/** What the scammer says, and what one may answer. */
interface Turn {
  readonly said: string;
  readonly choices: readonly Choice[];
}
/** One question of a quiz; exactly one option is right. */
interface Question {
  readonly asks: string;
  readonly options: readonly string[];
  /** Index into `options`. */
  readonly right: number;
  readonly why: string;
}
/** What is taught of one type besides what the library says of it. Our own words throughout. */
export interface Lesson {
  readonly type: TypeId;
  /** How it begins in everyday life: two sentences or three. */
  readonly story: string;
  /** Who speaks to him in the dialogue, as he would see it. */
  readonly speaker: string;
  readonly turns: readonly Turn[];
  /** How it ends when one does not go along. */
  readonly ending: string;
  readonly questions: readonly Question[];
}

type Answer = readonly [text: string, why: string];

/** A turn with one wise answer. @param wiseAt where it stands among the others, so that it is not always the first */
export function turn(said: string, wiseAt: number, wise: Answer, ...slips: readonly Answer[]): Turn {
  const choices = slips.map(([text, why]) => ({ text, why, wise: false }));
  choices.splice(wiseAt, 0, { text: wise[0], why: wise[1], wise: true });
  return { said, choices };
}

export function question(asks: string, options: readonly string[], right: number, why: string): Question {
  return { asks, options, right, why };
}
