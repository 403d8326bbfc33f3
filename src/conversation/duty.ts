/** Is an officer on duty, and if not, from when? One place for every sentence that promises a human. */
export interface Duty {
  readonly onDuty: boolean;
  /** `08:30`, when the next shift begins; empty when no hours are set. */
  readonly from: string;
}

/** China has one time zone and no summer time; the hotline's hours are local. */
const SHANGHAI_OFFSET_MINUTES = 8 * 60;
const DAY = 24 * 60;

/**
 * @param from, to `HH:MM`, Asia/Shanghai; the same twice means around the clock; `to` before `from` runs over midnight;
 * either of them empty: nobody is ever on duty.
 * @param now milliseconds since 1970 UTC
 */
export function dutyAt(from: string, to: string, now: number): Duty {
  if (from === '' || to === '') return { onDuty: false, from: '' };
  const start = minutes(from);
  const end = minutes(to);
  if (start === end) return { onDuty: true, from };
  const at = (Math.floor(now / 60_000) + SHANGHAI_OFFSET_MINUTES) % DAY;
  return { onDuty: start < end ? at >= start && at < end : at >= start || at < end, from };
}

function minutes(time: string): number {
  const [hours = 0, rest = 0] = time.split(':').map(Number);
  return hours * 60 + rest;
}
