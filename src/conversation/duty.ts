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

/** China has one time zone and no summer time; the hotline's hours are local. */
const SHANGHAI_OFFSET_MINUTES = 8 * 60;
const DAY = 24 * 60;

/**
 * @param from, to `HH:MM`, Asia/Shanghai; the same twice means around the clock; `to` before `from` runs over midnight;
 * either of them empty: nobody is ever expected, and nobody knows when somebody comes.
 * @param now milliseconds since 1970 UTC
 * @param staffed somebody has the desk open; who does not ask must not promise it
 */
export function dutyAt(from: string, to: string, now: number, staffed = false): Duty {
  if (staffed) return { kind: 'staffed' };
  if (from === '' || to === '') return { kind: 'closed', from: null };
  const start = minutes(from);
  const end = minutes(to);
  const at = (Math.floor(now / 60_000) + SHANGHAI_OFFSET_MINUTES) % DAY;
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
