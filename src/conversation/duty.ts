import { DAY, MINUTE } from '../durations.ts';
import { AHEAD_OF_UTC } from '../hotline-time.ts';

/**
 * Who can see a case that comes in now. One place for every sentence that promises a human:
 * staffed: somebody has the desk open · expected: office hours, and nobody has · closed: neither.
 * Presence goes before the clock: who sits there at night is there, and who should sit there by day may not be.
 */
export type Duty = { readonly kind: 'staffed' } | { readonly kind: 'expected' } | { readonly kind: 'closed'; readonly from: Shift | null };

/** When the next shift begins; local time. */
export interface Shift {
  readonly day: 'today' | 'tomorrow';
  /** 0–23 and 0–59. */
  readonly hour: number;
  readonly minute: number;
}

const MINUTES_A_DAY = DAY / MINUTE;

/**
 * @param from, to `HH:MM`, Asia/Shanghai; the same twice means around the clock; `to` before `from` runs over midnight;
 * either of them empty: nobody is ever expected, and nobody knows when somebody comes.
 * @param now milliseconds since 1970 UTC
 */
export function dutyAt(from: string, to: string, now: number): Duty {
  if (from === '' || to === '') return { kind: 'closed', from: null };
  const start = minutes(from);
  const end = minutes(to);
  const at = Math.floor((now + AHEAD_OF_UTC) / MINUTE) % MINUTES_A_DAY;
  const open = start === end || (start < end ? at >= start && at < end : at >= start || at < end);
  if (open) return { kind: 'expected' };
  return { kind: 'closed', from: { day: at < start ? 'today' : 'tomorrow', hour: Math.floor(start / 60), minute: start % 60 } };
}

/** The same duty once it is known whether somebody has the desk open. */
export function withPresence(duty: Duty, staffed: boolean): Duty {
  return staffed ? { kind: 'staffed' } : duty;
}

function minutes(time: string): number {
  const [hours = 0, rest = 0] = time.split(':').map(Number);
  return hours * 60 + rest;
}
