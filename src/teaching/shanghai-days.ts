import { DAY } from '../durations.ts';
import { AHEAD_OF_UTC } from '../hotline-time.ts';

/** Days, weeks and months as they are counted here: Asia/Shanghai, which has no summer time. Pure. */

/** 1 January 1970 was a Thursday. */
const SINCE_MONDAY = 3;

/** Days since 1 January 1970. @param now milliseconds since 1970 UTC */
export function dayOf(now: number): number {
  return Math.floor((now + AHEAD_OF_UTC) / DAY);
}

/** Weeks since then, from Monday on. */
export function weekOf(now: number): number {
  return Math.floor((dayOf(now) + SINCE_MONDAY) / 7);
}

/** Minutes since midnight, 0 to 1439. */
export function minuteOf(now: number): number {
  return Math.floor(((now + AHEAD_OF_UTC) % DAY) / 60_000);
}

/** `2026-11-20` */
export function dayText(day: number): string {
  return new Date(day * DAY).toISOString().slice(0, 10);
}

/** The day that `dayText` wrote; null for what is none. */
export function readDay(text: string): number | null {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return null;
  const day = Math.round(Date.parse(`${text}T00:00:00Z`) / DAY);
  return Number.isSafeInteger(day) && dayText(day) === text ? day : null;
}

/** `11月20日` */
export function dayInWords(day: number): string {
  const [, month, date] = dayText(day).split('-').map(Number);
  return `${month}月${date}日`;
}

/** `2026-11` */
export function monthOf(now: number): string {
  return dayText(dayOf(now)).slice(0, 7);
}

/** The one before, or `back` before. */
export function monthBefore(month: string, back = 1): string {
  const [year = 0, number = 0] = month.split('-').map(Number);
  return new Date(Date.UTC(year, number - 1 - back, 1)).toISOString().slice(0, 7);
}

/** Its first millisecond and the first one after it, since 1970 UTC. */
export function monthBounds(month: string): readonly [from: number, to: number] {
  const [year = 0, number = 0] = month.split('-').map(Number);
  return [Date.UTC(year, number - 1, 1) - AHEAD_OF_UTC, Date.UTC(year, number, 1) - AHEAD_OF_UTC];
}

/** `2026年11月` */
export function monthInWords(month: string): string {
  const [year, number] = month.split('-').map(Number);
  return `${year}年${number}月`;
}
