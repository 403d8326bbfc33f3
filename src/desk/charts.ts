import { DAY, HOUR, MINUTE } from '../durations.ts';

/** Where bars stand. Pure; lengths in the drawing's own units. */

/** 1, 2, 5, 10, 20, 50 …: a top that stays the same from day to day while the numbers stay of one size. */
export function topOfCounts(most: number, least = 5): number {
  for (let power = 1; ; power *= 10) for (const step of [1, 2, 5]) if (step * power >= Math.max(most, least)) return step * power;
}

const TOPS = [MINUTE, 2 * MINUTE, 5 * MINUTE, 10 * MINUTE, 30 * MINUTE, HOUR, 2 * HOUR, 6 * HOUR, 12 * HOUR, DAY];

/** The same for waiting; what is longer than a day is cut off there, and its number says how long it was. Milliseconds. */
export function topOfTimes(most: number): number {
  return TOPS.find((top) => top >= most) ?? DAY;
}

/** @returns the bar's length; a number above nothing never vanishes, and none leaves the drawing */
export function lengthOf(value: number, top: number, length: number): number {
  if (value <= 0) return 0;
  return round(Math.max(1, Math.min(1, value / top) * length));
}

/** Bars one upon the other, from the bottom: where each begins and how long it is. */
export function stacked(
  values: readonly number[],
  top: number,
  length: number,
): readonly { readonly start: number; readonly length: number }[] {
  let before = 0;
  return values.map((value) => {
    const start = Math.min(length, (before / top) * length);
    before += Math.max(0, value);
    return { start: round(start), length: round(Math.min(length, (before / top) * length) - start) };
  });
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
