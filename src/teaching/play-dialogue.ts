import type { Lesson } from './lesson.ts';

interface Played {
  readonly said: string;
  readonly answered: string;
  readonly wise: boolean;
  readonly why: string;
  /** The same words of his as before: after an answer that was not wise one tries again. */
  readonly again: boolean;
}
/** How far a dialogue has been played. */
export interface Playing {
  readonly played: readonly Played[];
  /** Index of the turn that is to be answered; null at the end. */
  readonly turn: number | null;
  /** Its choices that were tried already and were not wise, by index. */
  readonly tried: readonly number[];
  /** Percent of turns answered wisely at once; whole. */
  readonly result: number;
}

/** Answers beyond that are somebody playing with the address. */
export const LONGEST_WAY = 80;

/**
 * Pure: the whole game stands in its way, so that it needs no script, no session and no memory.
 * @param way a digit for each answer so far
 * @returns null for what is no way through this dialogue
 */
export function playDialogue({ turns }: Lesson, way: string): Playing | null {
  if (way.length > LONGEST_WAY || !/^\d*$/.test(way)) return null;
  const played: Played[] = [];
  let [at, slips, again] = [0, 0, false];
  let tried: readonly number[] = [];
  for (const digit of way) {
    const choice = turns[at]?.choices[Number(digit)];
    if (!choice) return null;
    played.push({ said: turns[at]?.said ?? '', answered: choice.text, wise: choice.wise, why: choice.why, again });
    if (!choice.wise && !again) slips += 1;
    if (choice.wise) at += 1;
    again = !choice.wise;
    tried = choice.wise ? [] : [...new Set([...tried, Number(digit)])];
  }
  return { played, turn: at < turns.length ? at : null, tried, result: Math.round((100 * (turns.length - slips)) / turns.length) };
}
